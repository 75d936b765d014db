"""The search and what its keys do: each key press is asked at once, late answers are dropped."""

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refusal
from app.domain.finding import Found, understood
from ui import words
from ui.counter_functions import FindFunctions
from ui.functions import Functions
from ui.models.search import FoundRow, Search, row_of
from ui.tasks import Tasks
from ui.views.search import SearchView

Rows = dict[int, FoundRow]
FIRST = 40  # rows; more than a tall screen shows


class SearchBox(QObject):
    """`opened(tid)`: a case is wanted.

    One question at a time is under way, on a line of its own; while it is, only the newest text
    waits, so that a quick typist never queues behind old texts.
    """

    opened = Signal(str)

    def __init__(self, functions: Functions, finding: FindFunctions, tasks: Tasks) -> None:
        self.view = SearchView()
        super().__init__(self.view)
        self.functions, self.finding, self.tasks = functions, finding, tasks
        self.search, self.refused = Search(), False
        self.asking = self.opening = False
        self.view.typed.connect(self._typed)
        self.view.narrowed.connect(self._narrowed)
        self.view.opened.connect(self.open)
        self.view.rows.wanted.connect(self._page)

    def ask(self) -> None:
        """The same anew: other people's work, or the next citizen."""
        self._change(self.search.again())

    def open(self) -> None:
        """Enter: the marked request; while what was typed is still being looked for, after it."""
        if self.asking:
            self.opening = True
        elif row := self.view.marked:
            self.opened.emit(row.tid)
        elif tid := understood(self.search.text).tid:
            # Another desk of the office may have taken it: only the whole number finds that.
            self.opened.emit(tid)
        elif offer := self.search.offer:
            self.view.field.setText(offer)
            self._typed(offer)

    def look_for(self, text: str) -> None:
        """As if it had been typed here, and Enter: a scanner read it elsewhere."""
        self.view.field.setText(text)
        self._typed(text)
        self.open()

    def filters(self) -> None:
        """F7."""
        self.view.to_filters()

    def clear(self) -> None:
        """F8."""
        self.view.clear()

    def _typed(self, text: str) -> None:
        self.opening = False
        self._change(self.search.type(text))

    def _narrowed(self, state: str, since: str, until: str) -> None:
        self._change(self.search.narrow(state=state, since=since, until=until))

    def _change(self, search: Search) -> None:
        if search.wanted != self.search.wanted or self.refused:
            self.view.trouble.say("")
        self.search, self.refused = search, False
        self.view.show_search(search)
        if not self.asking:
            self._ask()

    def _ask(self) -> None:
        self.asking = True
        search = self.search
        self.tasks.run(
            lambda: self._look(search),
            lambda told: self._found(search, *told),
            self._not_found,
            line="look",
        )

    def _look(self, search: Search) -> tuple[Found, Rows]:
        """On the worker: places, and the rows in sight in words."""
        found = self.finding.find(search.wanted)
        return found, self._rows(found.places[:FIRST])

    def _rows(self, places: tuple[int, ...]) -> Rows:
        now = self.functions.now()
        rows = self.finding.page(places)
        if len(rows) < len(places):
            # One of them is gone since: a row must not stand in another's place.
            pages = ((place, self.finding.page((place,))) for place in places)
            return {place: row_of(page[0], now) for place, page in pages if page}
        return {place: row_of(one, now) for place, one in zip(places, rows, strict=True)}

    def _found(self, asked: Search, found: Found, first: Rows) -> None:
        self.asking = False
        if asked.turn != self.search.turn:
            self._ask()
            return
        self.search = self.search.answered(asked.turn, found)
        self.view.show_search(self.search)
        self.view.rows.put_first(first)
        if self.opening:
            self.opening = False
            self.open()

    def _page(self, places: tuple[int, ...]) -> None:
        def came(rows: Rows) -> None:
            self.view.rows.put_page(places, rows)

        self.tasks.run(lambda: self._rows(places), came, self._not_found, line="look")

    def _not_found(self, refusal: Refusal) -> None:
        self.asking = self.opening = False
        self.refused = True
        self.view.trouble.say(words.sentence(refusal), words.who_acts(refusal))
