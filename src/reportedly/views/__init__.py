"""Views of readings and ledgers for people: briefs, marked text and pages."""
