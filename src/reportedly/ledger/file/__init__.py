"""How records stand in the ledger's file: opening, rows, batches, and the chain of custody."""
