"""ledger and readings -> people: briefs, marked text and pages."""
