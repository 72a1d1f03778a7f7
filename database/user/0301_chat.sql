-- Chat: sessions, and their messages in pairs of a question and its answer.

CREATE TABLE chat_sessions (
  id TEXT PRIMARY KEY,
  title TEXT,                  -- NULL until the first question gives it one
  context TEXT,                -- what the next question may lean on; opaque JSON of the question's analysis
  created_at INTEGER NOT NULL, -- instants are UTC ticks
  updated_at INTEGER NOT NULL
);

CREATE INDEX chat_sessions_newest ON chat_sessions (updated_at DESC, id DESC);

CREATE TABLE chat_messages (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES chat_sessions (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, -- 1, 2, …: the order within the session
  role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
  content TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  as_of INTEGER,             -- question: the present it was asked for
  market_conditions TEXT,    -- question: the caller's word on the market
  context_vectors TEXT,      -- answer: JSON array of vector ids
  sources TEXT,              -- answer: JSON array of passages
  facts TEXT,                -- answer: JSON array of computed figures
  outcome TEXT,              -- answer: answered, declined, blocked, over_budget
  usage TEXT,                -- answer: JSON object of model, tokens and cost
  groundedness TEXT,         -- answer: JSON object of numbers checked and supported
  degraded TEXT,             -- answer: JSON array of the parts that could not serve
  UNIQUE (session_id, position)
);
