"""While the passphrase is typed, what comes after it is loaded: nobody waits for it then."""

from importlib import import_module

from PySide6.QtCore import QTimer

from ui.functions import Functions
from ui.tasks import Tasks

# Each is a few dozen milliseconds after the one before it.
SCREENS = (
    *("ui.views.fields.field", "ui.views.desk", "ui.views.shell", "ui.till", "ui.counter"),
    *("ui.following", "ui.paperplaces", "ui.syncbox", "ui.places"),
)


def preload(functions: Functions, tasks: Tasks) -> None:
    """What is behind the functions, and the rules, on workers: here the caret must blink. Then the
    screens' modules here, one between two events: classes of Qt that are made in two threads at
    once end the process. What went wrong is told by whoever needs it."""
    left = list(SCREENS)

    def load(_: object = None) -> None:
        if left and not tasks.ending:
            import_module(left.pop(0))
            QTimer.singleShot(0, load)

    tasks.run(functions.warm, _ignored, _ignored)
    tasks.run(lambda: import_module("ui.models.request"), load, _ignored, line="look")


def _ignored(_: object) -> None:
    pass
