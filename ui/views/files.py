"""Asks where a file or folder is, or is to be, without stopping the window: keys alone do."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Then = Callable[[Path], object]
FORMS = "PDF, JPEG, PNG (*.pdf *.jpg *.jpeg *.png)"  # of a copy of a paper


def save_as(parent: QWidget, title: str, name: str, *, kinds: str, then: Then) -> None:
    """Where to write; `name` is offered."""
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    _ask(dialog, then)


def choose(parent: QWidget, title: str, kinds: str, then: Then, *, folder: str = "") -> None:
    """Which file that is there; looked for first in `folder`."""
    dialog = QFileDialog(parent, title, folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _ask(dialog, then)


def choose_folder(parent: QWidget, title: str, then: Then) -> None:
    """Which folder that is there."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _ask(dialog, then)


def _ask(dialog: QFileDialog, then: Then) -> None:
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
