-- Reports. The row is there before the work starts; each step of the work fills its columns once.

CREATE TABLE ai_reports (
  id TEXT PRIMARY KEY,
  time_range TEXT NOT NULL,
  range_from TEXT,         -- custom ranges: first local date
  range_to TEXT,           -- custom ranges: last local date
  report_type TEXT NOT NULL,
  sections TEXT NOT NULL,  -- names of the sections asked for, parted by commas
  as_of TEXT NOT NULL,     -- the present it is made for
  market_conditions TEXT,  -- the caller's word on the market, if any
  status TEXT NOT NULL CHECK (status IN ('pending', 'running', 'completed', 'failed')),
  error TEXT,
  summary TEXT,
  analytics TEXT,          -- JSON
  insights TEXT,           -- JSON array
  trades TEXT,             -- JSON array
  patterns TEXT,           -- JSON array
  recommendations TEXT,    -- JSON array
  model TEXT NOT NULL,
  generated_at TEXT,
  created_at TEXT NOT NULL -- RFC 3339 UTC of fixed width, so that texts order as instants
);

CREATE INDEX ai_reports_newest ON ai_reports (created_at DESC, id DESC);
