-- What the regulator told this office, each kind in a table of its own. None of these is a
-- projection of our journal: they are the regulator's words, and other desks' entries.

-- Every step of a request, with its time and who was responsible.
CREATE TABLE status_steps (
    scope TEXT NOT NULL,
    n INTEGER NOT NULL,
    tid TEXT NOT NULL,
    state TEXT NOT NULL,
    since TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    note TEXT NOT NULL,
    agency TEXT NOT NULL,
    code TEXT NOT NULL,
    due_on TEXT NOT NULL,
    PRIMARY KEY (scope, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX status_steps_tid ON status_steps (tid);

CREATE TABLE announcements (
    announcement TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE outages (
    outage TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    agency TEXT NOT NULL,
    service INTEGER,
    starts_at TEXT NOT NULL,
    ends_at TEXT,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE licences (
    licence TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    until TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE findings (
    finding TEXT PRIMARY KEY,
    leaf TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    owner TEXT NOT NULL,
    dev TEXT NOT NULL,
    seq INTEGER NOT NULL,
    tid TEXT NOT NULL,
    facts TEXT NOT NULL,
    first_at TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE messages (
    scope TEXT NOT NULL,
    n INTEGER NOT NULL,
    about TEXT NOT NULL,
    text TEXT NOT NULL,
    facts TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (scope, n)
) STRICT, WITHOUT ROWID;

-- Bodies of other desks' entries (office_entries), and the requests they make.
CREATE TABLE office_bodies (
    dev TEXT NOT NULL,
    seq INTEGER NOT NULL,
    salt TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (dev, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE office_cases (
    leaf TEXT PRIMARY KEY,
    tid TEXT NOT NULL,
    dev TEXT NOT NULL,
    desk INTEGER NOT NULL,
    service INTEGER NOT NULL,
    service_title TEXT NOT NULL,
    applicant TEXT NOT NULL,
    state TEXT NOT NULL,
    total INTEGER,
    v_code TEXT NOT NULL,
    due_at TEXT NOT NULL,
    due_on TEXT NOT NULL,
    receipt TEXT NOT NULL,
    operator TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX office_cases_tid ON office_cases (tid);

-- Own entries that came back from the regulator after an old copy was restored; `left_out` says
-- why one of them changed no row.
CREATE TABLE returned (
    n INTEGER PRIMARY KEY REFERENCES journal (n),
    left_out TEXT NOT NULL DEFAULT ''
) STRICT;

-- How many receipts a lease has seen is asked at every registration.
CREATE INDEX journal_leases ON journal (dev, seq) WHERE type = 'lease.renewed';
