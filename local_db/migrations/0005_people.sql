-- People: what proves them stays in operator_secrets; what entries say of them is in projections.
ALTER TABLE operator_secrets ADD COLUMN pin_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE operator_secrets ADD COLUMN pin_tries INTEGER NOT NULL DEFAULT 0;
-- Not empty: the password is a starting code, good until then and only to set one's own.
ALTER TABLE operator_secrets ADD COLUMN starts_until TEXT NOT NULL DEFAULT '';

-- Projections ------------------------------------------------------------------------------------

ALTER TABLE operators ADD COLUMN state TEXT NOT NULL DEFAULT 'approved';
ALTER TABLE operators ADD COLUMN locked_at TEXT NOT NULL DEFAULT '';
ALTER TABLE operators ADD COLUMN last_login TEXT NOT NULL DEFAULT '';
-- '': not disabled, or by the regulator; else the manager who did it and may undo it.
ALTER TABLE operators ADD COLUMN disabled_by TEXT NOT NULL DEFAULT '';
-- Whose list it is: '' the regulator's, which the office may only narrow; else the manager's.
ALTER TABLE operators ADD COLUMN authorised_by TEXT NOT NULL DEFAULT '';
-- 0: every service; 1: those in authorisations, perhaps none.
ALTER TABLE operators ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0;

CREATE TABLE authorisations (
    operator TEXT NOT NULL,
    service INTEGER NOT NULL,
    training_until TEXT,
    contract_until TEXT,
    PRIMARY KEY (operator, service)
) STRICT;

CREATE TABLE approvals (
    approval TEXT PRIMARY KEY,
    act TEXT NOT NULL,
    tid TEXT,
    amount INTEGER,
    reason TEXT NOT NULL,
    asked_by TEXT,
    asked_at TEXT NOT NULL,
    state TEXT NOT NULL,
    answered_by TEXT,
    answered_at TEXT
) STRICT;
CREATE INDEX approvals_asked ON approvals (asked_at);

CREATE TABLE personal_reads (
    leaf TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    operator TEXT,
    view TEXT NOT NULL,
    tid TEXT,
    found INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX personal_reads_at ON personal_reads (at);

-- What the journal of an older file already says.
UPDATE operators SET last_login = coalesce((
    SELECT max(j.at) FROM journal j JOIN bodies b ON b.n = j.n
    WHERE j.type = 'operator.login' AND json_extract(b.body, '$.operator') = operators.operator
), '');
