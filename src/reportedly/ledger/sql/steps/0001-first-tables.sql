-- What does a ledger hold? A table for each kind of record, and who read what when.
CREATE TABLE migrations (
  step INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  program TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  model TEXT,
  lexicon TEXT,
  started_at TEXT NOT NULL,
  finished_at TEXT
) STRICT;

CREATE TABLE documents (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  url TEXT,
  title TEXT,
  publisher TEXT,
  authors TEXT NOT NULL,
  published TEXT,
  published_basis TEXT,
  language TEXT NOT NULL,
  digest TEXT NOT NULL,
  text TEXT NOT NULL,
  segments TEXT NOT NULL,
  run INTEGER REFERENCES runs(id),
  filed_at TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_digest ON documents(digest);
CREATE INDEX documents_by_url ON documents(url);
CREATE INDEX documents_by_published ON documents(published);

CREATE TABLE captures (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
  digest TEXT NOT NULL,
  media_type TEXT NOT NULL,
  url TEXT,
  headers TEXT,
  fetched_at TEXT,
  size INTEGER NOT NULL,
  content BLOB NOT NULL,
  run INTEGER REFERENCES runs(id),
  filed_at TEXT NOT NULL
) STRICT;
CREATE INDEX captures_by_document ON captures(document);
CREATE INDEX captures_by_digest ON captures(digest);

CREATE TABLE superseded_readings (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
  digest TEXT NOT NULL,
  run INTEGER REFERENCES runs(id),
  filed_at TEXT NOT NULL,
  superseded_at TEXT NOT NULL,
  lines BLOB NOT NULL
) STRICT;
CREATE INDEX superseded_readings_by_document ON superseded_readings(document);

CREATE TABLE actors (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  name TEXT NOT NULL,
  key TEXT,
  type TEXT NOT NULL,
  sector TEXT,
  country TEXT,
  private INTEGER NOT NULL
) STRICT;
CREATE INDEX actors_by_document ON actors(document);
CREATE INDEX actors_by_key ON actors(key);

CREATE TABLE places (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  name TEXT NOT NULL,
  feature TEXT NOT NULL,
  country TEXT,
  latitude REAL,
  longitude REAL,
  geonames INTEGER,
  rivals INTEGER NOT NULL
) STRICT;
CREATE INDEX places_by_document ON places(document);
CREATE INDEX places_by_geonames ON places(geonames);

CREATE TABLE times (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  value TEXT,
  timex TEXT NOT NULL,
  earliest TEXT,
  latest TEXT,
  precision TEXT,
  basis TEXT NOT NULL
) STRICT;
CREATE INDEX times_by_document ON times(document);

CREATE TABLE amounts (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  low REAL,
  high REAL,
  bound TEXT NOT NULL,
  trend TEXT,
  unit TEXT
) STRICT;
CREATE INDEX amounts_by_document ON amounts(document);

CREATE TABLE hedges (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  scope_start INTEGER NOT NULL,
  scope_end INTEGER NOT NULL,
  scope_quote TEXT NOT NULL,
  type TEXT NOT NULL
) STRICT;
CREATE INDEX hedges_by_document ON hedges(document);

CREATE TABLE claims (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  source TEXT NOT NULL,
  cue TEXT NOT NULL,
  content TEXT NOT NULL,
  claimant_name TEXT,
  claimant_key TEXT,
  claimant_type TEXT,
  claimant_sector TEXT,
  claimant_country TEXT,
  channel TEXT NOT NULL,
  stance TEXT NOT NULL,
  direct INTEGER NOT NULL,
  certainty TEXT NOT NULL,
  distance TEXT,
  within TEXT REFERENCES claims(id) DEFERRABLE INITIALLY DEFERRED,
  segment TEXT NOT NULL
) STRICT;
CREATE INDEX claims_by_document ON claims(document);
CREATE INDEX claims_by_claimant ON claims(claimant_key);
CREATE INDEX claims_by_within ON claims(within) WHERE within IS NOT NULL;

CREATE TABLE events (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  trigger_start INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  trigger_quote TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  contexts TEXT NOT NULL,
  actors TEXT NOT NULL,
  recipients TEXT NOT NULL,
  place TEXT REFERENCES places(id) DEFERRABLE INITIALLY DEFERRED,
  when_earliest TEXT,
  when_latest TEXT,
  when_precision TEXT,
  when_basis TEXT,
  status TEXT NOT NULL,
  claim TEXT REFERENCES claims(id) DEFERRABLE INITIALLY DEFERRED,
  certainty TEXT NOT NULL,
  segment TEXT NOT NULL,
  place_basis TEXT
) STRICT;
CREATE INDEX events_by_document ON events(document);
CREATE INDEX events_by_place ON events(place) WHERE place IS NOT NULL;
CREATE INDEX events_by_claim ON events(claim) WHERE claim IS NOT NULL;
CREATE INDEX events_by_time ON events(when_earliest) WHERE when_earliest IS NOT NULL;

CREATE TABLE figures (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  amount TEXT NOT NULL REFERENCES amounts(id) DEFERRABLE INITIALLY DEFERRED,
  low REAL,
  high REAL,
  bound TEXT NOT NULL,
  measure TEXT NOT NULL,
  "group" TEXT,
  place TEXT REFERENCES places(id) DEFERRABLE INITIALLY DEFERRED,
  when_earliest TEXT,
  when_latest TEXT,
  when_precision TEXT,
  when_basis TEXT,
  total INTEGER,
  event TEXT REFERENCES events(id) DEFERRABLE INITIALLY DEFERRED,
  claim TEXT REFERENCES claims(id) DEFERRABLE INITIALLY DEFERRED,
  certainty TEXT NOT NULL,
  segment TEXT NOT NULL
) STRICT;
CREATE INDEX figures_by_document ON figures(document);
CREATE INDEX figures_by_amount ON figures(amount);
CREATE INDEX figures_by_place ON figures(place) WHERE place IS NOT NULL;
CREATE INDEX figures_by_event ON figures(event) WHERE event IS NOT NULL;
CREATE INDEX figures_by_claim ON figures(claim) WHERE claim IS NOT NULL;
CREATE INDEX figures_by_measure ON figures(measure);

CREATE TABLE notices (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  start INTEGER,
  "end" INTEGER,
  quote TEXT
) STRICT;
CREATE INDEX notices_by_document ON notices(document);

CREATE TABLE origins (
  id TEXT PRIMARY KEY,
  documents TEXT NOT NULL,
  basis TEXT NOT NULL,
  credit TEXT,
  evidence TEXT NOT NULL
) STRICT;

CREATE TABLE occurrences (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  type TEXT NOT NULL,
  place TEXT REFERENCES places(id) DEFERRABLE INITIALLY DEFERRED,
  when_earliest TEXT,
  when_latest TEXT,
  when_precision TEXT,
  when_basis TEXT,
  events TEXT NOT NULL,
  figures TEXT NOT NULL,
  documents TEXT NOT NULL,
  origins INTEGER NOT NULL,
  claimants INTEGER NOT NULL
) STRICT;
CREATE INDEX occurrences_by_place ON occurrences(place) WHERE place IS NOT NULL;
CREATE INDEX occurrences_by_time ON occurrences(when_earliest);

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  occurrence TEXT NOT NULL REFERENCES occurrences(id) DEFERRABLE INITIALLY DEFERRED,
  claimant_name TEXT,
  claimant_key TEXT,
  claimant_type TEXT,
  claimant_sector TEXT,
  claimant_country TEXT,
  measure TEXT,
  low REAL,
  high REAL,
  bound TEXT,
  as_of TEXT,
  certainty TEXT NOT NULL,
  evidence TEXT NOT NULL,
  documents TEXT NOT NULL,
  origins INTEGER NOT NULL,
  supersedes TEXT REFERENCES accounts(id) DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL
) STRICT;
CREATE INDEX accounts_by_occurrence ON accounts(occurrence);
CREATE INDEX accounts_by_claimant ON accounts(claimant_key);
CREATE INDEX accounts_by_supersedes ON accounts(supersedes) WHERE supersedes IS NOT NULL;

CREATE TABLE contradictions (
  id TEXT PRIMARY KEY,
  occurrence TEXT NOT NULL REFERENCES occurrences(id) DEFERRABLE INITIALLY DEFERRED,
  "left" TEXT NOT NULL,
  "right" TEXT NOT NULL,
  measure TEXT,
  rule TEXT NOT NULL,
  relation TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;
CREATE INDEX contradictions_by_occurrence ON contradictions(occurrence);

CREATE TABLE judgements (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  verdict TEXT NOT NULL,
  value TEXT,
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER judgements_are_never_changed BEFORE UPDATE ON judgements BEGIN
  SELECT RAISE(ABORT, 'a judgement is never changed: append a later one');
END;
CREATE TRIGGER judgements_are_never_erased BEFORE DELETE ON judgements BEGIN
  SELECT RAISE(ABORT, 'a judgement is never erased: append a later one');
END;

CREATE VIRTUAL TABLE documents_words USING fts5(
  title, text, content="documents", content_rowid='number', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_words_added AFTER INSERT ON documents BEGIN
  INSERT INTO documents_words(rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER documents_words_removed AFTER DELETE ON documents BEGIN
  INSERT INTO documents_words(documents_words, rowid, title, text)
  VALUES ('delete', old.number, old.title, old.text);
END;
CREATE TRIGGER documents_words_changed AFTER UPDATE OF title, text ON documents BEGIN
  INSERT INTO documents_words(documents_words, rowid, title, text)
  VALUES ('delete', old.number, old.title, old.text);
  INSERT INTO documents_words(rowid, title, text) VALUES (new.number, new.title, new.text);
END;

CREATE VIRTUAL TABLE claims_words USING fts5(
  claimant_name, quote, content="claims", content_rowid='number',
  tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER claims_words_added AFTER INSERT ON claims BEGIN
  INSERT INTO claims_words(rowid, claimant_name, quote) VALUES (new.number, new.claimant_name, new.quote);
END;
CREATE TRIGGER claims_words_removed AFTER DELETE ON claims BEGIN
  INSERT INTO claims_words(claims_words, rowid, claimant_name, quote)
  VALUES ('delete', old.number, old.claimant_name, old.quote);
END;
