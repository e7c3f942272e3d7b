-- How sure it is that two statements do not go together, so that the surest are listed first. Those that stand
-- here already are of rules that left nothing in doubt.
ALTER TABLE contradictions ADD COLUMN sureness REAL NOT NULL DEFAULT 1;
