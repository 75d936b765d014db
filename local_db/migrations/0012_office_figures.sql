-- The figures of the office's other desks, from the bodies the regulator passed on: beside this
-- desk's own, never among them. A fact stays where its body is erased later.

-- When the regulator had it: what came after its day changed that day's figures, and says so.
ALTER TABLE office_bodies ADD COLUMN heard_at TEXT NOT NULL DEFAULT '';
CREATE INDEX office_bodies_visit ON office_bodies (json_extract(body, '$.visit'))
    WHERE type = 'visit.opened';

CREATE TABLE elsewhere_facts (
    dev TEXT NOT NULL,
    seq INTEGER NOT NULL,
    part INTEGER NOT NULL,
    day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    n INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    desk INTEGER NOT NULL,
    operator TEXT NOT NULL,
    service INTEGER,
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    payee TEXT NOT NULL,
    terminal TEXT NOT NULL,
    share TEXT NOT NULL,
    tid TEXT,
    at TEXT NOT NULL,
    heard_at TEXT NOT NULL,
    late INTEGER NOT NULL,
    PRIMARY KEY (dev, seq, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX elsewhere_facts_day ON elsewhere_facts (day, kind);
CREATE INDEX elsewhere_facts_late ON elsewhere_facts (day, desk) WHERE late;

CREATE TABLE elsewhere_totals (
    day INTEGER NOT NULL,
    dim TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    n INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    most INTEGER NOT NULL,
    PRIMARY KEY (day, dim, kind, key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER elsewhere_facts_are_summed AFTER INSERT ON elsewhere_facts BEGIN
    INSERT INTO elsewhere_totals
    SELECT NEW.day, column1, NEW.kind, column2, NEW.n, NEW.amount, NEW.amount
    FROM (VALUES ('all', ''), ('desk', CAST(NEW.desk AS TEXT)), ('operator', NEW.operator),
                 ('hour', CAST(NEW.hour AS TEXT)), ('service', CAST(NEW.service AS TEXT)),
                 ('channel', nullif(NEW.channel, '')), ('share', nullif(NEW.share, '')),
                 ('account', nullif(NEW.account || '|' || NEW.payee, '|')))
    WHERE column2 IS NOT NULL
    ON CONFLICT (day, dim, kind, key) DO UPDATE
    SET n = n + excluded.n, amount = amount + excluded.amount, most = max(most, excluded.most);
END;
