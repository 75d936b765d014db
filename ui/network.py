"""The network came back: the sync loop is woken at once, not after its rest.

Qt asks the system to be told, so nothing is polled. Where the system cannot tell, the loop comes by
itself after five minutes at most.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

GONE = ("Disconnected", "Unknown")


class Ear(QObject):
    """Wakes whenever something became reachable, as long as its window lives."""

    def __init__(self, parent: QObject, wake: Callable[[], None]) -> None:
        super().__init__(parent)
        self._wake = wake

    def hear(self, reachability: QNetworkInformation.Reachability) -> None:
        """Another reachability than before."""
        if reachability.name not in GONE:
            self._wake()


def watch(parent: QObject, wake: Callable[[], None]) -> QNetworkInformation | None:
    """Listen from now on; None where nobody tells. `wake` must not wait."""
    from PySide6.QtNetwork import QNetworkInformation

    if not QNetworkInformation.loadDefaultBackend():
        return None
    known = QNetworkInformation.instance()
    known.reachabilityChanged.connect(Ear(parent, wake).hear)
    return known
