"""The GUI thread paints: SQL, sockets, processes and sleep on it are told to the test.

Python's audit events tell of sockets and processes (PEP 578), SQLAlchemy of each statement, a
profile of the thread of sleep. An audit hook cannot be taken away again: it is added once, and
looks only while watched.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from sqlalchemy import Engine, event

BANNED = (
    *("sqlite3.connect", "socket.connect", "socket.bind", "socket.getaddrinfo"),
    *("subprocess.Popen", "os.system", "os.fork", "os.posix_spawn", "os.exec"),
)
_found: list[str] = []
_watching = [False]
_ready: list[bool] = []


@contextmanager
def watching(*, sleep: bool = False) -> Iterator[list[str]]:
    """What the main thread does meanwhile that it must not do; `sleep` is slow to look for."""
    _prepare()
    _found.clear()
    _watching[0] = True
    if sleep:
        sys.setprofile(_called)
    try:
        yield _found
    finally:
        _watching[0] = False
        sys.setprofile(None)


def _here() -> bool:
    return _watching[0] and threading.current_thread() is threading.main_thread()


def _heard(name: str, given: tuple[Any, ...]) -> None:
    if name.startswith(BANNED) and _here():
        _found.append(f"{name} {given[:1]}")


def _statement(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
    if _here():
        _found.append(f"SQL {statement[:60]}")


def _called(_frame: FrameType, what: str, function: Any) -> None:
    if what == "c_call" and function is time.sleep:
        _found.append("time.sleep")


def _prepare() -> None:
    if not _ready:
        _ready.append(True)
        sys.addaudithook(_heard)
        event.listen(Engine, "before_cursor_execute", _statement)
