-- Of which documents was somebody told which change? The same words about something else are told again. What an
-- earlier version told is not known by document: a watch takes what is there for told when it begins again.
DROP TABLE alarms;
CREATE TABLE alarms (
  key TEXT NOT NULL,
  document TEXT NOT NULL,
  told_at TEXT,
  PRIMARY KEY (key, document)
) STRICT, WITHOUT ROWID;
-- Is somebody of this name a private person?
CREATE INDEX actors_private_by_name ON actors(name) WHERE private = 1;
