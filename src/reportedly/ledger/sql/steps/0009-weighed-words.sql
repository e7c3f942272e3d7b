-- How near are two documents by their words? Their weights stand with each document, so that nothing has to be
-- weighed again for every document that it is compared with. Words that were listed before are listed again.
ALTER TABLE joining_documents DROP COLUMN spread;
ALTER TABLE joining_documents ADD COLUMN words BLOB;
DELETE FROM joining_words;
UPDATE joining_documents SET stage = 1 WHERE stage > 1;
