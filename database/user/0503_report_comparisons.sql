-- The range of a report beside earlier periods of the same journal.

ALTER TABLE ai_reports ADD COLUMN comparisons TEXT NOT NULL DEFAULT '[]'; -- JSON array
