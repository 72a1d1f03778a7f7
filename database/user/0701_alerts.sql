-- What stands out in the changes of the journal. Instants are UTC ticks (100 ns since 0001-01-01).

CREATE TABLE alerts (
  id              TEXT PRIMARY KEY,
  cause           TEXT NOT NULL UNIQUE, -- what raised it; the same cause raises nothing twice
  alert_type      TEXT NOT NULL,
  severity        TEXT NOT NULL,
  message         TEXT NOT NULL,
  evidence        TEXT NOT NULL,        -- JSON array of refs
  triggered_at    INTEGER NOT NULL,
  acknowledged_at INTEGER
);

CREATE INDEX alerts_newest ON alerts (triggered_at DESC, id DESC);

-- One row: up to which data_version changes were looked at, and how high the risk score stood then (0 below every threshold).
-- What a journal held before alerts is not looked at.
CREATE TABLE alert_state (
  id                INTEGER PRIMARY KEY CHECK (id = 1),
  evaluated_version INTEGER NOT NULL,
  risk_level        INTEGER NOT NULL DEFAULT 0
);

INSERT INTO alert_state (id, evaluated_version) SELECT 1, data_version FROM journal_state;

-- The patterns that the entries of a local day are held against, found in the history before that day.
CREATE TABLE alert_patterns (
  day      TEXT PRIMARY KEY,
  patterns TEXT NOT NULL -- JSON array
) WITHOUT ROWID;

-- Events on their way to the receiver of the outgoing webhook, each until it is delivered or given up.
CREATE TABLE outgoing_events (
  id          TEXT PRIMARY KEY, -- the webhook-id, the same over all attempts
  body        TEXT NOT NULL,    -- JSON, byte for byte as it is signed
  created_at  INTEGER NOT NULL,
  attempts    INTEGER NOT NULL DEFAULT 0,
  next_try_at INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX outgoing_events_due ON outgoing_events (next_try_at);
