"""Files on a stick: written beside their name with mode 0600 and only then put in place, and
never read when larger than agreed. What was cut off leaves nothing behind.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.domain.courier import MAX_FILE
from app.domain.errors import ManagerCanFix, OperatorCanFix


@contextmanager
def replacing(out: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A file to write and its name while it is unfinished; put in place when the block has ended.

    Another file of that name stays whole until then, and for ever when the block fails.
    """
    part = out.with_name(f"{out.name}.part")
    try:
        with _private(part) as file:
            yield file, part
        part.replace(out)
        _settle(out.parent)
    except OSError as fault:
        raise ManagerCanFix("file-unwritable", detail=fault.strerror or "") from fault
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file, open for reading; one that is too large is not begun with."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise OperatorCanFix("courier-too-large", most=MAX_FILE >> 20)
        with path.open("rb") as file:
            yield file
    except OSError as fault:
        raise ManagerCanFix("file-unreadable", detail=fault.strerror or "") from fault


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b")


def _settle(folder: Path) -> None:
    """Make the new name itself durable, where the system can."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
