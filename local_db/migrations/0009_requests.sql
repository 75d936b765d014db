-- The whole life of a request: papers that are missing, what ends it, what stands now.

-- Projections ------------------------------------------------------------------------------------

-- `state_leaf` is the entry that last set the state; `first_leaf` the one that gave the tracking ID
-- where the request was accepted incomplete.
ALTER TABLE requests ADD COLUMN state_leaf TEXT NOT NULL DEFAULT '';
ALTER TABLE requests ADD COLUMN first_leaf TEXT NOT NULL DEFAULT '';

CREATE TABLE missing_papers (
    tid TEXT NOT NULL,
    n INTEGER NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    until TEXT,
    at TEXT NOT NULL,
    received_at TEXT,
    PRIMARY KEY (tid, n)
) STRICT;

-- The place of a request in this file: it never changes, and lists and search go by it.
ALTER TABLE requests ADD COLUMN n INTEGER NOT NULL DEFAULT 0;
CREATE INDEX requests_n ON requests (n);
CREATE INDEX requests_of_service ON requests (service, n);
CREATE INDEX requests_of_operator ON requests (operator, n);

-- What a request is now, of two words that are said of it: an end counts, whoever said it; else the
-- office's own last act stands until the regulator has answered it. The file keeps it by itself.
CREATE VIEW standing_now AS
SELECT r.tid, r.n, CASE
    WHEN r.state IN ('delivered', 'voided', 'withdrawn', 'expired') THEN r.state
    WHEN s.state IN ('delivered', 'rejected', 'voided', 'withdrawn', 'expired') THEN s.state
    WHEN o.n IS NOT NULL THEN r.state
    ELSE coalesce(s.state, r.state) END AS state
FROM requests r
LEFT JOIN statuses s ON s.tid = r.tid
LEFT JOIN journal j ON j.leaf = r.state_leaf
LEFT JOIN outbox o ON o.n = j.n;
CREATE TABLE standing (tid TEXT PRIMARY KEY, n INTEGER NOT NULL, state TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE INDEX standing_state ON standing (state, n);
CREATE TRIGGER standing_begins AFTER INSERT ON requests BEGIN
    INSERT INTO standing SELECT tid, n, state FROM standing_now WHERE tid = NEW.tid;
END;
CREATE TRIGGER standing_ends AFTER DELETE ON requests BEGIN
    DELETE FROM standing WHERE tid = OLD.tid;
END;
CREATE TRIGGER standing_acted AFTER UPDATE OF state, state_leaf ON requests BEGIN
    UPDATE standing SET state = (SELECT state FROM standing_now WHERE tid = NEW.tid)
    WHERE tid = NEW.tid;
END;
CREATE TRIGGER standing_told AFTER INSERT ON statuses BEGIN
    UPDATE standing SET state = (SELECT state FROM standing_now WHERE tid = NEW.tid)
    WHERE tid = NEW.tid;
END;
CREATE TRIGGER standing_told_again AFTER UPDATE OF state ON statuses BEGIN
    UPDATE standing SET state = (SELECT state FROM standing_now WHERE tid = NEW.tid)
    WHERE tid = NEW.tid;
END;
CREATE TRIGGER standing_answered AFTER DELETE ON outbox BEGIN
    UPDATE standing SET state = (SELECT state FROM standing_now WHERE tid = standing.tid)
    WHERE tid = (SELECT tid FROM journal WHERE n = OLD.n);
END;

-- `body_leaf` is the entry whose body is what the request says now: its registration, or the last
-- correction. `replacement` is the request that took the place of a voided one.
ALTER TABLE requests ADD COLUMN body_leaf TEXT NOT NULL DEFAULT '';
ALTER TABLE requests ADD COLUMN replacement TEXT;

-- A corrected receipt stands beside the one it replaces; `replaced` is the total of that one.
DROP TABLE receipts;
CREATE TABLE receipts (
    leaf TEXT PRIMARY KEY,
    tid TEXT NOT NULL,
    number INTEGER NOT NULL,
    total INTEGER NOT NULL,
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    shift TEXT,
    prints INTEGER NOT NULL DEFAULT 0,
    outcome TEXT NOT NULL DEFAULT '',
    replaces TEXT,
    replaced INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX receipts_tid ON receipts (tid);
CREATE INDEX payments_leaf ON payments (leaf);

-- Money the office's own terminal has to give back, until a refund names the same line.
CREATE TABLE owed_back (
    tid TEXT NOT NULL,
    line INTEGER NOT NULL,
    payment TEXT NOT NULL,
    amount INTEGER NOT NULL,
    cause TEXT NOT NULL,
    PRIMARY KEY (tid, line)
) STRICT;

ALTER TABLE refunds ADD COLUMN terminal TEXT NOT NULL DEFAULT '';
ALTER TABLE refunds ADD COLUMN rrn TEXT NOT NULL DEFAULT '';
ALTER TABLE refunds ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refunds ADD COLUMN answered_at TEXT;
CREATE UNIQUE INDEX refund_slip_once ON refunds (terminal, rrn) WHERE terminal <> '';

-- Who a request is about, by the numbers people are known by; for search and for earlier requests.
CREATE TABLE request_people (
    tid TEXT NOT NULL,
    role TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (tid, role, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_people_id ON request_people (id);

-- Codes by which others know a request: an agency's own, a bill's. `code` folded for search.
CREATE TABLE request_codes (
    tid TEXT NOT NULL,
    kind TEXT NOT NULL,
    agency TEXT NOT NULL,
    written TEXT NOT NULL,
    code TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (tid, kind, written)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_codes_code ON request_codes (code);

-- Names, folded; the row of request `n` is its n-th. Prefixes of two and three letters have an index.
CREATE VIRTUAL TABLE request_words USING fts5(
    n UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3', detail = 'none'
);

-- Entries without a tracking ID of their own whose body names one: payments, slips, lists.
CREATE TABLE mentions (tid TEXT NOT NULL, leaf TEXT NOT NULL, PRIMARY KEY (tid, leaf))
    STRICT, WITHOUT ROWID;
CREATE INDEX feed_statuses ON feed (json_extract(data, '$.tid')) WHERE kind = 'status';

-- The visit: who came, how long they waited, whether they were set aside.
ALTER TABLE visits ADD COLUMN parked_at TEXT;
ALTER TABLE visits ADD COLUMN parked_why TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN visitor TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN visitor_id TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN checked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visits ADD COLUMN only_asks INTEGER NOT NULL DEFAULT 0;
CREATE INDEX visits_open ON visits (opened_at) WHERE closed_at IS NULL;

-- Papers on their way to agencies and back, and where those that came lie.
CREATE TABLE agency_lists (
    list TEXT PRIMARY KEY,
    direction TEXT NOT NULL,
    number INTEGER,
    agency TEXT NOT NULL,
    carrier TEXT NOT NULL,
    at TEXT NOT NULL,
    operator TEXT
) STRICT;
CREATE INDEX agency_lists_at ON agency_lists (at);
CREATE TABLE agency_papers (
    list TEXT NOT NULL,
    tid TEXT NOT NULL,
    paper TEXT NOT NULL,
    sheets INTEGER NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (list, tid, paper)
) STRICT, WITHOUT ROWID;
CREATE INDEX agency_papers_tid ON agency_papers (tid);

-- Notes for whoever works next.
CREATE TABLE notes (
    note TEXT PRIMARY KEY,
    by TEXT,
    to_whom TEXT,
    said TEXT NOT NULL,
    visit TEXT,
    tids TEXT NOT NULL,
    at TEXT NOT NULL,
    done_at TEXT,
    done_by TEXT,
    answer TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX notes_open ON notes (at) WHERE done_at IS NULL;

-- No projection: people who wait with a number. What becomes of it is told by their visit.
CREATE TABLE queue (
    day TEXT NOT NULL,
    number INTEGER NOT NULL,
    priority TEXT NOT NULL,
    service INTEGER,
    state TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    called_at TEXT,
    calls INTEGER NOT NULL DEFAULT 0,
    for_whom TEXT,
    to_desk INTEGER,
    visit TEXT,
    PRIMARY KEY (day, number)
) STRICT;
