"""Statements: from clauses and mentions to what is said: hedges, claims, events and figures."""
