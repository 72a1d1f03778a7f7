-- Requests that carried an Idempotency-Key. Without a status the request still runs, and its owner holds the lease.
CREATE TABLE idempotency_keys (
  key TEXT PRIMARY KEY,
  lease TEXT NOT NULL,
  expires_at INTEGER NOT NULL, -- Unix milliseconds: the lease's end, then the answer's
  fingerprint BLOB,            -- SHA-256 of method, path, query and body
  status INTEGER,
  content_type TEXT,
  location TEXT,
  body BLOB
) WITHOUT ROWID;
CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at);
