-- Embeddings by provider, model, dimensions, input type and SHA-256 of the text; the text itself is not kept.
CREATE TABLE embedding_cache (
  row    INTEGER PRIMARY KEY AUTOINCREMENT,
  key    TEXT NOT NULL UNIQUE,
  vector BLOB NOT NULL
);
