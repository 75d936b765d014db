"""Every box that is typed in, found by walking the widgets, and any text put into it.

A box that is new is found by itself; how many there are is asserted, so that none is lost unseen.
"""

import re
from itertools import cycle

from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from tests.ui.test_any_input import TEXTS, type_into
from ui.hands import Hands
from ui.window import Window

SOME = st.lists(TEXTS, min_size=3, max_size=3)


def boxes(root: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """Those that may be typed in now."""
    found = [*root.findChildren(QLineEdit), *root.findChildren(QPlainTextEdit)]
    return [
        box
        for box in found
        if box.isEnabled()
        and not box.isReadOnly()
        and not isinstance(box.parentWidget(), QComboBox)
        and box.isVisibleTo(root)
    ]


def fill(root: QWidget, texts: list[str]) -> int:
    """A text into each box, pasted and left; how many boxes there were."""
    found = boxes(root)
    for box, text in zip(found, cycle(texts), strict=False):
        if isValid(box):  # what was typed before may have put another form in its place
            type_into(box, text)
    return len(found)


def enter(window: Window, root: QWidget) -> None:
    """Enter in each of them, as whoever has typed; what is asked for then is declined."""
    hands = Hands(window)
    for box in boxes(root):
        if isValid(box) and isinstance(box, QLineEdit) and box.isVisible():
            hands.press(Qt.Key.Key_Return, box)
    hands.settle(window)
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    hands.turn()


def said(root: QWidget) -> str:
    """All words on it."""
    return " ".join(label.text() for label in root.findChildren(QLabel))


def no_trace(root: QWidget) -> bool:
    """Whoever is refused reads a sentence, never the program's own words."""
    return re.search("Traceback|Error|Exception", said(root)) is None
