-- Parts that could not serve an insight, such as the language model that was to word it.

ALTER TABLE ai_insights ADD COLUMN degraded TEXT NOT NULL DEFAULT '[]'; -- JSON array
