-- What search filters and shows of each live entity. timestamp is UTC ticks; tags is a JSON array.
CREATE TABLE search_entities (
  ref        TEXT PRIMARY KEY,
  type       TEXT NOT NULL,
  symbol     TEXT COLLATE NOCASE,
  tags       TEXT NOT NULL,
  trade      TEXT,
  timestamp  INTEGER NOT NULL,
  title      TEXT NOT NULL,
  importance REAL NOT NULL
) WITHOUT ROWID;

CREATE INDEX search_entities_by_symbol ON search_entities (symbol);

-- The entity's text in windows of some sixty words; chunk is the number of the vector that holds the window.
CREATE TABLE search_passages (
  id       INTEGER PRIMARY KEY,
  entity   TEXT NOT NULL,
  is_trade INTEGER NOT NULL,
  chunk    INTEGER NOT NULL,
  title    TEXT NOT NULL,
  body     TEXT NOT NULL,
  keywords TEXT NOT NULL,
  concepts TEXT NOT NULL
);

CREATE INDEX search_passages_by_entity ON search_passages (entity);

-- Trades repeat their notes and a fixed form, which would make the trader's own words look common: what the trader wrote
-- and what the platform recorded are counted apart.
CREATE VIRTUAL TABLE writing_words USING fts5 (
  title, body, keywords, content = 'search_passages', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE writing_concepts USING fts5 (
  concepts, content = 'search_passages', content_rowid = 'id', tokenize = "unicode61 tokenchars '_'"
);

CREATE VIRTUAL TABLE trade_words USING fts5 (
  title, body, keywords, content = 'search_passages', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE trade_concepts USING fts5 (
  concepts, content = 'search_passages', content_rowid = 'id', tokenize = "unicode61 tokenchars '_'"
);

CREATE TRIGGER search_passages_writing_inserted AFTER INSERT ON search_passages WHEN NOT new.is_trade BEGIN
  INSERT INTO writing_words (rowid, title, body, keywords) VALUES (new.id, new.title, new.body, new.keywords);
  INSERT INTO writing_concepts (rowid, concepts) VALUES (new.id, new.concepts);
END;

CREATE TRIGGER search_passages_writing_deleted AFTER DELETE ON search_passages WHEN NOT old.is_trade BEGIN
  INSERT INTO writing_words (writing_words, rowid, title, body, keywords) VALUES ('delete', old.id, old.title, old.body, old.keywords);
  INSERT INTO writing_concepts (writing_concepts, rowid, concepts) VALUES ('delete', old.id, old.concepts);
END;

CREATE TRIGGER search_passages_trade_inserted AFTER INSERT ON search_passages WHEN new.is_trade BEGIN
  INSERT INTO trade_words (rowid, title, body, keywords) VALUES (new.id, new.title, new.body, new.keywords);
  INSERT INTO trade_concepts (rowid, concepts) VALUES (new.id, new.concepts);
END;

CREATE TRIGGER search_passages_trade_deleted AFTER DELETE ON search_passages WHEN old.is_trade BEGIN
  INSERT INTO trade_words (trade_words, rowid, title, body, keywords) VALUES ('delete', old.id, old.title, old.body, old.keywords);
  INSERT INTO trade_concepts (trade_concepts, rowid, concepts) VALUES ('delete', old.id, old.concepts);
END;
