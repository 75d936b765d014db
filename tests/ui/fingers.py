"""What a scripted morning is played with: hands that count their keys, a clerk who fills forms, a
printer that can jam.
"""

import socketserver
import threading
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from tests.ui.real_desk import AtDesk
from ui.hands import Hands
from ui.models.request import Request
from ui.views.fields.picks import ChoiceEditor, YesNoEditor

Answers = dict[str, Any]


class Fingers(Hands):
    """Hands that count: `typed` are letters, `keys` everything else that is pressed."""

    typed = keys = 0

    def type(self, words: str, target: QWidget | None = None) -> None:
        self.typed += len(words)
        super().type(words, target)

    def press(self, key: Qt.Key, target: QWidget | None = None) -> None:
        self.keys += 1
        super().press(key, target)

    def fkey(self, number: int, *, shift: bool = False, ctrl: bool = False) -> None:
        self.keys += shift or ctrl  # the others are pressed
        super().fkey(number, shift=shift, ctrl=ctrl)


class Roll:
    """A receipt printer on the network that takes whatever it is sent, until it jams."""

    def __init__(self) -> None:
        self.port, self.pages = 0, 0
        self._server: socketserver.ThreadingTCPServer | None = None
        self.mend()

    def mend(self) -> None:
        """It prints, on the port it always had."""
        roll = self

        class Page(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                if self.rfile.read():
                    roll.pages += 1

        socketserver.ThreadingTCPServer.allow_reuse_address = True
        server = self._server = socketserver.ThreadingTCPServer(("127.0.0.1", self.port), Page)
        self.port = int(server.server_address[1])
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

    def jam(self) -> None:
        """Nobody listens any more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


@dataclass
class Clerk:
    """Fills the form on screen, the caret led by F8."""

    desk: AtDesk
    hands: Fingers

    @property
    def request(self) -> Request:
        request = self.desk.places.counter.request
        assert isinstance(request, Request), self.desk.trouble
        return request

    def answer(self, known: Answers) -> None:
        """What stands in the way, one question after the other."""
        while (place := self.request.filled.first_error) and self._stands(place):
            assert place in known, f"nobody says what {place} is"
            self._give(self.desk.places.desk.page.form.fields[place].editor, known[place])

    def _stands(self, place: str) -> bool:
        """The caret in that field, where it is not already."""
        view = self.desk.places.desk.page.form.fields[place]
        if not view.isAncestorOf(QApplication.focusWidget()):
            self.hands.fkey(8)
        assert view.isAncestorOf(QApplication.focusWidget()), f"F8 did not find {place}"
        return True

    def _give(self, editor: QWidget, value: Any) -> None:
        if isinstance(editor, ChoiceEditor):
            self.choose(editor, str(value))
        elif isinstance(editor, YesNoEditor):
            self.hands.press(Qt.Key.Key_Space)
        else:
            self.hands.type(str(value))
        self.hands.turn()

    def choose(self, editor: Any, code: str) -> None:
        """With the arrows."""
        while editor.currentData() != code:
            down = editor.currentIndex() < editor.findData(code)
            self.hands.press(Qt.Key.Key_Down if down else Qt.Key.Key_Up)

    def papers(self) -> None:
        """F8 to the first, Enter for each."""
        while place := self.request.first_trouble:
            tick = self.desk.places.desk.page.papers.ticks[place.removeprefix("paper/")]
            if QApplication.focusWidget() is not tick:
                self.hands.fkey(8)
            assert isinstance(QApplication.focusWidget(), QCheckBox), place
            self.hands.press(Qt.Key.Key_Return)
