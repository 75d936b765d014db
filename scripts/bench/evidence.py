"""Verifying what proves itself: an exported journal against bare Ed25519, an evidence package.

Processor time: both are pure computation. `python -m scripts.bench.evidence 100000` makes a package
of so many entries and says what memory it took.
"""

import hashlib
import io
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

import resources
from app.domain import (
    canonical,
    entry,
    evidence,
    evidence_check,
    journal_file,
    jws,
    log_tiles,
    merkle,
    signed_notes,
    wire,
)
from app.domain.bodies import Checker
from app.domain.evidence import By, EvidenceKey, Held, Keys, Order, Shown
from app.domain.evidence_check import Trusted
from app.domain.evidence_write import Content, Sealing, write
from app.domain.progress import quiet
from app.domain.signed_notes import Checkpoint, NoteKey

Row = tuple[str, float, str, str]
EXPORTED, PACKED = 500, 3000
CHECKER = Checker(resources.wire_schemas())


def rows() -> Iterator[Row]:
    """The export, with and without bodies; a package without bodies."""
    for bodies, bar in ((False, "≤ 2.2"), (True, "")):
        name = "with bodies" if bodies else "entries"
        yield f"verify an export ({name}) to bare Ed25519", _ratio(bodies), "×", bar
    with tempfile.TemporaryDirectory() as folder:
        yield from package_rows(PACKED, Path(folder) / "a.evidence.zip")


def package_rows(entries: int, path: Path) -> Iterator[Row]:
    """Write one, verify it, and the memory above what stood before."""
    content, sealing = _content(entries)
    before = _peak()
    with path.open("w+b") as file:
        order = Order("bench", "bench", "none", {}, By("bench", "1", "auditor"), "now")
        work = partial(write, file, order, content, sealing, report=lambda _: b"%PDF-", tell=quiet)
        spent = _spent(work)
    yield "evidence package written, an entry", spent / entries * 1e6, "µs", ""
    with path.open("rb") as file:
        spent = _spent(lambda: evidence_check.check(file, CHECKER.check, Trusted()))
    yield "evidence package verified, an entry", spent / entries * 1e6, "µs", ""
    yield "  memory for both, beyond the entries", (_peak() - before) / 1024, "MB", ""


def _ratio(bodies: bool) -> float:
    from app.domain.catalogue import catalogue_from_items
    from tests.verify.conftest import exported

    catalogue = catalogue_from_items(resources.catalogue_items())
    with tempfile.TemporaryDirectory() as folder:
        data = exported(Path(folder), catalogue, entries=EXPORTED, bodies=bodies).read_bytes()
    lines = io.BytesIO(data).readlines()
    tokens = [line[:-1] for line in lines[:-1] if not line.startswith(b"{")]
    pub = json.loads(_payload(json.loads(lines[1])["certificate"]))["pub"]
    key = Ed25519PublicKey.from_public_bytes(canonical.unb64u(pub))
    parts = [token.rpartition(b".") for token in tokens]
    signed = [(canonical.unb64u(mark.decode()), told) for told, _, mark in parts]

    def bare() -> None:
        for mark, told in signed:
            key.verify(mark, told)

    whole = min(_spent(lambda: journal_file.read(lines, CHECKER.check)) for _ in range(5))
    return whole / min(_spent(bare) for _ in range(5))


def _payload(token: str) -> bytes:
    return canonical.unb64u(token.split(".")[1])


def _content(entries: int) -> tuple[Content, Sealing]:
    """So many heartbeats of one desk in a log of their own, and the keys of a regulator."""
    authority, seal, log, desk = (Ed25519PrivateKey.generate() for _ in range(4))
    named = {"kid": _kid(authority), "pub": _pub(authority)}
    dev, issued = _kid(desk), "2026-11-26T08:00:00.000Z"
    word = wire.Certificate(1, "00000", 1, 1, dev, _pub(desk), issued)
    certificate = wire.sign(word, kid=named["kid"], signer=authority.sign)
    held = _heartbeats(entries, dev, certificate, desk.sign)
    leaves = [merkle.leaf_hash(one.token) for one in held]
    tiles = log_tiles.grown(0, leaves, lambda *_: b"")

    def tile_of(level: int, n: int, width: int) -> bytes:
        return tiles[level, n][: width * merkle.SIZE]

    key = NoteKey("bench/log", log.public_key().public_bytes_raw())
    root = merkle.root(entries, log_tiles.nodes(entries, tile_of))
    note = signed_notes.signed(Checkpoint(key.name, entries, root).text, key, log.sign)
    token = evidence.sign_key(
        EvidenceKey(1, _kid(seal), _pub(seal), issued), named["kid"], authority.sign
    )
    content = Content(
        total=entries,
        rows=lambda: held,
        bodies=lambda: [(one, Shown(None)) for one in held],
        certificates=lambda _: {dev: certificate},
        findings=(),
        note=note,
        tile_of=tile_of,
    )
    return content, Sealing(Keys(named, token, str(key)), seal.sign)


def _heartbeats(entries: int, dev: str, certificate: str, signer: jws.Signer) -> list[Held]:
    from tests.wire import wire_examples

    made, prev = [], entry.genesis(certificate)
    usual = wire_examples.entries()[0]["payload"]
    facts = usual | {"dev": dev, "office": "00000", "desk": 1, "ep": 1, "type": "heartbeat"}
    for n in range(entries):
        payload = facts | {"seq": n + 1, "prev": prev}
        token = jws.sign(payload, typ=entry.TYP, kid=dev, signer=signer)
        prev = canonical.leaf(token)
        made.append(Held(n, prev, dev, n + 1, "heartbeat", token.encode(), "now", "accepted", ""))
    return made


def _kid(key: Ed25519PrivateKey) -> str:
    return hashlib.sha256(key.public_key().public_bytes_raw()).hexdigest()[:16]


def _pub(key: Ed25519PrivateKey) -> str:
    return canonical.b64u(key.public_key().public_bytes_raw())


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = package_rows(int(sys.argv[1]), Path(folder) / "a.zip") if sys.argv[1:] else rows()
        for name, value, unit, bar in made:
            print(f"{name:<46} {value:12,.2f} {unit:<3} {bar}")
