"""A copy of a paper on its way to a request: looked at on a worker, cut by a person, kept on the
worker, and told only to the form it was brought to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from shiboken6 import isValid

from ui import words
from ui.pictures import brought, compressed

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.errors import Refusal
    from app.domain.forms import Document
    from ui.functions import Functions
    from ui.tasks import Tasks
    from ui.views.act_panel import ActPanel
    from ui.views.papers import PapersView

    Attached: TypeAlias = Callable[[str, str], object]
    Papers: TypeAlias = PapersView | ActPanel


@dataclass(frozen=True, slots=True)
class Place:
    """Where copies are brought to: the view, who hears of one that was kept, and what it is about
    at that moment."""

    papers: Papers
    attached: Attached
    about: Callable[[], object] = lambda: None

    def there(self, begun: object) -> bool:
        """Whether it still is, and about the same."""
        return isValid(self.papers) and self.about() is begun


class Attaching(QObject):
    """What is brought to that place is kept. Whoever serves the next citizen meanwhile gets nothing
    of it. It ends with its parent."""

    def __init__(self, functions: Functions, tasks: Tasks, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self.functions, self.tasks, self.place = functions, tasks, place
        place.papers.brought.connect(self._bring)

    def _bring(self, paper: Document, source: str | QImage) -> None:
        place = self.place
        papers, begun = place.papers, place.about()
        papers.missing.say("در حال خواندن پرونده…", tone="info")

        def looked(found: str | QImage) -> None:
            if not place.there(begun):
                return
            papers.missing.say("")
            if isinstance(found, QImage):
                from ui.views.crop import CropView

                view = CropView(paper.title, found, papers)
                view.kept.connect(lambda cut: keep(lambda: compressed(cut)))
                view.open()
            else:
                keep(lambda: found)

        def keep(made: Callable[[], str | bytes]) -> None:
            keep_paper = self.functions.keep_paper
            self.tasks.run(lambda: keep_paper(made(), paper.kind), kept, refused)

        def kept(name: str) -> None:
            if place.there(begun):
                place.attached(paper.title, name)

        def refused(refusal: Refusal) -> None:
            if place.there(begun):
                said, who = words.sentence(refusal), words.who_acts(refusal)
                papers.missing.say(said, who, tone="bad")

        self.tasks.run(lambda: brought(source), looked, refused, line="look")
