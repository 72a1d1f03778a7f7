-- Parts that could not serve a report, such as the language model that was to word it.

ALTER TABLE ai_reports ADD COLUMN degraded TEXT NOT NULL DEFAULT '[]'; -- JSON array
