-- The users that the service has seen. Instants are UTC ticks (100 ns since 0001-01-01).
CREATE TABLE users (
  id             TEXT PRIMARY KEY,
  created_at     INTEGER NOT NULL,
  last_active_at INTEGER,
  -- Written before every change of the journal; while has_work is 1 the user's outbox may hold rows.
  last_change_at INTEGER,
  has_work       INTEGER NOT NULL DEFAULT 0,
  -- A deleted user: nothing that happened up to this instant comes back.
  deleted_at     INTEGER,
  erasing        INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX users_with_work ON users (id) WHERE has_work = 1;

-- When recurring work last started.
CREATE TABLE schedules (
  name     TEXT PRIMARY KEY,
  last_run INTEGER NOT NULL
);
