"""The strict reader of a journal file: without a database, without a network, line by line.

`follow` takes what was read so far and the next line, and gives what is known after it; the first
thing that is not right is a `Broken` with its place. Nothing is skipped and nothing is repaired.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from app.domain import canonical, entry, journal_totals, jws, wire
from app.domain.entry import Cum, Entry
from app.domain.journal_lines import FORMAT, KEYS, MAX_LINE, SEAL, VERSION, Seal, seal_begins
from app.domain.jws import Unsound

CheckBody = Callable[[str, Mapping[str, Any]], None]
# What a line changes in what is known.
Changes = dict[str, Any]
Awaits = Literal["header", "section", "first", "body", "more", "nothing"]
NOTHING = Cum()


class Broken(Unsound):
    """The first thing in a file that is not right: its line, and the entry that was expected."""

    def __init__(self, line: int, dev: str, seq: int, flaw: Unsound) -> None:
        super().__init__(flaw.code, flaw.detail)
        self.line, self.dev, self.seq = line, dev, seq


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The enrolment being read: its certificate, where its chain and its totals stand."""

    certificate: wire.Certificate
    public: bytes
    prev: str
    ack: wire.Ack | None
    seq: int = 0
    was: Cum = NOTHING
    cum: Cum = NOTHING


@dataclass(frozen=True, slots=True)
class Read:
    """All that is known after some lines. `total` is of the enrolments that ended."""

    awaits: Awaits = "header"
    lines: int = 0
    digest: Any = None
    bodies: bool = False
    authorities: tuple[str, ...] = ()
    here: Enrolled | None = None
    last: Entry | None = None
    enrolments: int = 0
    entries: int = 0
    held: int = 0
    acknowledged: int = 0
    total: Cum = NOTHING

    @property
    def cum(self) -> Cum:
        """The totals over every enrolment in the file so far."""
        return self.total.plus(self.here.cum) if self.here else self.total


def read(lines: Iterable[bytes], check_body: CheckBody) -> Read:
    """A whole file; raises `Broken` at the first line that is not right."""
    known = begin()
    for line in lines:
        known = follow(known, line, check_body)
    return end(known)


def begin() -> Read:
    """Nothing is known yet."""
    return Read(digest=hashlib.sha256())


def follow(known: Read, line: bytes, check_body: CheckBody) -> Read:
    """What is known after one more line, its newline included."""
    try:
        changes = _STEPS[known.awaits](known, _text(line), check_body)
    except Unsound as flaw:
        raise _broken(replace(known, lines=known.lines + 1), flaw) from flaw
    digest = known.digest.copy()
    digest.update(line)
    return replace(known, lines=known.lines + 1, digest=digest, **changes)


def end(known: Read) -> Read:
    """The file ended: only after its seal is that right."""
    if known.awaits != "nothing":
        raise _broken(known, Unsound("truncated", "the file ends before its seal"))
    return known


def _broken(known: Read, flaw: Unsound) -> Broken:
    here = known.here
    if here is None:
        return Broken(known.lines, "", 0, flaw)
    done = here.seq if known.awaits == "body" else here.seq + 1
    return Broken(known.lines, here.certificate.dev, done, flaw)


def _text(line: bytes) -> str:
    if not line.endswith(b"\n"):
        raise Unsound("truncated", "the line does not end" if len(line) < MAX_LINE else "too long")
    try:
        return line[:-1].decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise Unsound("bad-framing", "not UTF-8") from wrong


def _header(_known: Read, text: str, _check: CheckBody) -> Changes:
    said = _object(text, {"format", "v", "bodies"})
    if (said["format"], said["v"]) != (FORMAT, VERSION) or said["bodies"] not in ("plain", "none"):
        raise Unsound("bad-file", "not a journal file of version 1")
    return {"awaits": "section", "bodies": said["bodies"] == "plain"}


def _section(known: Read, text: str, _check: CheckBody) -> Changes:
    said = _object(text, {"certificate", "keys", "ack"})
    certificate, ack = _vouched(said)
    if known.here is not None:
        _check_acked(known.here)
    public = canonical.unb64u(certificate.pub)
    begun = Enrolled(certificate, public, entry.genesis(said["certificate"]), ack)
    return Changes(
        awaits="first",
        here=begun,
        total=known.cum,
        enrolments=known.enrolments + 1,
        authorities=(*known.authorities, said["keys"]["device-ca"]["kid"]),
        acknowledged=known.acknowledged + (ack.acked_seq if ack else 0),
    )


def _vouched(said: Mapping[str, Any]) -> tuple[wire.Certificate, wire.Ack | None]:
    """Certificate and answer, signed by the keys beside them, which must be what they are called.

    Whether those keys are the regulator's is for the reader to compare (docs/journal-format.md).
    """
    try:
        directory = {name: dict(said["keys"][name]) for name in KEYS}
        kids = [(named["kid"], canonical.unb64u(named["pub"])) for named in directory.values()]
        named_right = set(said["keys"]) == set(KEYS) and all(
            len(pub) == 32 and jws.key_id(pub) == kid for kid, pub in kids
        )
        certificate = wire.read_from(wire.Certificate, said["certificate"], directory)
        ack = wire.read_from(wire.Ack, said["ack"], directory) if said["ack"] else None
        pub = canonical.unb64u(certificate.pub)
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise Unsound("bad-file", "a section without certificate and keys") from wrong
    if not named_right or len(pub) != 32 or jws.key_id(pub) != certificate.dev:
        raise Unsound("bad-file", "a key is not what it is called")
    return certificate, ack


def _first(known: Read, text: str, _check: CheckBody) -> Changes:
    here = _here(known)
    read = entry.read(text, _keys(here).get)
    entry.check_follows(read, seq=here.seq + 1, prev=here.prev)
    certificate = here.certificate
    if (read.office, read.desk, read.ep) != (certificate.office, certificate.desk, certificate.ep):
        raise Unsound("bad-chain", "the entry of another office, desk or enrolment")
    leaf = canonical.leaf(text)
    if here.ack and here.ack.acked_seq == read.seq and here.ack.acked_hash != leaf:
        raise Unsound("bad-ack", "the regulator received another entry here")
    cum = Cum(**read.cum)
    now = Enrolled(certificate, here.public, leaf, here.ack, read.seq, was=here.cum, cum=cum)
    if not known.bodies:
        journal_totals.check(read.type, None, before=now.was, after=now.cum)
    awaits: Awaits = "body" if known.bodies else "more"
    return {"awaits": awaits, "here": now, "last": read, "entries": known.entries + 1}


def _body(known: Read, text: str, check_body: CheckBody) -> Changes:
    here, read = _here(known), known.last
    if read is None:
        raise Unsound("bad-file", "a body without its entry")
    wrapped = _object(text, {"seq", "salt", "body"})
    if (wrapped["salt"], wrapped["body"]) == (None, None):
        if type(wrapped["seq"]) is not int or wrapped["seq"] != read.seq:
            raise Unsound("bad-body", "the body of another entry")
        journal_totals.check(read.type, None, before=here.was, after=here.cum)
        return {"awaits": "more"}
    body = entry.check_body(read, wrapped, text.encode("utf-8"))
    check_body(read.type, body)
    journal_totals.check(read.type, body, before=here.was, after=here.cum)
    return {"awaits": "more", "held": known.held + 1}


def _more(known: Read, text: str, check: CheckBody) -> Changes:
    if text.startswith("{"):
        return _section(known, text, check)
    if text.startswith(seal_begins(_here(known).certificate.dev)):
        return _seal(known, text)
    return _first(known, text, check)


def _seal(known: Read, text: str) -> Changes:
    here = _here(known)
    _check_acked(here)
    payload = jws.read(text, typ=SEAL, key_of=_keys(here).get)
    if set(payload) != {field.name for field in fields(Seal)}:
        raise Unsound("bad-canonical", "not a seal")
    right = {"v": VERSION, "dev": here.certificate.dev, "seq": here.seq, "leaf": here.prev}
    right |= {"entries": known.entries, "bodies": known.held}
    for name, value in right.items():
        if type(payload[name]) is not type(value) or payload[name] != value:
            raise Unsound("bad-seal", f"{name} {payload[name]} where {value} was read")
    if payload["sha256"] != known.digest.hexdigest():
        raise Unsound("bad-seal", "the bytes before the seal were changed")
    return {"awaits": "nothing"}


def _nothing(_known: Read, _text: str, _check: CheckBody) -> Changes:
    raise Unsound("bad-file", "a line after the seal")


def _check_acked(here: Enrolled) -> None:
    if here.ack and here.ack.acked_seq > here.seq:
        raise Unsound("bad-ack", f"the regulator has received up to {here.ack.acked_seq}")


def _here(known: Read) -> Enrolled:
    if known.here is None:
        raise Unsound("bad-file", "an entry before its certificate")
    return known.here


def _keys(here: Enrolled) -> dict[str, bytes]:
    return {here.certificate.dev: here.public}


def _object(text: str, keys: set[str]) -> dict[str, Any]:
    try:
        value = canonical.loads(text.encode("utf-8"))
    except ValueError as wrong:
        raise Unsound("bad-canonical", str(wrong)) from wrong
    if not isinstance(value, dict) or set(value) != keys:
        raise Unsound("bad-file", f"not a line of {', '.join(sorted(keys))}")
    return value


_STEPS: dict[Awaits, Callable[[Read, str, CheckBody], Changes]] = {
    "header": _header,
    "section": _section,
    "first": _first,
    "body": _body,
    "more": _more,
    "nothing": _nothing,
}
