-- What the day, a shift and a year are counted from: one row for each countable thing an entry says.

-- Projections ------------------------------------------------------------------------------------

-- Devices whose entries are counted, by a short number.
CREATE TABLE fact_sources (
    source INTEGER PRIMARY KEY,
    dev TEXT NOT NULL UNIQUE,
    desk INTEGER NOT NULL
) STRICT;

-- `day` counts from 1 Farvardin 1400 in Tehran. The key is the entry's own place, so an entry that
-- comes twice, by feed and by courier, counts once.
CREATE TABLE facts (
    source INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    part INTEGER NOT NULL,
    day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    n INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    desk INTEGER NOT NULL,
    operator TEXT NOT NULL,
    shift TEXT,
    service INTEGER,
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    payee TEXT NOT NULL,
    terminal TEXT NOT NULL,
    share TEXT NOT NULL,
    tid TEXT,
    PRIMARY KEY (source, seq, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX facts_day ON facts (day, kind);
CREATE INDEX facts_shift ON facts (shift) WHERE shift IS NOT NULL;

-- A day's sums by each of its dimensions. They follow from the facts alone, here in the file, so no
-- writer can count one and forget the other.
CREATE TABLE day_totals (
    day INTEGER NOT NULL,
    dim TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    n INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    most INTEGER NOT NULL,
    PRIMARY KEY (day, dim, kind, key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER facts_are_summed AFTER INSERT ON facts BEGIN
    INSERT INTO day_totals
    SELECT NEW.day, column1, NEW.kind, column2, NEW.n, NEW.amount, NEW.amount
    FROM (VALUES ('all', ''), ('desk', CAST(NEW.desk AS TEXT)), ('operator', NEW.operator),
                 ('hour', CAST(NEW.hour AS TEXT)), ('service', CAST(NEW.service AS TEXT)),
                 ('channel', nullif(NEW.channel, '')), ('share', nullif(NEW.share, '')),
                 ('account', nullif(NEW.account || '|' || NEW.payee, '|')))
    WHERE column2 IS NOT NULL
    ON CONFLICT (day, dim, kind, key) DO UPDATE
    SET n = n + excluded.n, amount = amount + excluded.amount, most = max(most, excluded.most);
END;
CREATE TRIGGER facts_stay BEFORE UPDATE ON facts
    BEGIN SELECT RAISE(ABORT, 'a fact never changes'); END;

-- The Z number stands apart, so that no desk file can hold one twice.
ALTER TABLE shifts ADD COLUMN leaf TEXT NOT NULL DEFAULT '';
ALTER TABLE shifts ADD COLUMN z_number INTEGER;
ALTER TABLE shifts ADD COLUMN z_prints INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX one_z ON shifts (z_number) WHERE z_number IS NOT NULL;

-- Requests that go on, by their due date, so that the day never reads through old ones. Kept by the
-- file itself from what this office and the regulator say.
CREATE TABLE open_cases (tid TEXT PRIMARY KEY, due_at TEXT NOT NULL, due_on TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE INDEX open_cases_due ON open_cases (due_at);
CREATE INDEX open_cases_on ON open_cases (due_on);
CREATE INDEX requests_lacking ON requests (tid) WHERE state = 'needs_documents';
CREATE INDEX statuses_waiting ON statuses (state) WHERE state IN ('needs_documents', 'ready');
CREATE TRIGGER case_opened AFTER INSERT ON requests BEGIN
    INSERT OR IGNORE INTO open_cases SELECT NEW.tid, NEW.due_at, NEW.due_on
    WHERE NEW.state NOT IN ('delivered', 'voided', 'withdrawn', 'expired') AND NOT EXISTS
        (SELECT 1 FROM statuses WHERE tid = NEW.tid
         AND state IN ('delivered', 'rejected', 'voided', 'withdrawn', 'expired'));
END;
CREATE TRIGGER case_changed AFTER UPDATE OF state, due_at, due_on ON requests BEGIN
    UPDATE open_cases SET due_at = NEW.due_at, due_on = NEW.due_on
    WHERE tid = NEW.tid AND (due_at, due_on) <> (NEW.due_at, NEW.due_on);
    DELETE FROM open_cases
    WHERE tid = NEW.tid AND NEW.state IN ('delivered', 'voided', 'withdrawn', 'expired');
END;
CREATE TRIGGER case_dropped AFTER DELETE ON requests BEGIN
    DELETE FROM open_cases WHERE tid = OLD.tid;
END;
CREATE TRIGGER case_told AFTER INSERT ON statuses
WHEN NEW.state IN ('delivered', 'rejected', 'voided', 'withdrawn', 'expired') BEGIN
    DELETE FROM open_cases WHERE tid = NEW.tid;
END;
CREATE TRIGGER case_told_again AFTER UPDATE OF state ON statuses BEGIN
    DELETE FROM open_cases WHERE tid = NEW.tid
    AND NEW.state IN ('delivered', 'rejected', 'voided', 'withdrawn', 'expired');
    INSERT OR IGNORE INTO open_cases SELECT tid, due_at, due_on FROM requests
    WHERE tid = NEW.tid AND state NOT IN ('delivered', 'voided', 'withdrawn', 'expired')
    AND NEW.state NOT IN ('delivered', 'rejected', 'voided', 'withdrawn', 'expired');
END;

-- A restored desk goes on after every number that may have been given on the way it lost.
CREATE TABLE z_floors (dev TEXT PRIMARY KEY, floor INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- What a shift asks for when it ends.
CREATE INDEX requests_unfinished ON requests (shift)
    WHERE state IN ('registered', 'awaiting_payment', 'part_paid');
CREATE INDEX receipts_unprinted ON receipts (at) WHERE outcome = '';

-- Files of the acquirer that were taken in, and the payments they settled.
CREATE TABLE settlements (sha256 TEXT PRIMARY KEY, provider TEXT NOT NULL, day TEXT NOT NULL,
    at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE settled (payment TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT, WITHOUT ROWID;
