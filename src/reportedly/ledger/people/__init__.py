"""What people decide: judgements that override rules, and are never erased."""
