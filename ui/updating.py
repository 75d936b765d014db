"""Another version of the program, as a guided path: look, read what is new, fetch, close."""

from collections.abc import Callable

from ui.care import Care, NewVersion
from ui.guided import Guided
from ui.models.updating import before, found, ready
from ui.views.care_pages import CommandPage, VersionPage
from ui.views.wizard_pages import TellPage


class Updating:
    """Pages of one path within `guided`. `back`: where it began; `left`: it ended, nothing was
    done; `ended`: the window may close, the installer waits for that."""

    def __init__(
        self,
        guided: Guided,
        care: Care,
        *,
        back: Callable[[], object],
        left: Callable[[], object],
        ended: Callable[[], object],
    ) -> None:
        self.guided, self.care = guided, care
        self.back, self.left, self.ended = back, left, ended

    def begin(self) -> None:
        """Where to look."""
        self.guided.show("folder", VersionPage(), self._look, self.back)

    def _look(self) -> None:
        folder, find = self.guided.said["folder"].strip(), self.care.find_version
        self.guided.do(lambda tell: find(folder, tell), self._found)

    def _found(self, new: NewVersion | None) -> None:
        if new is None:
            page = TellPage(*found(None), (), forward="بازگشت به معاینه")
            self.guided.show("told", page, self.left, None)
            return
        page = TellPage(*found(new), before(new), forward="بگیر و آماده نصب کن")
        self.guided.show("told", page, self._take, self.back)

    def _take(self) -> None:
        self.guided.do(self.care.take_version, self._ready)

    def _ready(self, command: str) -> None:
        if not command:
            self.guided.show("told", TellPage(*ready(), (), forward="بستن پنجره"), self.ended, None)
            return
        self.guided.show("told", CommandPage(command), self.ended, None)
