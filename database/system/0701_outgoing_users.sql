-- Users whose database may hold outgoing events. A row is written before the event is, so that whatever dies in between, the
-- sweep finds what is left to deliver without opening every user's database.
CREATE TABLE outgoing_users (
  user_id   TEXT PRIMARY KEY,
  marked_at INTEGER NOT NULL
);
