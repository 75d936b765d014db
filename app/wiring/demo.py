"""The demo's world: a regulator, a card terminal and an enrolled office 00000, all its own.

Everything lies in a temporary folder and on loopback; a real office's data is never touched. The
passphrase and the passwords are drawn anew each time.
"""

import json
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.devices.terminal import Terminal
from app.domain.errors import ManagerCanFix
from app.wiring.enrolment import Newcomer, make_desk

MANAGER, OPERATOR = "1", "2"


@dataclass(frozen=True, slots=True)
class World:
    """Where the demo's parts are, and what was drawn for it."""

    folder: Path
    url: str
    terminal: Terminal
    passphrase: str
    password: str

    @property
    def desk(self) -> Path:
        """The demo desk's data folder."""
        return self.folder / "desk"


@contextmanager
def world() -> Iterator[World]:
    """Start everything, enrol the demo office; stop and remove everything afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pishkhan-demo-")))
        told = stack.enter_context(_regulator(folder / "regulator"))
        port = stack.enter_context(_terminal())
        made = World(
            folder=folder,
            url=told["url"],
            terminal=Terminal("127.0.0.1", port),
            passphrase=secrets.token_urlsafe(18),
            password=secrets.token_urlsafe(9),
        )
        made.desk.mkdir(mode=0o700)
        passwords = {MANAGER: secrets.token_urlsafe(9), OPERATOR: made.password}
        make_desk(made.desk, Newcomer(made.url, told["code"], made.passphrase, passwords))
        yield made


@contextmanager
def agencies(made: World) -> Iterator[None]:
    """The agencies at work beside the window: what was taken moves on while one looks."""
    with _process([*_agencies(made), "--stop-with-stdin"]):
        yield


def let_agencies_act(made: World) -> None:
    """Two rounds of the agencies: taken over and looked into, then ready."""
    command = [sys.executable, *_agencies(made), "--rounds", "2", "--every", "0"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own module


def _agencies(made: World) -> list[str]:
    data = str(made.folder / "regulator")
    return ["-m", "regulator", "agency-simulator", "--data", data, "--url", made.url.rstrip("/")]


@contextmanager
def _regulator(folder: Path) -> Iterator[dict[str, str]]:
    command = ["-m", "regulator", "demo", "--data", str(folder), "--port", "0"]
    with _process([*command, "--stop-with-stdin"]) as first_line:
        yield json.loads(first_line)


@contextmanager
def _terminal() -> Iterator[int]:
    with _process(["-m", "app.devices.simulator"]) as first_line:
        yield int(first_line.rsplit(":", 1)[1])


@contextmanager
def _process(arguments: list[str]) -> Iterator[str]:
    """A Python process of ours that says one line when it is ready; stopped at the end."""
    process = subprocess.Popen(  # noqa: S603 - our own modules, no shell
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        if not line:
            raise ManagerCanFix("demo-part-failed", part=arguments[1])
        yield line.strip()
    finally:
        process.stdin.close()
        _stop(process)
        process.stdout.close()


def _stop(process: "subprocess.Popen[str]") -> None:
    """Both parts stop when their stdin closes; one that does not is ended."""
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.terminate()
        process.wait(timeout=20)
