-- While what indexing needs cannot be reached, nothing is due before this instant; pauses counts how often in a row.
ALTER TABLE journal_state ADD COLUMN paused_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journal_state ADD COLUMN pauses INTEGER NOT NULL DEFAULT 0;
