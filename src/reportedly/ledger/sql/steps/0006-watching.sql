-- What is watched, what was seen there, and what was told of it?
CREATE TABLE feeds (
  address TEXT PRIMARY KEY,
  etag TEXT,
  modified TEXT,
  asked_at REAL NOT NULL,
  next_at REAL NOT NULL,
  failures INTEGER NOT NULL
) STRICT;

CREATE TABLE feed_items (
  number INTEGER PRIMARY KEY,
  feed TEXT NOT NULL,
  key TEXT NOT NULL,
  version TEXT NOT NULL,
  address TEXT,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL,
  next_at REAL NOT NULL,
  page BLOB,
  why TEXT,
  UNIQUE (feed, key)
) STRICT;
CREATE INDEX feed_items_waiting ON feed_items(next_at) WHERE state = 'waiting';
CREATE INDEX feed_items_by_address ON feed_items(address, version) WHERE address IS NOT NULL;

CREATE TABLE alarms (
  key TEXT PRIMARY KEY,
  told_at TEXT
) STRICT, WITHOUT ROWID;
