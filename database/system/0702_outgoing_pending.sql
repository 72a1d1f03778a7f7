-- How many events of the user wait to be delivered: added to as they are written, counted anew after each turn of delivery.
ALTER TABLE outgoing_users ADD COLUMN pending INTEGER NOT NULL DEFAULT 0;
