"""While the passphrase is typed, what comes after it is loaded: nobody waits for it then."""

from importlib import import_module

from ui.functions import Functions
from ui.tasks import Tasks


def preload(functions: Functions, tasks: Tasks) -> None:
    """The working screens' modules and what is behind the functions, on workers: here the caret
    must blink. Together half a second; what went wrong is told by whoever needs it."""
    tasks.run(functions.warm, _ignored, _ignored)
    tasks.run(lambda: import_module("ui.places"), _ignored, _ignored, line="look")


def _ignored(_: object) -> None:
    pass
