-- The print queue holds whole pages, so a job can be tried again on any printer. The first table of
-- that name was never written to.
DROP TABLE print_jobs;
CREATE TABLE print_jobs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    tid TEXT,
    page BLOB NOT NULL,
    printer TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    reason TEXT NOT NULL,
    due TEXT,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX print_jobs_open ON print_jobs (state) WHERE state NOT IN ('printed', 'cancelled');
