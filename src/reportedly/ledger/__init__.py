"""The ledger: one SQLite file that holds readings and what joins them."""
