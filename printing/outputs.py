"""Where finished pages go. One port, and the output that always works: a file in a folder."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.errors import ManagerCanFix


class Output(Protocol):
    """Takes a finished PDF under a name without personal data: the tracking ID."""

    def put(self, name: str, pdf: bytes) -> Path:
        """Deliver the page whole or not at all; where it can be found afterwards.

        Raises a `Refusal` when the page did not go out; the print job then stays queued.
        """
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """Pages as files. A second print of a name replaces the first in one step."""

    path: Path

    def put(self, name: str, pdf: bytes) -> Path:
        """Raises `ManagerCanFix` «print-folder» when the folder cannot be written (full, gone)."""
        if not name or set(name) - set("0123456789-"):
            raise ValueError("a page is named by digits and hyphens: its tracking ID")
        target = self.path / f"{name}.pdf"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            _replace(target, pdf)
        except OSError as error:
            raise ManagerCanFix("print-folder", folder=str(self.path)) from error
        return target


def _replace(target: Path, content: bytes) -> None:
    """Written and flushed beside the target, then renamed over it."""
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
