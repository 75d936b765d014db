-- Documents lie in files by the SHA-256 of what they hold; here are the key of each, how much of it
-- the regulator has, and when it left this desk. The first table of that name was never written to.
DROP TABLE documents;
CREATE TABLE documents (
    hash TEXT PRIMARY KEY,
    key BLOB,  -- null once the file is gone: nothing can read it any more
    media TEXT NOT NULL,
    size INTEGER NOT NULL,
    at TEXT NOT NULL,
    sent INTEGER NOT NULL DEFAULT 0,
    complete_at TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    due TEXT,
    reason TEXT NOT NULL DEFAULT '',
    gone_at TEXT,
    gone_why TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX documents_waiting ON documents (at) WHERE complete_at IS NULL AND key IS NOT NULL;

-- Projections ------------------------------------------------------------------------------------

-- Which entries speak of which document: only those are sent, and an erasure finds them by it.
CREATE TABLE document_uses (
    hash TEXT NOT NULL,
    leaf TEXT NOT NULL,
    tid TEXT,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (hash, leaf)
) STRICT;
CREATE INDEX document_uses_tid ON document_uses (tid) WHERE tid IS NOT NULL;

-- Bodies a body.erased entry has ordered to go; nothing else may go.
CREATE TABLE erased (
    leaf TEXT PRIMARY KEY,
    by_leaf TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- Receipts citizens brought whose entries were lost with another desk: what their QR says.
CREATE TABLE found_receipts (
    tid TEXT PRIMARY KEY,
    leaf TEXT NOT NULL,
    receipt TEXT NOT NULL,
    service INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    receipt_at TEXT NOT NULL,
    void INTEGER NOT NULL,
    checked TEXT NOT NULL,
    at TEXT NOT NULL,
    operator TEXT
) STRICT;

DROP TRIGGER bodies_keep;
CREATE TRIGGER bodies_keep BEFORE DELETE ON bodies
    WHEN NOT EXISTS (
        SELECT 1 FROM journal j JOIN erased e ON e.leaf = j.leaf WHERE j.n = OLD.n
    )
    BEGIN SELECT RAISE(ABORT, 'a body is not deleted'); END;
