-- Which namespaces hold the user's vectors: the one that queries are asked of, at most one that another model or store is
-- filling, and those that are to be deleted.
CREATE TABLE vector_spaces (
  name        TEXT PRIMARY KEY,
  store       TEXT NOT NULL,
  provider    TEXT NOT NULL,
  model       TEXT NOT NULL,
  dimensions  INTEGER NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('serving', 'filling', 'retired')),
  -- Filling: every live entity has been put on the outbox since the namespace was begun.
  is_enqueued INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE UNIQUE INDEX vector_spaces_in_use ON vector_spaces (state) WHERE state <> 'retired';

-- Until now there was one model and one store.
INSERT INTO vector_spaces (name, store, provider, model, dimensions, state)
SELECT name, 'sqlite', 'embedded', 'use-lite-en-q8', 512, 'serving' FROM vector_namespaces ORDER BY name LIMIT 1;
