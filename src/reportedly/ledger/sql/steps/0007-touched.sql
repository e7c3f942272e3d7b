-- `dirty` is 1 where a document's neighbourhood is to be joined again, and 2 where only its edges changed: then
-- it is looked up which neighbourhood it is in, and those that have the same documents as before stay.
DROP INDEX joining_documents_dirty;
CREATE INDEX joining_documents_dirty ON joining_documents(number) WHERE dirty > 0;
