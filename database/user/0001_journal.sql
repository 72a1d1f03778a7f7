-- The replica of one user's journal. Instants are UTC ticks (100 ns since 0001-01-01).

-- One row. Each accepted change raises data_version by 1; a negative one cannot be stored, which is how a transaction that
-- was prepared on an older version fails as a whole. It starts at the present time in microseconds, so that a journal that is
-- started again after its user was deleted never repeats a version that some cache still knows; first_version tells such a
-- journal from the one before.
CREATE TABLE journal_state (
  id              INTEGER PRIMARY KEY CHECK (id = 1),
  data_version    INTEGER NOT NULL CHECK (data_version >= 0),
  first_version   INTEGER NOT NULL,
  last_indexed_at INTEGER
);

INSERT INTO journal_state (id, data_version, first_version)
SELECT 1, now, now FROM (SELECT CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER) AS now);

-- type is stock, option, trade_note, notebook, playbook or user_profile (whose id is always 'profile').
CREATE TABLE journal_rows (
  type           TEXT NOT NULL,
  id             TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('live', 'hidden', 'tombstone')),
  -- What orders changes: the event's version where it had one, and when it happened.
  version        INTEGER,
  changed_at     INTEGER NOT NULL,
  -- The data_version at which the row last changed.
  revision       INTEGER NOT NULL,
  -- The JSON object as the journal sent it; null in a tombstone.
  content        TEXT,
  -- An update newer than the tombstone that waits for the creation it belongs to.
  parked_version INTEGER,
  parked_at      INTEGER,
  parked_content TEXT,
  PRIMARY KEY (type, id)
);

CREATE INDEX journal_rows_by_revision ON journal_rows (revision);

-- What an entity's text depends on: a trade on its playbooks, a note on its trade.
CREATE TABLE journal_links (
  type        TEXT NOT NULL,
  id          TEXT NOT NULL,
  target_type TEXT NOT NULL,
  target_id   TEXT NOT NULL,
  PRIMARY KEY (type, id, target_type, target_id)
) WITHOUT ROWID;

CREATE INDEX journal_links_by_target ON journal_links (target_type, target_id);

-- Entities whose index is behind their row. sequence is the data_version that asked for it last.
CREATE TABLE outbox (
  type        TEXT NOT NULL,
  id          TEXT NOT NULL,
  sequence    INTEGER NOT NULL,
  priority    INTEGER NOT NULL,
  attempts    INTEGER NOT NULL DEFAULT 0,
  next_try_at INTEGER NOT NULL DEFAULT 0,
  failed      INTEGER NOT NULL DEFAULT 0,
  error       TEXT,
  PRIMARY KEY (type, id)
);

CREATE INDEX outbox_in_order ON outbox (failed, priority, sequence);

-- Idempotency keys of webhooks, kept for seven days.
CREATE TABLE webhook_ids (
  id          TEXT PRIMARY KEY,
  received_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX webhook_ids_by_age ON webhook_ids (received_at);
