"""A publisher of the tests: keys in memory, a repository in a folder, a web server on loopback that
knows a few bad manners."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

from securesystemslib.signer import CryptoSigner

from scripts.updates.repository import Holders, Repository

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
SAID = {"platform": "debian-amd64", "minimum": "0.1.0", "reads": 1, "writes": 18}
PACKAGE = bytes(range(256)) * 2000


def _key() -> CryptoSigner:
    return CryptoSigner.generate_ed25519()


@dataclass
class Publisher:
    """Three who sign roots (two must), one for releases, one key that is online."""

    folder: Path
    now: datetime = NOW
    roots: list[CryptoSigner] = field(default_factory=lambda: [_key(), _key(), _key()])
    releases: CryptoSigner = field(default_factory=_key)
    online: CryptoSigner = field(default_factory=_key)

    @property
    def repository(self) -> Repository:
        return Repository(self.folder)

    @property
    def root(self) -> bytes:
        """What is shipped with the program: the first root."""
        return (self.folder / "metadata" / "1.root.json").read_bytes()

    def begin(self) -> None:
        """A repository without releases."""
        holders = {
            "root": Holders([one.public_key for one in self.roots], 2),
            "targets": Holders([self.releases.public_key]),
            "snapshot": Holders([self.online.public_key]),
            "timestamp": Holders([self.online.public_key]),
        }
        self.repository.init(holders, self.now)
        self.publish()

    def release(self, version: str, package: bytes = PACKAGE, **said: object) -> str:
        """One more release, published."""
        file = self.folder / "package"
        file.write_bytes(package)
        path = self.repository.release(file, {**SAID, "version": version, **said}, self.now)
        self.publish()
        return path

    def publish(self) -> None:
        """Signed by all who must, and put before the desks."""
        self.repository.sign([*self.roots[:2], self.releases])
        self.repository.publish([self.online], self.now)

    def later(self, **much: float) -> None:
        """Time passes here."""
        self.now += timedelta(**much)

    def package(self, path: str) -> Path:
        """Where the bytes of a release lie."""
        folder, name = path.split("/")
        (found,) = (self.folder / "targets" / folder).glob(f"*.{name}")
        return found


@dataclass
class Manners:
    """How the server answers: `cut` ends a body there; `ranges` off: always from the start; `drip`
    holds after the first bytes until it is set free; `asked`: the paths and where they began."""

    cut: int = 0
    ranges: bool = True
    drip: Event | None = None
    asked: list[tuple[str, int]] = field(default_factory=list)


class Answer(SimpleHTTPRequestHandler):
    """One answer, with those manners."""

    def __init__(self, *given: Any, manners: Manners, directory: str) -> None:
        self.manners = manners
        super().__init__(*given, directory=directory)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        asked = self.headers.get("Range", "")
        start = int(asked[len("bytes=") : -1]) if asked and self.manners.ranges else 0
        self.manners.asked.append((self.path, start))
        self._send(path.read_bytes(), start)

    def _send(self, data: bytes, start: int) -> None:
        manners = self.manners
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        if not self.path.startswith("/targets/"):
            self.wfile.write(data)
            return
        self.close_connection = True
        with suppress(ConnectionError):  # a desk that has seen enough
            while manners.drip is not None and not manners.drip.wait(0.01):
                self.wfile.write(data[start : start + 1])
                start += 1
            self.wfile.write(data[start : manners.cut or None])

    def log_message(self, *_given: object) -> None:
        """Quiet."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Manners]]:
    """The folder at an address of 127.0.0.1."""
    manners = Manners()
    answer = partial(Answer, manners=manners, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), answer)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", manners
    finally:
        if manners.drip:
            manners.drip.set()
        server.shutdown()
        thread.join()
        server.server_close()
