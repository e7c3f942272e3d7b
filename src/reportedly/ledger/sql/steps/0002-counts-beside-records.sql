-- What do readers of a large ledger ask first? How many, of which kind, when and where: counts that triggers
-- keep beside documents and occurrences, so that nobody has to count a hundred thousand rows for one page.
CREATE TABLE document_counts (
  document TEXT PRIMARY KEY,
  day TEXT,
  claims INTEGER NOT NULL DEFAULT 0,
  figures INTEGER NOT NULL DEFAULT 0,
  events INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE occurrence_counts (
  occurrence TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  earliest TEXT,
  latest TEXT,
  day TEXT,
  place TEXT,
  feature TEXT,
  country TEXT,
  latitude REAL,
  longitude REAL,
  documents INTEGER NOT NULL,
  claimants INTEGER NOT NULL,
  contradictions INTEGER NOT NULL DEFAULT 0,
  disputes INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

INSERT INTO document_counts SELECT d.id, substr(d.published, 1, 10),
  (SELECT count(*) FROM claims x WHERE x.document = d.id),
  (SELECT count(*) FROM figures x WHERE x.document = d.id),
  (SELECT count(*) FROM events x WHERE x.document = d.id)
FROM documents d;
CREATE VIEW occurrences_counted AS
SELECT o.id AS occurrence, o.type, o.when_earliest AS earliest, o.when_latest AS latest,
  substr(CASE WHEN o.when_basis = 'assumed' THEN o.when_latest ELSE o.when_earliest END, 1, 10) AS day,
  p.name AS place, p.feature, p.country, p.latitude, p.longitude,
  json_array_length(o.documents) AS documents, o.claimants,
  (SELECT count(*) FROM contradictions x WHERE x.occurrence = o.id) AS contradictions,
  (SELECT count(*) FROM contradictions x WHERE x.occurrence = o.id
    AND x.relation IN ('conflict', 'denial', 'label')) AS disputes
FROM occurrences o LEFT JOIN places p ON p.id = o.place;
INSERT INTO occurrence_counts SELECT * FROM occurrences_counted;

CREATE INDEX document_counts_by_day ON document_counts(day, claims);
CREATE INDEX occurrence_counts_by_telling ON occurrence_counts(documents DESC, claimants DESC, occurrence);
CREATE INDEX occurrence_counts_by_day ON occurrence_counts(type, day, disputes);
CREATE INDEX occurrence_counts_by_place ON occurrence_counts(place, disputes) WHERE place IS NOT NULL;

CREATE TRIGGER document_counts_begun AFTER INSERT ON documents BEGIN
  INSERT INTO document_counts (document, day) VALUES (new.id, substr(new.published, 1, 10));
END;
CREATE TRIGGER document_counts_dated AFTER UPDATE OF published ON documents BEGIN
  UPDATE document_counts SET day = substr(new.published, 1, 10) WHERE document = new.id;
END;
CREATE TRIGGER document_counts_ended AFTER DELETE ON documents BEGIN
  DELETE FROM document_counts WHERE document = old.id;
END;
CREATE TRIGGER claims_counted AFTER INSERT ON claims BEGIN
  UPDATE document_counts SET claims = claims + 1 WHERE document = new.document;
END;
CREATE TRIGGER claims_uncounted AFTER DELETE ON claims BEGIN
  UPDATE document_counts SET claims = claims - 1 WHERE document = old.document;
END;
CREATE TRIGGER figures_counted AFTER INSERT ON figures BEGIN
  UPDATE document_counts SET figures = figures + 1 WHERE document = new.document;
END;
CREATE TRIGGER figures_uncounted AFTER DELETE ON figures BEGIN
  UPDATE document_counts SET figures = figures - 1 WHERE document = old.document;
END;
CREATE TRIGGER events_counted AFTER INSERT ON events BEGIN
  UPDATE document_counts SET events = events + 1 WHERE document = new.document;
END;
CREATE TRIGGER events_uncounted AFTER DELETE ON events BEGIN
  UPDATE document_counts SET events = events - 1 WHERE document = old.document;
END;

CREATE TRIGGER occurrence_counts_begun AFTER INSERT ON occurrences BEGIN
  INSERT INTO occurrence_counts SELECT * FROM occurrences_counted WHERE occurrence = new.id;
END;
CREATE TRIGGER occurrence_counts_changed AFTER UPDATE ON occurrences BEGIN
  DELETE FROM occurrence_counts WHERE occurrence = old.id;
  INSERT INTO occurrence_counts SELECT * FROM occurrences_counted WHERE occurrence = new.id;
END;
CREATE TRIGGER occurrence_counts_ended AFTER DELETE ON occurrences BEGIN
  DELETE FROM occurrence_counts WHERE occurrence = old.id;
END;
CREATE TRIGGER contradictions_counted AFTER INSERT ON contradictions BEGIN
  UPDATE occurrence_counts SET contradictions = contradictions + 1,
    disputes = disputes + (new.relation IN ('conflict', 'denial', 'label')) WHERE occurrence = new.occurrence;
END;
CREATE TRIGGER contradictions_uncounted AFTER DELETE ON contradictions BEGIN
  UPDATE occurrence_counts SET contradictions = contradictions - 1,
    disputes = disputes - (old.relation IN ('conflict', 'denial', 'label')) WHERE occurrence = old.occurrence;
END;
CREATE TRIGGER contradictions_recounted AFTER UPDATE OF relation ON contradictions BEGIN
  UPDATE occurrence_counts SET disputes = disputes + (new.relation IN ('conflict', 'denial', 'label'))
    - (old.relation IN ('conflict', 'denial', 'label')) WHERE occurrence = new.occurrence;
END;
