-- Did anything change since it was filed? A chain of hashes over captures and judgements.
CREATE TABLE chain (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  link TEXT NOT NULL
) STRICT;
CREATE TRIGGER chain_is_never_changed BEFORE UPDATE ON chain BEGIN
  SELECT RAISE(ABORT, 'a link is never changed');
END;
CREATE TRIGGER chain_is_never_erased BEFORE DELETE ON chain BEGIN
  SELECT RAISE(ABORT, 'a link is never erased');
END;

CREATE TABLE unlinked (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
INSERT INTO unlinked (kind, record) SELECT 'capture', id FROM captures ORDER BY rowid;
INSERT INTO unlinked (kind, record) SELECT 'judgement', id FROM judgements ORDER BY number;
CREATE TRIGGER captures_wait_for_a_link AFTER INSERT ON captures BEGIN
  INSERT INTO unlinked (kind, record) VALUES ('capture', new.id);
END;
CREATE TRIGGER judgements_wait_for_a_link AFTER INSERT ON judgements BEGIN
  INSERT INTO unlinked (kind, record) VALUES ('judgement', new.id);
END;

CREATE TRIGGER captures_are_never_changed BEFORE UPDATE ON captures BEGIN
  SELECT RAISE(ABORT, 'a capture is never changed: file another one');
END;
CREATE TRIGGER captures_are_never_erased BEFORE DELETE ON captures BEGIN
  SELECT RAISE(ABORT, 'a capture is never erased');
END;
