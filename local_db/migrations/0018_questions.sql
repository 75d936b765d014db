-- What the regulator asks the office about a finding, and how many answers had been given by then:
-- only a later one answers it.
ALTER TABLE findings ADD COLUMN question TEXT NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN answers INTEGER NOT NULL DEFAULT 0;
