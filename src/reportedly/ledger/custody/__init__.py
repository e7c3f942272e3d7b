"""That a ledger's file is whole, and copies of it."""
