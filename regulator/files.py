"""Files of a data folder, readable by the owner only: secrets made once, others put in their place.

Either way a power cut leaves the file as it was or as it should be.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

PRIVATE = 0o600


def made_once(path: Path, make: Callable[[], bytes]) -> bytes:
    """The file's bytes; made by the first process that needs it, the others take what it made."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _place(path, make())
    return path.read_bytes()


def put(path: Path, data: bytes) -> None:
    """Write a file anew; durable when this returns."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _draft(path, data)
    draft.replace(path)
    if os.name != "nt":
        number = os.open(path.parent, os.O_RDONLY)
        os.fsync(number)
        os.close(number)


def _place(path: Path, data: bytes) -> None:
    draft = _draft(path, data)
    try:
        _link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _draft(path: Path, data: bytes) -> Path:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    number = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE)
    try:
        with open(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _link(draft: Path, path: Path) -> None:
    # A link, not a rename: whoever comes second must not replace a secret already in use.
    try:
        os.link(draft, path)
    except FileExistsError:
        return
