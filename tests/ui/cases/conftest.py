"""The fixtures of every test here: the window over a real desk file (`tests.ui.desk_cases`)."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.desk import people
from app.devices.simulator import Simulator
from app.keys import passwords
from tests.desk.conftest import Desk, catalogue, make_here, open_for_business
from tests.ui.desk_cases import (
    MANAGER,
    SECRET,
    WORKER,
    AtWork,
    functions_of,
    window_of,
)
from tests.ui.desk_functions import MemoryDesk
from ui.functions import Functions
from ui.window import Window

__all__ = ["catalogue"]


@pytest.fixture
def desk(tmp_path: Path, catalogue) -> Iterator[Desk]:
    made = open_for_business(make_here(tmp_path), catalogue)
    people.add_operator(made.here, made.clock(), MANAGER, passwords.hash_password(SECRET))
    yield made
    made.here.db.close()


@pytest.fixture
def terminal() -> Iterator[Simulator]:
    """A real card terminal on loopback."""
    made = Simulator()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def memory(catalogue) -> MemoryDesk:
    """What stands before the desk; its day is the real one's."""
    return MemoryDesk(catalogue, who=WORKER)


@pytest.fixture
def session(desk: Desk, tmp_path: Path) -> AtWork:
    """The session of the operator who took the requests."""
    return AtWork(desk, tmp_path)


@pytest.fixture
def functions(
    desk: Desk, memory: MemoryDesk, terminal: Simulator, session: AtWork, qapp: QApplication
) -> Functions:
    return functions_of(desk, memory, terminal, session)


@pytest.fixture
def window(functions: Functions, memory: MemoryDesk, qapp: QApplication) -> Iterator[Window]:
    with window_of(functions, memory) as made:
        yield made
