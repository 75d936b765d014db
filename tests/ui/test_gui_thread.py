"""What blocks stays off the GUI thread, in every place of the program; the guard itself bites."""

import socket
import subprocess
import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from local_db.file import Database
from tests.ui.guard import watching
from tests.ui.whole import come_in, go, office_window
from ui.hands import Hands
from ui.window import Window


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with office_window(tmp_path_factory.mktemp("whole")) as made:
        yield made


def test_from_the_door_to_every_place_and_back_nothing_blocks(window: Window) -> None:
    with watching(sleep=True) as found:
        hands = come_in(window)
        for place in window.places.ways:
            window.places.go(place)
            hands.settle(window)
            hands.fkey(5)
            hands.settle(window)
        go(window, "request")
    # `whole.go` reads today's list itself only for a case.
    assert found == []


def test_a_whole_request_to_its_receipt_blocks_nothing(window: Window) -> None:
    hands = Hands(window) if hasattr(window, "places") else come_in(window)
    counter = window.places.counter
    with watching(sleep=True) as found:
        counter.next_one()
        counter.choose(counter.unlocked.catalogue.by_key("birth_cert_duplicate"))
        hands.type("زهرا")
        hands.fkey(9)
        hands.settle(window)
        hands.fkey(8, shift=True)
        hands.settle(window)
        hands.fkey(12, ctrl=True)
        hands.settle(window)
        hands.fkey(12, ctrl=True)
        hands.settle(window)
    assert found == []


def test_the_guard_finds_each_of_them(tmp_path) -> None:
    with watching(sleep=True) as found:
        db = Database(tmp_path / "desk.db", b"k" * 48)
        time.sleep(0.001)
        subprocess.run(["true"], check=True)
        with socket.socket() as line:
            line.bind(("127.0.0.1", 0))
        db.close()
    said = " ".join(found)
    assert [
        what for what in ("SQL", "time.sleep", "Popen", "socket.bind") if what not in said
    ] == []
