-- When the renewal of a licence was filed with the regulator, as it told.
ALTER TABLE licences ADD COLUMN renewal TEXT NOT NULL DEFAULT '';

-- What the manager's page of duties asks for without walking the journal.
CREATE INDEX journal_closings ON journal (n) WHERE type = 'closing.asked';
CREATE INDEX journal_backups ON journal (n) WHERE type = 'backup.made';
CREATE INDEX messages_about ON messages (about) WHERE about <> '';
