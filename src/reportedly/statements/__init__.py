"""clauses and mentions -> what is said: hedges, claims, events, figures."""
