-- Packages that go by hand, and what other desks of this office told on a stick. None of the first
-- three is a projection: they come from outside, or hold a secret until the answer is here.

-- A package this desk wrote; `reply` opens its answer and goes once that was taken.
CREATE TABLE courier_packages (
    id TEXT PRIMARY KEY,
    reply TEXT NOT NULL,
    cursor TEXT NOT NULL,
    at TEXT NOT NULL,
    answered_at TEXT
) STRICT;

CREATE TABLE office_desks (
    dev TEXT PRIMARY KEY,
    desk INTEGER NOT NULL,
    certificate TEXT NOT NULL,
    heard_at TEXT NOT NULL
) STRICT;

-- Entries of the office's other desks, as they came; a place is taken once.
CREATE TABLE office_entries (
    dev TEXT NOT NULL,
    seq INTEGER NOT NULL,
    leaf TEXT NOT NULL,
    at TEXT NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (dev, seq)
) STRICT, WITHOUT ROWID;

-- Projections ------------------------------------------------------------------------------------

-- Which entries put another right (answer a finding, correct or void a request), by what they name.
CREATE TABLE mended (
    leaf TEXT NOT NULL,
    by_leaf TEXT NOT NULL,
    type TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (leaf, by_leaf)
) STRICT, WITHOUT ROWID;
