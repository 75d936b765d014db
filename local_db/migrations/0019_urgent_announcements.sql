-- Whom an announcement is for, and whether work waits until it is read.
ALTER TABLE announcements ADD COLUMN critical INTEGER NOT NULL DEFAULT 0;
ALTER TABLE announcements ADD COLUMN province TEXT NOT NULL DEFAULT '';
ALTER TABLE announcements ADD COLUMN service INTEGER;
