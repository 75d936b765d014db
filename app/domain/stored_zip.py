"""A ZIP in one spelling: nothing compressed, no times, no owners, so the same files are the same
bytes, any unzip opens it, and whatever else could stand in a ZIP is refused where it stands.

The files are read and written in their order, a piece at a time.
"""

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.domain.errors import OperatorCanFix
from app.domain.jws import Unsound

CHUNK = 1 << 16
MOST = (1 << 32) - 1
MANY = 0xFFFF
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*(?:/[a-z0-9][a-z0-9.-]*)?", re.ASCII)
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END64, _LOCATOR = b"PK\x06\x06", b"PK\x06\x07"
_HEAD = 30
# 1 January 1980, the first day a ZIP knows; a file anybody may read.
_DAY, _UNIX, _MODE = 0x21, 3 << 8 | 20, 0o100644 << 16


class Spoiled(Unsound):
    """What is not as it must be, and where: the file in the ZIP ("": its directory), the line in it
    (0: the file as a whole), the entry's place in the country's log where there is one.
    """

    def __init__(
        self, code: str, detail: str, path: str = "", *, line: int = 0, n: int | None = None
    ) -> None:
        super().__init__(code, detail)
        self.path, self.line, self.n = path, line, n


@dataclass(frozen=True, slots=True)
class Member:
    """One file: where its header begins, how long it is, and the sums over its bytes."""

    name: str
    at: int
    size: int
    crc: int
    sha256: str

    @property
    def start(self) -> int:
        """Where its own bytes begin."""
        return self.at + _HEAD + len(self.name)


class Writer:
    """Files into a ZIP, one after the other; the output must be able to go back."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self.members = out, list[Member]()

    def add(self, name: str, chunks: Iterable[bytes]) -> Member:
        """Write a file. Raises `OperatorCanFix` package-too-large beyond 4 GiB in all."""
        at, size, crc, digest = self._out.tell(), 0, 0, hashlib.sha256()
        self._out.write(bytes(_HEAD + len(name)))
        for chunk in chunks:
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
            if at + size > MOST:
                raise OperatorCanFix("package-too-large")
            digest.update(chunk)
            self._out.write(chunk)
        member = Member(name, at, size, crc, digest.hexdigest())
        self._out.seek(at)
        self._out.write(_header(member))
        self._out.seek(0, 2)
        self.members.append(member)
        return member

    def end(self) -> None:
        """Write the directory."""
        if self._out.tell() > MOST:
            raise OperatorCanFix("package-too-large")
        for part in _directory(self.members):
            self._out.write(part)


def read(file: BinaryIO) -> tuple[Member, ...]:
    """The files in their order, after every byte of the ZIP outside them was held against them.

    Raises `Spoiled`: truncated, bad-container, or double-file. A file's own bytes are for the
    caller: of one that was changed, `crc` is what its header says.
    """
    members: list[Member] = []
    names: set[str] = set()
    while member := _next(file, members):
        if member.name in names:
            raise Spoiled("double-file", "a file stands twice", member.name)
        names.add(member.name)
        members.append(member)
    _check_directory(file, members)
    return tuple(members)


def chunks(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """A file's bytes; other files may be read in between."""
    at, end = member.start, member.start + member.size
    while at < end:
        file.seek(at)
        piece = file.read(min(CHUNK, end - at))
        if not piece:
            raise Spoiled("truncated", "the file ends early", member.name)
        at += len(piece)
        yield piece


def lines(file: BinaryIO, member: Member, longest: int) -> Iterator[bytes]:
    """Its lines, each with its newline; one that is too long or has none comes as it stands."""
    rest = b""
    for piece in chunks(file, member):
        *whole, rest = (rest + piece).split(b"\n")
        yield from (line + b"\n" for line in whole)
        if len(rest) > longest:
            break
    if rest:
        yield rest


def _next(file: BinaryIO, members: list[Member]) -> Member | None:
    """The file that begins where the last one ended; None where the directory begins."""
    last = members[-1] if members else None
    at = last.start + last.size if last else 0
    file.seek(at)
    head = file.read(_HEAD)
    if head[:4] in (_CENTRAL, _END64, _END):
        return None
    whole = len(head) == _HEAD and head[:4] == _LOCAL
    if not whole:
        short = head[:4] in (b"", _LOCAL[: len(head)]) or len(head) < _HEAD
        code = "truncated" if short else "bad-container"
        raise Spoiled(code, "no file begins where the last one ends", last.name if last else "")
    crc, size, _, length = struct.unpack("<LLLH", head[14:28])
    name = file.read(length).decode("latin-1")
    if not _NAME.fullmatch(name):
        raise Spoiled("bad-container", f"the name of file {len(members) + 1}", _printable(name))
    told = Member(name, at, size, crc, "")
    if head + name.encode() != _header(told):
        raise Spoiled("bad-container", "the header of the file", name)
    return _summed(file, told)


def _summed(file: BinaryIO, told: Member) -> Member:
    digest = hashlib.sha256()
    for piece in chunks(file, told):
        digest.update(piece)
    return Member(told.name, told.at, told.size, told.crc, digest.hexdigest())


def crc_of(file: BinaryIO, member: Member) -> int:
    """The sum a ZIP keeps, over the bytes as they are."""
    crc = 0
    for piece in chunks(file, member):
        crc = zlib.crc32(piece, crc)
    return crc


def _check_directory(file: BinaryIO, members: list[Member]) -> None:
    last = members[-1] if members else None
    file.seek(last.start + last.size if last else 0)
    for number, part in enumerate(_directory(members)):
        told = file.read(len(part))
        if told != part:
            code = "truncated" if part.startswith(told) else "bad-container"
            name = members[number].name if number < len(members) else ""
            raise Spoiled(code, "the directory of the ZIP", name)
    if file.read(1):
        raise Spoiled("bad-container", "bytes after the end of the ZIP")


def _header(member: Member) -> bytes:
    size, name = member.size, member.name.encode("ascii")
    told = (10, 0, 0, 0, _DAY, member.crc, size, size, len(name), 0)
    return _LOCAL + struct.pack("<HHHHHLLLHH", *told) + name


def _directory(members: list[Member]) -> Iterator[bytes]:
    """A line for each file, then the end; above 65,534 files in the larger form as well."""
    start = members[-1].start + members[-1].size if members else 0
    length, many = 0, len(members)
    for one in members:
        told = (_UNIX, 10, 0, 0, 0, _DAY, one.crc, one.size, one.size, len(one.name))
        line = _CENTRAL + struct.pack("<HHHHHHLLLHHHHHLL", *told, 0, 0, 0, 0, _MODE, one.at)
        length += len(line) + len(one.name)
        yield line + one.name.encode("ascii")
    if many >= MANY:
        yield _END64 + struct.pack("<QHHLLQQQQ", 44, _UNIX, 45, 0, 0, many, many, length, start)
        yield _LOCATOR + struct.pack("<LQL", 0, start + length, 1)
    few = min(many, MANY)
    yield _END + struct.pack("<HHHHLLH", 0, 0, few, few, length, start, 0)


def _printable(name: str) -> str:
    return name[:80] if name.isascii() and name.isprintable() else ""
