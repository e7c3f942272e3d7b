-- Whom an account counts, as joining saw it, so that no later view has to guess it again. Accounts that stand
-- here already have none until they are joined again.
ALTER TABLE accounts ADD COLUMN sides TEXT NOT NULL DEFAULT '[]';
