"""How the bytes of an update come: over a line that may be slow or cut, or from a folder.

A package's pieces are kept under its hash and go on where they ended. Nothing here is believed:
`sync.updates` verifies what came.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import requests
from tuf.api import exceptions as tuf
from tuf.ngclient.fetcher import FetcherInterface

from app.domain.progress import Progress, Tell

METADATA, FILES = "metadata/", "targets/"
PIECE = 1 << 16
NOT_THERE, PART_OF_IT = 404, 206
# (name below the place, where to begin): the bytes from there on.
Source = Callable[[str, int], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Patience:
    """A line that is silent for `silence` seconds, or brings fewer than `least` bytes in `window`
    seconds, is given up for now."""

    silence: float = 30.0
    window: float = 60.0
    least: int = 16_384


class Pieces(FetcherInterface):
    """What TUF's client fetches by. Metadata is small and begins anew; packages come in parts."""

    def __init__(self, source: Source, folder: Path, tell: Tell) -> None:
        self._source, self._folder, self._tell = source, folder, tell

    def _fetch(self, url: str) -> Iterator[bytes]:
        return self._source(url, 0)

    @contextmanager
    def download_file(self, url: str, max_length: int) -> Iterator[IO[bytes]]:
        """An open file with the whole of it; a part that proves wrong is thrown away."""
        if not url.startswith(FILES):
            with super().download_file(url, max_length) as file:
                yield file
            return
        part = self._folder / f"{Path(url).name}.part"
        self._complete(url, part, max_length)
        try:
            with part.open("rb") as file:
                yield file
        finally:
            part.unlink()

    def _complete(self, url: str, part: Path, length: int) -> None:
        have = part.stat().st_size if part.exists() else 0
        with part.open("ab") as out:
            for piece in self._source(url, have) if have < length else ():
                have += len(piece)
                out.write(piece[: max(0, len(piece) + length - have)])
                self._tell(Progress("fetching", min(have, length), length))
                if have > length:
                    break
        if have > length:
            part.unlink()
            raise tuf.DownloadLengthMismatchError(f"{have} > {length}")
        if have < length:
            raise tuf.DownloadError("cut off")


def over_the_line(place: str, session: requests.Session, patience: Patience) -> Source:
    """From a plain web server; one that cannot begin in the middle is heard from the start."""

    def read(name: str, start: int) -> Iterator[bytes]:
        headers = {"Accept-Encoding": "identity"}
        headers |= {"Range": f"bytes={start}-"} if start else {}
        asked = session.get(
            f"{place}/{name}", headers=headers, stream=True, timeout=patience.silence
        )
        with closing(asked) as answer:
            if not answer.ok:
                raise tuf.DownloadHTTPError(name, answer.status_code)
            skip = 0 if answer.status_code == PART_OF_IT else start
            yield from _without(skip, _patiently(answer.raw, patience))

    return read


def from_a_folder(folder: Path) -> Source:
    """From a stick or a folder that holds what the web server would."""

    def read(name: str, start: int) -> Iterator[bytes]:
        path = folder / name
        if not path.is_file():
            raise tuf.DownloadHTTPError(name, NOT_THERE)
        with path.open("rb") as file:
            file.seek(start)
            while piece := file.read(PIECE):
                yield piece

    return read


def _patiently(raw: Any, patience: Patience) -> Iterator[bytes]:
    began, came = time.monotonic(), 0
    # As much as is there, not until so much is: a drop now and then must not look like a stream.
    while piece := _next(raw):
        came += len(piece)
        yield piece
        if time.monotonic() - began > patience.window:
            if came < patience.least:
                raise tuf.SlowRetrievalError(f"{came} bytes")
            began, came = time.monotonic(), 0


def _next(raw: Any) -> bytes:
    from urllib3.exceptions import HTTPError, ReadTimeoutError

    try:
        return bytes(raw.read1(PIECE))
    except ReadTimeoutError as silent:
        raise tuf.SlowRetrievalError("silent") from silent
    except HTTPError as cut:
        raise tuf.DownloadError("cut off") from cut


def _without(skip: int, pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        rest = piece[skip:]
        skip = max(0, skip - len(piece))
        if rest:
            yield rest
