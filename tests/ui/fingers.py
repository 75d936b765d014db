"""What a scripted morning is played with: hands that count their keys, a printer that can jam."""

import socketserver
import threading

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.hands import Hands


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
