-- Reports that somebody waits for. A row is written before the report's own and removed after the report has ended, so
-- that whatever dies in between, the sweep finds what is left to do without opening every user's database.
CREATE TABLE unfinished_reports (
  id         TEXT PRIMARY KEY,
  user_id    TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
