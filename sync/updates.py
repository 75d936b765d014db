"""Releases of this program from their publisher, over the line or from a stick, by TUF's rules.

What is older, frozen, mixed, altered, too long or signed by somebody else is refused; what was
known and kept before stays in use. A package is fetched piece by piece and goes on where it ended.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import requests
from securesystemslib.exceptions import StorageError
from tuf.api import exceptions as tuf
from tuf.ngclient.updater import Updater

from app.domain.errors import ManagerCanFix, NobodyCanFix, RegulatorCanFix, TimeCanFix
from app.domain.progress import Tell, quiet
from app.domain.updates import Release, release
from sync.update_pieces import (
    FILES,
    METADATA,
    Patience,
    Pieces,
    Source,
    from_a_folder,
    over_the_line,
)

CALM = Patience()
ROOM = 3  # times a package's length that must be free: its pieces, itself, its installing


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whom to believe (`root`, signed metadata that came with the program), where releases lie
    (`place`: an address or a folder) and the desk's own `folder` for what was heard and fetched."""

    root: bytes
    place: str
    folder: Path
    patience: Patience = CALM

    def at(self, place: str) -> "Publisher":
        """The same publisher's releases from another place; whom to believe stays."""
        return replace(self, place=place)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A package that lies here and is what its publisher signed."""

    path: Path
    sha256: str


def look(publisher: Publisher, now: datetime, session: requests.Session) -> tuple[Release, ...]:
    """Every release the publisher has now, by metadata that was verified; kept for next time."""
    with _told("update-mixed"):
        client = _Client(publisher, _pieces(publisher, session, quiet), now)
        client.refresh()
        return client.releases()


def fetch(
    publisher: Publisher, wanted: Release, *, now: datetime, session: requests.Session, tell: Tell
) -> Fetched:
    """Bring a release's package here; one that is here already is only verified again."""
    with _told("update-mixed"):
        client = _Client(publisher, _pieces(publisher, session, tell), now)
        client.refresh()
        known = client.get_targetinfo(wanted.path)
    if known is None or wanted not in client.releases():
        raise NobodyCanFix("update-gone", version=wanted.version)
    path = publisher.folder / "files" / wanted.path.replace("/", "-")
    with _told("update-altered"):
        if client.find_cached_target(known, str(path)) is None:
            _check_room(publisher.folder, wanted.length)
            client.download_target(known, str(path))
        path.chmod(0o600)
    return Fetched(path, known.hashes["sha256"])


class _Client(Updater):
    """TUF's client with the desk's trusted time in place of the wall clock."""

    def __init__(self, publisher: Publisher, pieces: Pieces, now: datetime) -> None:
        known = publisher.folder / "metadata"
        known.mkdir(mode=0o700, parents=True, exist_ok=True)
        files = str(publisher.folder / "files")
        super().__init__(
            str(known), METADATA, files, FILES, fetcher=pieces, bootstrap=publisher.root
        )
        self._trusted_set.reference_time = now

    def releases(self) -> tuple[Release, ...]:
        """After `refresh`: every target that is a whole description of a release."""
        targets = self._trusted_set.targets.targets.values()
        read = (release(one.path, one.length, one.custom or {}) for one in targets)
        return tuple(one for one in read if one is not None)


def _pieces(publisher: Publisher, session: requests.Session, tell: Tell) -> Pieces:
    return Pieces(_source(publisher, session), publisher.folder / "files", tell)


def _source(publisher: Publisher, session: requests.Session) -> Source:
    place = publisher.place.rstrip("/")
    if place.startswith(("https://", "http://127.0.0.1:")):
        return over_the_line(place, session, publisher.patience)
    if "://" in place:
        raise ManagerCanFix("update-place", place=place)
    return from_a_folder(Path(place))


def _check_room(folder: Path, length: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < ROOM * length:
        raise ManagerCanFix("update-no-room", free=free >> 20, needed=ROOM * length >> 20)


@contextmanager
def _told(unlike: str) -> Iterator[None]:
    """TUF's exceptions as refusals; `unlike`: what bytes other than those signed for mean here."""
    try:
        yield
    except tuf.LengthOrHashMismatchError as wrong:
        raise NobodyCanFix(unlike) from wrong
    except tuf.RepositoryError as wrong:
        raise _REFUSALS.get(type(wrong), _malformed)() from wrong
    except tuf.DownloadLengthMismatchError as wrong:
        raise NobodyCanFix("update-too-long") from wrong
    except tuf.SlowRetrievalError as wrong:
        raise TimeCanFix("update-slow") from wrong
    except tuf.DownloadHTTPError as wrong:
        raise TimeCanFix("update-incomplete", detail=wrong.status_code) from wrong
    except (tuf.DownloadError, requests.RequestException) as wrong:
        raise TimeCanFix("update-unreachable") from wrong
    except (OSError, StorageError) as fault:
        detail = getattr(fault, "strerror", None) or str(fault)
        raise ManagerCanFix("file-unwritable", detail=detail) from fault


def _malformed() -> NobodyCanFix:
    return NobodyCanFix("update-malformed")


_REFUSALS: dict[type[Exception], Callable[[], NobodyCanFix | RegulatorCanFix]] = {
    tuf.ExpiredMetadataError: lambda: RegulatorCanFix("update-frozen"),
    tuf.BadVersionNumberError: lambda: NobodyCanFix("update-older"),
    tuf.UnsignedMetadataError: lambda: NobodyCanFix("update-unsigned"),
}
