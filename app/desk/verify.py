"""The strict verifier over this desk's own file: every byte, every link, every body, every sum."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.desk.here import Here
from app.domain import canonical, entry, journal_totals, wire
from app.domain.entry import Cum
from app.domain.jws import Unsound
from local_db import chains, journal, queries


@dataclass(frozen=True, slots=True)
class Chain:
    """What a whole reading found: how many entries, how many of them answered, the totals."""

    entries: int
    acknowledged: int
    cum: dict[str, int]


def verify_journal(here: Here) -> Chain:
    """Read every enrolment from its genesis; raises `Unsound` at the first bad entry."""
    with here.db.read() as connection:
        total, answered = journal.counts(connection)
        cum, seen = Cum(), 0
        for chain in chains.chains(connection):
            cum, seen = cum.plus(_verify_chain(connection, here, chain)), seen + chain.seq
    if seen != total:
        raise Unsound("bad-chain", f"{total} entries, {seen} of them in a chain")
    return Chain(total, answered, cum.as_json())


def _verify_chain(connection: Connection, here: Here, chain: chains.Chain) -> Cum:
    public = _public(connection, here, chain)
    prev, seq, cum = entry.genesis(chain.certificate), 0, Cum()
    for _, token, wrapped in chains.entries(connection, chain.dev):
        read = entry.read(token, {chain.dev: public}.get)
        entry.check_follows(read, seq=seq + 1, prev=prev)
        body = entry.check_body(read, wrapped) if wrapped else None
        after = Cum(**read.cum)
        journal_totals.check(read.type, body, before=cum, after=after)
        prev, seq, cum = canonical.leaf(token), read.seq, after
    return cum


def _public(connection: Connection, here: Here, chain: chains.Chain) -> bytes:
    if chain.dev == here.dev:
        return here.public_key
    # An earlier enrolment of this desk: its key stands in its certificate.
    keys = queries.setting(connection, "identity")["keys"]
    certificate = wire.read_from(wire.Certificate, chain.certificate, keys)
    return canonical.unb64u(certificate.pub)
