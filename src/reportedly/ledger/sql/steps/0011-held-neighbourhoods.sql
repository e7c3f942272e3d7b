-- Of which edges does it depend which neighbourhood a document is in? Weaker ones change nothing.
ALTER TABLE joining_documents ADD COLUMN holding REAL NOT NULL DEFAULT 0;
