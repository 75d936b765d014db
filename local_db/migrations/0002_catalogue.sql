-- What a catalogue that changes over time leaves behind: money to be asked back, notices read.

-- Projections ------------------------------------------------------------------------------------

CREATE TABLE refunds (
    refund TEXT PRIMARY KEY,
    payment TEXT NOT NULL,
    visit TEXT NOT NULL,
    account TEXT NOT NULL,
    payee TEXT NOT NULL,
    amount INTEGER NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    leaf TEXT NOT NULL,
    at TEXT NOT NULL,
    operator TEXT
) STRICT;

CREATE TABLE refund_lines (
    refund TEXT NOT NULL,
    tid TEXT NOT NULL,
    line INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (refund, tid, line)
) STRICT;
CREATE INDEX refund_lines_tid ON refund_lines (tid);

CREATE TABLE announcements_read (
    operator TEXT NOT NULL,
    announcement TEXT NOT NULL,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (operator, announcement, version)
) STRICT;

CREATE INDEX requests_service ON requests (operator, service);
