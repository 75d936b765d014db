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

-- What a request is now, of two words that are said of it: an end counts, whoever said it; else the
-- office's own last act stands until the regulator has answered it.
CREATE VIEW standing AS
SELECT r.tid, CASE
    WHEN r.state IN ('delivered', 'voided', 'withdrawn', 'expired') THEN r.state
    WHEN s.state IN ('delivered', 'rejected', 'voided', 'withdrawn', 'expired') THEN s.state
    WHEN o.n IS NOT NULL THEN r.state
    ELSE coalesce(s.state, r.state) END AS state
FROM requests r
LEFT JOIN statuses s ON s.tid = r.tid
LEFT JOIN journal j ON j.leaf = r.state_leaf
LEFT JOIN outbox o ON o.n = j.n;

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
