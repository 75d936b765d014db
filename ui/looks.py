"""Changes how the window looks, live, and remembers it for the person at work and for the desk."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import Refusal
from ui.models.look import Look
from ui.tasks import Tasks
from ui.theme import THEMES, dress, icons, sizes


class Wardrobe(Protocol):
    """Where a look is kept."""

    @property
    def look(self) -> Callable[[], Look]: ...
    @property
    def keep_look(self) -> Callable[[Look], object]: ...


class Looks(QObject):
    """`changed`: everything was drawn anew."""

    changed = Signal()

    def __init__(self, window: QWidget, functions: Wardrobe, tasks: Tasks) -> None:
        super().__init__(window)
        self.window, self.functions, self.tasks = window, functions, tasks

    def ask(self) -> None:
        """As this desk looked last, before anybody opens it."""
        self.tasks.run(self.functions.look, self.wear, self._never_mind)

    def keys(self) -> dict[str, Callable[[], None]]:
        """At the doors too: whoever cannot read the unlock view cannot open the desk."""
        return {"F6": self.switch, "Ctrl+F6": self.smaller, "Ctrl+F7": self.larger}

    def switch(self) -> None:
        """F6: light, dark, high contrast."""
        self._change(Look(dress.other(dress.current()).name, sizes.size()))

    def larger(self) -> None:
        """Ctrl+F7."""
        self._change(Look(dress.current().name, sizes.step(1)))

    def smaller(self) -> None:
        """Ctrl+F6."""
        self._change(Look(dress.current().name, sizes.step(-1)))

    def wear(self, look: Look) -> None:
        """Draw everything in that look, if it is another."""
        tokens = next((one for one in THEMES if one.name == look.theme), THEMES[0])
        size = sizes.nearest(look.size)
        if (tokens, size) == (dress.current(), sizes.size()):
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress.wear(app, tokens, size)
        icons.renew(self.window)
        self.changed.emit()

    def _change(self, look: Look) -> None:
        if look == Look(dress.current().name, sizes.size()):
            return
        self.wear(look)
        keep = self.functions.keep_look
        self.tasks.run(lambda: keep(look), lambda _: None, self._never_mind)

    def _never_mind(self, _refusal: Refusal) -> None:
        """A look that was not kept is asked for again; nobody's work stops for it."""
