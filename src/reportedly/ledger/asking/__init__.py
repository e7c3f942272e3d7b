"""What readers ask of a ledger: records by filter, parts of it, captures, and what is new."""
