"""Signed notes (C2SP): a log's checkpoint, whoever signed it, and what a witness adds to it.

The key of a note signs nothing but notes, the key of a witness nothing but cosignatures; the first
lines of what is signed tell both from every other use.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain import jws, merkle
from app.domain.jws import Signer, Unsound

NOTE, COSIGNATURE = 1, 4
MAX_NOTE = 64 * 1024
_NAME = re.compile(r"[^\s+]+")
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}", re.ASCII)


@dataclass(frozen=True, slots=True)
class NoteKey:
    """Who may sign: a name, the raw Ed25519 public key, and whether of a log or of a witness."""

    name: str
    public: bytes
    kind: int = NOTE

    @property
    def id(self) -> bytes:
        """Four bytes that name it beside the name."""
        told = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return hashlib.sha256(told).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_b64(bytes([self.kind]) + self.public)}"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, with its last newline, and the lines under it: (name, key id, signature)."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    def __str__(self) -> str:
        lines = (f"— {name} {_b64(key + mark)}\n" for name, key, mark in self.signatures)
        return f"{self.text}\n{''.join(lines)}"

    def by(self, key: NoteKey) -> list[bytes]:
        """What stands there under that key; nothing about it is believed yet."""
        return [mark for name, number, mark in self.signatures if (name, number) == _who(key)]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: it has `size` leaves, and their root is this."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The note's text."""
        return f"{self.origin}\n{self.size}\n{_b64(self.root)}\n"


def key_in(text: str) -> NoteKey:
    """The key in its usual spelling, name+id+key; ValueError for any other."""
    name, _, rest = text.partition("+")
    raw = _unb64(rest.partition("+")[2])
    key = NoteKey(name, raw[1:], raw[0] if raw else 0)
    known = len(raw) == 33 and key.kind in (NOTE, COSIGNATURE)
    if not known or str(key) != text or not _NAME.fullmatch(name):
        raise ValueError("not the key of a signed note")
    return key


def signed(text: str, key: NoteKey, signer: Signer) -> Note:
    """A note with one signature."""
    return Note(text, ((*_who(key), signer(text.encode())),))


def cosigned(note: Note, key: NoteKey, at: int, signer: Signer) -> Note:
    """The note with a witness's line below the others; `at` in seconds since 1970."""
    mark = at.to_bytes(8, "big") + signer(_witnessed(note.text, at))
    return Note(note.text, (*note.signatures, (*_who(key), mark)))


def read(data: bytes) -> Note:
    """A note as received; `Unsound` when it is none. Its signatures are not looked at."""
    try:
        told = data.decode() if len(data) <= MAX_NOTE else ""
    except UnicodeDecodeError as wrong:
        raise Unsound("bad-framing", "not UTF-8") from wrong
    text, blank, below = told.rpartition("\n\n")
    if not text or not blank or not below.endswith("\n") or _CONTROL.search(told):
        raise Unsound("bad-framing", "not a signed note")
    lines = below.removesuffix("\n").split("\n")
    return Note(text + "\n", tuple(_line(line) for line in lines))


def check(note: Note, key: NoteKey) -> int | None:
    """The key must have signed it, and no line under the key may be false.

    A witness's time in seconds since 1970; None for a log's key.
    """
    marks = note.by(key)
    if not marks:
        raise Unsound("bad-signature", f"not signed by {key.name}")
    times = [_checked(note.text, key, mark) for mark in marks]
    return times[0]


def checkpoint_in(note: Note, keys: Iterable[NoteKey]) -> Checkpoint:
    """The checkpoint those keys all signed, the log's own among them; its origin is its name."""
    log, *others = keys
    for key in (log, *others):
        check(note, key)
    told = read_checkpoint(note.text)
    if told.origin != log.name:
        raise Unsound("bad-canonical", "the checkpoint of another log")
    return told


def read_checkpoint(text: str) -> Checkpoint:
    """The three lines; further ones are refused, for nobody could audit them."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) != 3 or not lines[0] or not _SIZE.fullmatch(lines[1]):
        raise Unsound("bad-canonical", "not a checkpoint")
    told = Checkpoint(lines[0], int(lines[1]), _unb64(lines[2]))
    if told.text != text or len(told.root) != merkle.SIZE:
        raise Unsound("bad-canonical", "not a checkpoint")
    return told


_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


def _line(line: str) -> tuple[str, bytes, bytes]:
    match = _LINE.fullmatch(line)
    raw = _unb64(match[2]) if match else b""
    if match is None or len(raw) < 5 or _b64(raw) != match[2]:
        raise Unsound("bad-framing", "not a line of a signature")
    return match[1], raw[:4], raw[4:]


def _checked(text: str, key: NoteKey, mark: bytes) -> int | None:
    at = int.from_bytes(mark[:8], "big") if key.kind == COSIGNATURE else None
    message = text.encode() if at is None else _witnessed(text, at)
    if not jws.verifies(key.public, message, mark if at is None else mark[8:]):
        raise Unsound("bad-signature", f"the signature of {key.name} does not fit")
    return at


def _witnessed(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _who(key: NoteKey) -> tuple[str, bytes]:
    return key.name, key.id


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _unb64(text: str) -> bytes:
    """Empty for what is no base64: callers hold the bytes against their spelling anyway."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
