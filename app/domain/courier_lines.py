"""Reading what `app.domain.courier` writes: first the whole file under its seal, then part by part.

`examine` believes nothing but framing and bytes; `check_seal` then holds them against the key of
whoever must have sealed. What is inside (entries, acks, items) has signatures and hashes of its
own, and whoever takes a part checks those.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, BinaryIO, Literal

from app.domain import canonical, courier, jws
from app.domain.courier import AnswerHeader, AnswerSeal, Header, Seal
from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal
from app.domain.jws import KeyOf, Unsound

Kind = Literal[
    "certificate",
    "entry",
    "sealed",
    "document",
    "part",
    "ack",
    "problem",
    "feed",
    "release",
    "item",
    "whole",
]
# What a line of each kind has besides its name.
_SHAPES: dict[str, dict[str, type]] = {
    "certificate": {"certificate": str, "first": int, "prev": str},
    "sealed": {"sealed": str, "seq": int},
    "document": {"document": str, "size": int},
    "part": {"part": str, "at": int},
    "ack": {"ack": str, "dev": str},
    "problem": {"problem": str, "dev": str, "seq": int},
    "feed": {"feed": str, "n": int, "cursor": str},
    "release": {"release": str},
    "item": {"item": str, "text": str},
    "whole": {"whole": str},
}


@dataclass(frozen=True, slots=True)
class Part:
    """One line between header and seal: its kind, and its text or its object."""

    kind: Kind
    value: Any


@dataclass(frozen=True, slots=True)
class Examined:
    """A file read to its end: header, certificates, counts, the bytes' hash, and the seal as text.

    `sha256` is of the whole file, `before` of everything before the seal.
    """

    header: Header | AnswerHeader
    certificates: tuple[str, ...]
    counts: dict[str, int]
    before: str
    seal: str
    sha256: str


def examine(lines: Iterable[bytes]) -> Examined:
    """Every line is one of ours and the last is a seal; whether it is true, `check_seal` says."""
    found = iter(lines)
    first = next(found, b"")
    header = read_header(first)
    typ = _seal_typ(header)
    digest, counts, certificates = hashlib.sha256(first), dict[str, int](), list[str]()
    for line in found:
        if _is_seal(line, typ):
            _refuse_more(found)
            whole = digest.copy()
            whole.update(line)
            seal = _text(line)
            told = (tuple(certificates), counts, digest.hexdigest(), seal, whole.hexdigest())
            return Examined(header, *told)
        digest.update(line)
        part = read_part(line)
        counts[part.kind] = counts.get(part.kind, 0) + 1
        if part.kind == "certificate":
            certificates.append(part.value["certificate"])
    raise OperatorCanFix("courier-truncated")


def check_seal(examined: Examined, key_of: KeyOf) -> None:
    """The seal fits the bytes and counts, and the key is one that may seal this."""
    kind: type[Any] = Seal if isinstance(examined.header, Header) else AnswerSeal
    try:
        payload = jws.read(examined.seal, typ=courier.SEALS[kind], key_of=key_of)
        said = courier.build(kind, payload)
    except Unsound as flaw:
        raise ManagerCanFix("courier-altered", detail=flaw.detail) from flaw
    right: dict[str, object] = {"sha256": examined.before, **_names(examined.header)}
    right |= _counted(kind, examined.counts)
    wrong = [name for name, value in right.items() if getattr(said, name) != value]
    if wrong:
        raise ManagerCanFix("courier-altered", detail=wrong[0])


def body(lines: Iterable[bytes]) -> Iterator[Part]:
    """The parts between header and seal of a file that was examined."""
    found = iter(lines)
    typ = _seal_typ(read_header(next(found, b"")))
    for line in found:
        if _is_seal(line, typ):
            return
        yield read_part(line)
    raise OperatorCanFix("courier-truncated")


def lines(file: BinaryIO) -> Iterator[bytes]:
    """Line by line from the beginning; never more than one is in memory."""
    file.seek(0)
    while line := file.readline(courier.MAX_LINE + 1):
        if len(line) > courier.MAX_LINE:
            raise _altered("line too long")
        yield line


def read_header(line: bytes) -> Header | AnswerHeader:
    """The first line; anything else is no file of ours, or of a later program."""
    try:
        value = canonical.loads(line.removesuffix(b"\n"))
        kind = {courier.PACKAGE: Header, courier.ANSWER: AnswerHeader}[value.pop("format")]
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise OperatorCanFix("courier-not-one") from wrong
    if value.get("v") != courier.VERSION:
        raise ManagerCanFix("courier-newer")
    try:
        header: Header | AnswerHeader = courier.build(kind, value)
    except Unsound as wrong:
        raise ManagerCanFix("courier-altered", detail=wrong.detail) from wrong
    return header


def read_part(line: bytes) -> Part:
    """One line, by its shape."""
    text = _text(line)
    if not text.startswith("{"):
        return Part("entry", text)
    try:
        value = canonical.loads(text.encode("utf-8"))
    except ValueError as wrong:
        raise _altered("line") from wrong
    kinds = [kind for kind, shape in _SHAPES.items() if set(shape) == set(value)]
    if len(kinds) != 1:
        raise _altered("line")
    if any(type(value[name]) is not type_ for name, type_ in _SHAPES[kinds[0]].items()):
        raise _altered(kinds[0])
    return Part(kinds[0], value)  # type: ignore[arg-type]


def plain(text: str) -> bytes:
    """The bytes of a sealed piece as it stands in a line."""
    try:
        return canonical.unb64u(text)
    except ValueError as wrong:
        raise _altered("base64url") from wrong


def _text(line: bytes) -> str:
    if not line.endswith(b"\n"):
        raise OperatorCanFix("courier-truncated")
    try:
        return line[:-1].decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise _altered("utf-8") from wrong


def _seal_typ(header: Header | AnswerHeader) -> str:
    return courier.PACKAGE_SEAL if isinstance(header, Header) else courier.ANSWER_SEAL


def _is_seal(line: bytes, typ: str) -> bool:
    head, dot, _ = line.partition(b".")
    if line.startswith(b"{") or not dot:
        return False
    try:
        return f'"typ":"{typ}"'.encode() in canonical.unb64u(head.decode("ascii"))
    except ValueError:
        return False


def _refuse_more(rest: Iterator[bytes]) -> None:
    if next(rest, b""):
        raise _altered("after the seal")


def _names(header: Header | AnswerHeader) -> dict[str, str]:
    if isinstance(header, Header):
        return {"id": header.id, "dev": header.dev}
    return {"package": header.package}


def _counted(kind: type, counts: dict[str, int]) -> dict[str, int]:
    named = {"entries": "entry", "bodies": "sealed", "documents": "document"}
    named |= {"acks": "ack", "feed": "feed", "items": "item"}
    wanted = {field.name for field in fields(kind)}
    return {name: counts.get(of, 0) for name, of in named.items() if name in wanted}


def _altered(detail: str) -> Refusal:
    return ManagerCanFix("courier-altered", detail=detail)
