-- Who makes each claim, as joining counts claimants: one key over all documents, why its name means that
-- claimant, and what tells it from others of the name. Claims that stand here already have none until they are
-- joined again.
CREATE TABLE speakers (
  claim TEXT PRIMARY KEY REFERENCES claims(id) ON DELETE CASCADE,
  document TEXT NOT NULL,
  key TEXT NOT NULL,
  told TEXT NOT NULL,
  known TEXT NOT NULL,
  apart TEXT NOT NULL,
  land TEXT,
  why TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX speakers_by_document ON speakers(document, known);
CREATE INDEX speakers_by_key ON speakers(key, told);
CREATE INDEX speakers_by_name ON speakers(told, key, apart);
