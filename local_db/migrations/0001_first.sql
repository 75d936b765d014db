-- The journal and what follows from it. Every table of the second half is a projection: it can be
-- dropped and made again from entries and bodies (local_db.rebuild).

CREATE TABLE journal (
    n INTEGER PRIMARY KEY,
    dev TEXT NOT NULL,
    seq INTEGER NOT NULL,
    leaf TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    tid TEXT,
    at TEXT NOT NULL,
    entry TEXT NOT NULL,
    UNIQUE (dev, seq)
) STRICT;
CREATE INDEX journal_tid ON journal (tid) WHERE tid IS NOT NULL;

CREATE TABLE bodies (
    n INTEGER PRIMARY KEY REFERENCES journal (n),
    salt TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- The only table here that shrinks: what the regulator has not answered yet.
CREATE TABLE outbox (
    n INTEGER PRIMARY KEY REFERENCES journal (n),
    tries INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT ''
) STRICT;

-- Proofs of receipt: the regulator's signed answers, as they came.
CREATE TABLE acks (
    id INTEGER PRIMARY KEY,
    dev TEXT NOT NULL,
    acked_seq INTEGER NOT NULL,
    answer TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE verdicts (
    dev TEXT NOT NULL,
    seq INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (dev, seq)
) STRICT;

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- Secrets of people stay on this desk: never in a body, never sent (docs/adr/0006).
CREATE TABLE operator_secrets (
    operator TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    wait_until TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE drafts (
    draft TEXT PRIMARY KEY,
    service INTEGER NOT NULL,
    form_version INTEGER NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
    hash TEXT PRIMARY KEY,
    tid TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL
) STRICT;

CREATE TABLE print_jobs (
    id INTEGER PRIMARY KEY,
    receipt TEXT NOT NULL,
    output TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL
) STRICT;

CREATE TABLE releases (number INTEGER PRIMARY KEY, manifest TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE catalogue_items (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;

-- What the regulator told this office; kept by (scope, n), unknown kinds too.
CREATE TABLE feed (
    scope TEXT NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (scope, n)
) STRICT;
CREATE TABLE statuses (tid TEXT PRIMARY KEY, state TEXT NOT NULL, at TEXT NOT NULL) STRICT;

-- Projections ------------------------------------------------------------------------------------

CREATE TABLE enrolments (dev TEXT PRIMARY KEY, certificate TEXT NOT NULL, opened_at TEXT NOT NULL) STRICT;
CREATE TABLE applied (release INTEGER PRIMARY KEY, manifest TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE leases (id TEXT PRIMARY KEY, lease TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE operators (
    operator TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE shifts (
    shift TEXT PRIMARY KEY,
    operator TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    z TEXT
) STRICT;
CREATE UNIQUE INDEX one_open_shift ON shifts (operator) WHERE closed_at IS NULL;

CREATE TABLE visits (
    visit TEXT PRIMARY KEY,
    number INTEGER,
    operator TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT
) STRICT;

CREATE TABLE requests (
    tid TEXT PRIMARY KEY,
    leaf TEXT NOT NULL UNIQUE,
    visit TEXT NOT NULL,
    service INTEGER NOT NULL,
    service_title TEXT NOT NULL,
    applicant TEXT NOT NULL,
    state TEXT NOT NULL,
    total INTEGER NOT NULL,
    v_code TEXT NOT NULL,
    due_at TEXT NOT NULL,
    due_on TEXT NOT NULL,
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    shift TEXT
) STRICT;
CREATE INDEX requests_at ON requests (at);
CREATE INDEX requests_visit ON requests (visit);

CREATE TABLE fee_lines (
    tid TEXT NOT NULL,
    line INTEGER NOT NULL,
    title TEXT NOT NULL,
    payee TEXT NOT NULL,
    payee_name TEXT NOT NULL,
    account TEXT NOT NULL,
    amount INTEGER,  -- null: not known yet, and not taken at registration
    charged_at TEXT NOT NULL,
    PRIMARY KEY (tid, line)
) STRICT;

CREATE TABLE payments (
    payment TEXT PRIMARY KEY,
    visit TEXT NOT NULL,
    account TEXT NOT NULL,
    payee TEXT NOT NULL,
    amount INTEGER NOT NULL,
    state TEXT NOT NULL,
    terminal TEXT NOT NULL,
    rrn TEXT,
    trace TEXT,
    last4 TEXT,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    slip_day TEXT NOT NULL,
    leaf TEXT NOT NULL,
    at TEXT NOT NULL,
    operator TEXT,
    shift TEXT
) STRICT;
-- Nothing is charged twice: one open or unknown payment per visit and account, a slip once.
CREATE UNIQUE INDEX one_open_payment ON payments (visit, account) WHERE state IN ('started', 'unknown');
CREATE UNIQUE INDEX slip_used_once ON payments (terminal, rrn, slip_day) WHERE state = 'succeeded';

CREATE TABLE payment_lines (
    payment TEXT NOT NULL,
    tid TEXT NOT NULL,
    line INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (payment, tid, line)
) STRICT;
CREATE INDEX payment_lines_tid ON payment_lines (tid);

CREATE TABLE receipts (
    leaf TEXT PRIMARY KEY,
    tid TEXT NOT NULL UNIQUE,
    number INTEGER NOT NULL,
    total INTEGER NOT NULL,
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    shift TEXT,
    prints INTEGER NOT NULL DEFAULT 0,
    outcome TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER journal_keeps BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER bodies_stay BEFORE UPDATE ON bodies
    BEGIN SELECT RAISE(ABORT, 'a body never changes'); END;
CREATE TRIGGER bodies_keep BEFORE DELETE ON bodies
    BEGIN SELECT RAISE(ABORT, 'a body is not deleted'); END;
CREATE TRIGGER acks_stay BEFORE UPDATE ON acks
    BEGIN SELECT RAISE(ABORT, 'an answer never changes'); END;
CREATE TRIGGER acks_keep BEFORE DELETE ON acks
    BEGIN SELECT RAISE(ABORT, 'an answer is not deleted'); END;
