"""The one ordered writer: every change of the desk file happens on its thread, one by one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection

from local_db.file import Database

Result = TypeVar("Result")


class Writer:
    """Runs functions in order on one thread; the caller waits on its own."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    def run(self, act: Callable[[], Result]) -> Result:
        """Run an act (which opens its own transaction) and wait for it."""
        return self._thread.submit(act).result()

    def write(self, change: Callable[[Connection], Result]) -> Result:
        """Run a change in one write transaction and wait until it is durable."""

        def act() -> Result:
            with self._db.write() as connection:
                return change(connection)

        return self.run(act)

    def close(self) -> None:
        """Finish what was begun."""
        self._thread.shutdown(wait=True)
