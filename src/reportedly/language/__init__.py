"""document -> parsed sentences, clauses and quotations."""
