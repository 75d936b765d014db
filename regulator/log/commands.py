"""Commands about the log: its self-audit, the proof of one entry, all of it as files."""

from argparse import Namespace
from collections import Counter
from itertools import islice
from pathlib import Path

from django.db import transaction

from app.domain import signed_notes
from app.domain.jws import Unsound
from regulator.log import audit, heads, proofs, tree
from regulator.oversight.events import log
from regulator.say import say

# Differences named one by one; all are counted.
NAMED = 100


def audit_log(_options: Namespace) -> int:
    """Hash everything again; 1 when anything differs. What it found stands in the event log."""
    found = audit.differences()
    named = list(islice(found, NAMED))
    counts = Counter(one.what for one in named) + Counter(one.what for one in found)
    size = tree.size()
    with transaction.atomic():
        log("log.audited", "log", "command", size=size, differences=counts.total())
    places = [{"what": one.what, "at": one.at} for one in named]
    say(entries=size, differences=counts.total(), counts=counts, places=places)
    return 1 if counts else 0


def log_proof(options: Namespace) -> int:
    """Write the proof of the entry with that leaf hash under the newest head, or a cosigned one."""
    try:
        index = proofs.index_of(options.leaf)
        if index is None:
            say(error="not-in-log")
            return 1
        note = Path(options.checkpoint).read_bytes() if options.checkpoint else None
        told = signed_notes.read(tree.note().encode() if note is None else note)
        proof = proofs.proof_of(index, told)
        Path(options.out).write_text(str(proof), encoding="utf-8")
    except OSError as failed:
        say(error="file-unusable", detail=failed.strerror)
        return 1
    except Unsound as wrong:
        say(error=wrong.code, detail=wrong.detail)
        return 1
    except tree.AlteredError as altered:
        say(error="log-altered", detail=str(altered))
        return 1
    say(index=index, hashes=len(proof.hashes))
    return 0


def log_files(options: Namespace) -> int:
    """The signed log as files, as a reader of tiled logs takes it; entries with it."""
    try:
        say(entries=proofs.write_files(Path(options.out)))
    except OSError as failed:
        say(error="file-unusable", detail=failed.strerror)
        return 1
    except tree.AlteredError as altered:
        say(error="log-altered", detail=str(altered))
        return 1
    return 0


def log_cosigned(options: Namespace) -> int:
    """Keep a head that a witness cosigned (the `head` of its folder), for proofs and packages."""
    try:
        witness = signed_notes.key_in(options.witness)
        size = heads.keep(Path(options.head).read_bytes(), witness, "command")
    except ValueError as wrong:
        say(error="witness-key", detail=str(wrong))
        return 2
    except OSError as failed:
        say(error="file-unusable", detail=failed.strerror)
        return 1
    except Unsound as wrong:
        say(error=wrong.code, detail=wrong.detail)
        return 1
    except tree.AlteredError as altered:
        say(error="log-altered", detail=str(altered))
        return 1
    say(cosigned=size, witness=witness.name)
    return 0
