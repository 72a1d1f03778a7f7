-- Where each user's database is, where they are not files beside this one. A row is written once the database is there, and
-- removed once it is gone.
CREATE TABLE user_databases (
  user_id    TEXT PRIMARY KEY,
  url        TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
