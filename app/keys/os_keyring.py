"""The operating system's keyring, asked in a worker: a locked one waits for a prompt for ever.

Only back ends that encrypt are used; a plain file or no back end at all counts as none.
"""

import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from app.domain.errors import ManagerCanFix

Result = TypeVar("Result")
SERVICE = "pishkhan"
WAIT = 5.0
# Everything else writes in clear, asks on a terminal or is not there.
TRUSTED = ("SecretService", "libsecret", "kwallet", "Windows", "macOS")


def name() -> str | None:
    """Which trusted back end is here, or None."""
    try:
        found = _asked(_backend)
    except ManagerCanFix:
        return None
    return type(found).__module__.rsplit(".", 1)[-1] if found else None


def get(entry: str) -> str | None:
    """What is kept under that name, or None; refuses when the keyring does not answer."""
    kept: str | None = _asked(lambda: _needed().get_password(SERVICE, entry))
    return kept


def put(entry: str, value: str) -> None:
    """Keep a text under a name, and read it back."""

    def job() -> bool:
        backend = _needed()
        backend.set_password(SERVICE, entry, value)
        return bool(backend.get_password(SERVICE, entry) == value)

    if not _asked(job):
        raise ManagerCanFix("keyring-unusable", detail="not kept")


def drop(entry: str) -> None:
    """Forget what was kept under that name."""
    if get(entry) is not None:
        _asked(lambda: _needed().delete_password(SERVICE, entry))


def _needed() -> Any:
    backend = _backend()
    if backend is None:
        raise ManagerCanFix("keyring-absent")
    return backend


def _backend() -> Any:
    import keyring  # a tenth of a second; not before somebody asks

    found = keyring.get_keyring()
    for backend in getattr(found, "backends", [found]):  # several may stand in a chain
        if type(backend).__module__.rsplit(".", 1)[-1] in TRUSTED and backend.priority > 0:
            return backend
    return None


def _asked(job: Callable[[], Result], wait: float | None = None) -> Result:
    """The job's result, or a refusal when none comes in time; the thread is left to its prompt."""
    answers: queue.Queue[Result | Exception] = queue.Queue()

    def work() -> None:
        try:
            answers.put(job())
        except Exception as wrong:  # noqa: BLE001 - back ends raise what they like
            answers.put(wrong)

    threading.Thread(target=work, name="keyring", daemon=True).start()
    try:
        answer = answers.get(timeout=WAIT if wait is None else wait)
    except queue.Empty as silent:
        raise ManagerCanFix("keyring-silent") from silent
    if isinstance(answer, ManagerCanFix):
        raise answer
    if isinstance(answer, Exception):
        raise ManagerCanFix("keyring-unusable", detail=type(answer).__name__) from answer
    return answer
