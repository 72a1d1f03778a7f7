-- Vectors of one user's journal, by namespace. A vector is its float32 values, little-endian; metadata is JSON.
CREATE TABLE vectors (
  row       INTEGER PRIMARY KEY,
  namespace TEXT NOT NULL,
  id        TEXT NOT NULL,
  vector    BLOB NOT NULL,
  metadata  TEXT NOT NULL,
  data      TEXT NOT NULL,
  UNIQUE (namespace, id)
);

-- Each write raises the version, so that what is held in memory is known to be current or not.
CREATE TABLE vector_namespaces (
  name    TEXT PRIMARY KEY,
  version INTEGER NOT NULL
) WITHOUT ROWID;
