"""Which documents carry one text, and which events and figures are about one thing."""
