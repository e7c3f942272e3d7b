-- Which documents are near each other? Lists by which they find one another, edges between those that are
-- alike, and for what is found of several documents the neighbourhood that it belongs to.
CREATE TABLE joining_waiting (number INTEGER PRIMARY KEY) STRICT;
INSERT INTO joining_waiting SELECT number FROM documents;
CREATE TRIGGER documents_wait_to_be_joined AFTER INSERT ON documents BEGIN
  INSERT INTO joining_waiting SELECT new.number
    WHERE NOT EXISTS (SELECT 1 FROM joining_waiting WHERE number = new.number);
END;
CREATE TRIGGER documents_wait_to_be_joined_anew AFTER UPDATE ON documents BEGIN
  INSERT INTO joining_waiting SELECT new.number
    WHERE NOT EXISTS (SELECT 1 FROM joining_waiting WHERE number = new.number);
END;

CREATE TABLE joining_documents (
  number INTEGER PRIMARY KEY,
  rank INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  dirty INTEGER NOT NULL,
  neighbourhood INTEGER,
  features BLOB NOT NULL,
  passages BLOB NOT NULL,
  spread BLOB
) STRICT;
CREATE INDEX joining_documents_by_stage ON joining_documents(stage, number) WHERE stage < 3;
CREATE INDEX joining_documents_dirty ON joining_documents(number) WHERE dirty = 1;
CREATE INDEX joining_documents_by_neighbourhood ON joining_documents(neighbourhood);

CREATE TABLE joining_passages (
  list INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  number INTEGER NOT NULL,
  late INTEGER NOT NULL,
  PRIMARY KEY (list, rank, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE joining_words (
  list INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  number INTEGER NOT NULL,
  late INTEGER NOT NULL,
  PRIMARY KEY (list, rank, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE joining_edges (
  one INTEGER NOT NULL,
  other INTEGER NOT NULL,
  kind TEXT NOT NULL,
  weight REAL NOT NULL,
  PRIMARY KEY (one, other, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE joining_counts (
  stem TEXT PRIMARY KEY,
  documents INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE joining_decided (
  record TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (record, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE joining_state (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE origins ADD COLUMN neighbourhood INTEGER;
ALTER TABLE occurrences ADD COLUMN neighbourhood INTEGER;
ALTER TABLE accounts ADD COLUMN neighbourhood INTEGER;
ALTER TABLE contradictions ADD COLUMN neighbourhood INTEGER;
CREATE INDEX origins_by_neighbourhood ON origins(neighbourhood);
CREATE INDEX occurrences_by_neighbourhood ON occurrences(neighbourhood);
CREATE INDEX accounts_by_neighbourhood ON accounts(neighbourhood);
CREATE INDEX contradictions_by_neighbourhood ON contradictions(neighbourhood);
CREATE INDEX judgements_of_people ON judgements(number) WHERE substr(decided_by, 1, 7) = 'person:';
