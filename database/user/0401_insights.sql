-- Insights: what statistics found in a range of the journal, in words.

CREATE TABLE ai_insights (
  id TEXT PRIMARY KEY,
  time_range TEXT NOT NULL,
  range_from TEXT,              -- custom ranges: first local date
  range_to TEXT,                -- custom ranges: last local date
  insight_type TEXT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  key_findings TEXT NOT NULL,   -- JSON array
  recommendations TEXT NOT NULL,-- JSON array
  data_sources TEXT NOT NULL,   -- JSON array of refs
  model TEXT NOT NULL,
  market_conditions TEXT,       -- the caller's word on the market, if any
  as_of TEXT NOT NULL,          -- the present it was made for
  basis TEXT NOT NULL,          -- names the data it was made from: an insight of the same basis would say the same
  origin TEXT UNIQUE,           -- what asked for it, where that may ask again: a schedule's day, a report
  generated_at TEXT NOT NULL,   -- RFC 3339 UTC of fixed width, so that texts order as instants
  created_at TEXT NOT NULL
);

CREATE INDEX ai_insights_newest ON ai_insights (created_at DESC, id DESC);
CREATE INDEX ai_insights_range ON ai_insights (time_range, insight_type);
