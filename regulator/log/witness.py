"""A witness of the country's log: a program of its own, run by somebody who is not the regulator.

It keeps the newest head it cosigned, asks the log for the next one, and cosigns (C2SP
tlog-cosignature, v1) only what grows out of it. What does not is kept with both heads. It needs no
database and no Django; its folder holds its key, `head` and, after a lie, `evidence`.
"""

import base64
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Event

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain import log_tiles, log_watch, signed_notes
from app.domain.errors import Refusal, TimeCanFix
from app.domain.jws import Unsound
from app.domain.log_tiles import Tile
from app.domain.log_watch import Lied
from app.domain.signed_notes import COSIGNATURE, MAX_NOTE, Checkpoint, Note, NoteKey
from regulator import clock, files
from regulator.say import say

# Bytes below the log's prefix; b"" for what it does not have.
Fetch = Callable[[str], bytes]
TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class Witness:
    """Its folder, its name, and the key of the log it watches."""

    folder: Path
    name: str
    log: NoteKey

    @property
    def key(self) -> NoteKey:
        """What readers who trust it are configured with."""
        return NoteKey(self.name, self._private().public_key().public_bytes_raw(), COSIGNATURE)

    def known(self) -> Checkpoint:
        """The head it cosigned last; the empty tree before the first."""
        kept = self._kept()
        if not kept:
            return log_watch.EMPTY
        return signed_notes.checkpoint_in(signed_notes.read(kept), [self.log, self.key])

    def look(self, fetch: Fetch, at: int) -> Note:
        """One look at the log, at `at` seconds since 1970: the head, cosigned and kept.

        `Lied` or `Unsound` when it must not be; what was told is then kept as evidence.
        """
        known, told = self.known(), fetch("checkpoint")
        try:
            log_watch.follow(known, told, self.log, tile_of=_tiles(fetch))
        except (Lied, Unsound) as lie:
            self._keep_evidence(lie, told, at)
            raise
        log_alone = _only(signed_notes.read(told), self.log)
        note = signed_notes.cosigned(log_alone, self.key, at, self._private().sign)
        files.put(self.folder / "head", str(note).encode())
        return note

    def _kept(self) -> bytes:
        head = self.folder / "head"
        return head.read_bytes() if head.exists() else b""

    def _keep_evidence(self, lie: Lied | Unsound, told: bytes, at: int) -> None:
        proof = lie.proof if isinstance(lie, Lied) else []
        lines = "".join(f"{base64.b64encode(one).decode()}\n" for one in proof)
        place = self.folder / "evidence" / f"{at}-{lie.code}"
        place.mkdir(parents=True, exist_ok=True)
        for name, data in (("known", self._kept()), ("told", told), ("proof", lines.encode())):
            files.put(place / name, data)

    def _private(self) -> Ed25519PrivateKey:
        seed = files.made_once(
            self.folder / "witness.key", lambda: Ed25519PrivateKey.generate().private_bytes_raw()
        )
        return Ed25519PrivateKey.from_private_bytes(seed)


def run(options: Namespace) -> int:
    """Look every so often until a lie (1) or the last round; says each head it cosigned."""
    try:
        log = signed_notes.key_in(options.log_key)
    except ValueError as wrong:
        say(error="log-key", detail=str(wrong))
        return 2
    witness = Witness(Path(options.data), options.name, log)
    say(key=str(witness.key))
    for number in count(1):
        failed = _round(witness, reading(options.url))
        if failed or number == options.rounds:
            return failed
        Event().wait(options.every)
    return 0


def _round(witness: Witness, fetch: Fetch) -> int:
    try:
        note = witness.look(fetch, int(clock.now().timestamp()))
    except TimeCanFix as away:
        say(error=away.code)
        return 0
    except Refusal as lie:
        say(error=lie.code, **lie.facts)
        return 1
    say(cosigned=signed_notes.read_checkpoint(note.text).size)
    return 0


def reading(url: str) -> Fetch:
    """What is served below that address: no redirect is followed and no answer may be too long."""
    import requests

    session = requests.Session()

    def fetch(path: str) -> bytes:
        try:
            answer = session.get(
                f"{url.rstrip('/')}/{path}", timeout=TIMEOUT, stream=True, allow_redirects=False
            )
            data = answer.raw.read(MAX_NOTE + 1, decode_content=True)
        except (requests.RequestException, OSError) as away:
            raise TimeCanFix("regulator-away") from away
        if answer.status_code >= 500:
            raise TimeCanFix("regulator-away")
        return data if answer.status_code == 200 and len(data) <= MAX_NOTE else b""

    return fetch


def _tiles(fetch: Fetch) -> log_tiles.TileOf:
    return lambda level, n, width: fetch(f"tile/{log_tiles.path(Tile(level, n, width))}")


def _only(note: Note, key: NoteKey) -> Note:
    """The note with that key's lines alone: a witness passes on nobody else's word."""
    kept = tuple(one for one in note.signatures if one[:2] == (key.name, key.id))
    return Note(note.text, kept)
