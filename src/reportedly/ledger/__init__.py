"""readings -> ledger: one SQLite file in which documents meet."""
