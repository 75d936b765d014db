"""An evidence package opened: its files by name, their lines as values in their one spelling."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from app.domain import canonical, stored_zip
from app.domain.evidence import Manifest
from app.domain.journal_file import CheckBody
from app.domain.jws import Unsound
from app.domain.progress import Tell
from app.domain.stored_zip import Member, Spoiled

LONGEST_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class Package:
    """The open file, what is in it, and how a body is checked."""

    file: BinaryIO
    members: Mapping[str, Member]
    manifest: Manifest
    check_body: CheckBody
    tell: Tell

    def lines(self, path: str) -> Iterator[tuple[int, bytes]]:
        """Its lines, numbered from one."""
        named = self._member(path)
        return enumerate(stored_zip.lines(self.file, named, LONGEST_LINE), 1)

    def whole(self, path: str, longest: int) -> bytes:
        """All of a short file."""
        named = self._member(path)
        if named.size > longest:
            raise Spoiled("bad-framing", "too long", path)
        return b"".join(stored_zip.chunks(self.file, named))

    def _member(self, path: str) -> Member:
        if path not in self.members:
            raise Spoiled("missing-file", "not in the package", path)
        return self.members[path]


def object_in(raw: bytes, keys: set[str]) -> dict[str, Any]:
    """The object in a line: exactly those keys, canonical, its newline included."""
    if not raw.endswith(b"\n"):
        raise Unsound("bad-framing", "the line does not end")
    try:
        value = canonical.loads(raw[:-1])
    except ValueError as wrong:
        raise Unsound("bad-canonical", str(wrong)) from wrong
    if not isinstance(value, dict) or set(value) != keys:
        raise Unsound("bad-canonical", f"not a line of {', '.join(sorted(keys))}")
    return value


def text_in(value: object) -> str:
    """It must be a text."""
    if not isinstance(value, str):
        raise Unsound("bad-canonical", "not a text")
    return value


def number_in(value: object) -> int:
    """It must be a whole number, none below zero."""
    if type(value) is not int or value < 0:
        raise Unsound("bad-canonical", "not a number")
    return value


def spoiled(wrong: Exception, path: str, line: int, n: int | None = None) -> Spoiled:
    """What is wrong, with its place in the package."""
    if isinstance(wrong, Spoiled):
        return wrong
    code = wrong.code if isinstance(wrong, Unsound) else "bad-canonical"
    return Spoiled(code, getattr(wrong, "detail", str(wrong)), path, line=line, n=n)
