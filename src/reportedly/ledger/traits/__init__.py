"""By what things of different documents are compared: words, days, places, speakers, who is counted."""
