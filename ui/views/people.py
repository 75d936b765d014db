"""The people of the desk: a list with each one's state, and beside it what the marked may take."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.models.people import Allowed, People, PersonLine
from ui.models.people_acts import ACTS, OF_THE_OFFICE
from ui.theme import sizes
from ui.views.cards import CardList
from ui.views.parts import (
    Notice,
    button,
    card,
    chip,
    clear,
    key_cap,
    on_click,
    row,
    rule,
    scroll,
    text,
    tight,
)

SIDE = 400


class PeopleView(QWidget):
    """Draws People. Reports which act is wanted for the marked person: see `ACTS`."""

    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.trouble = Notice("bad")
        self.count = text("", "soft")
        self.list = CardList("کارکنان")
        self.list.currentRowChanged.connect(lambda _row: self._draw_marked())
        self.pushes = {
            name: on_click(button(words, key=key), partial(self.acted.emit, name))
            for name, words, key in (*ACTS, *OF_THE_OFFICE)
        }
        self.people = People()
        self.name, self.allowed = text("", "heading", wrap=True), tight(QVBoxLayout(), 6)
        self._lay()

    def show_people(self, people: People) -> None:
        """The only place that touches the list after building; the mark stays on its person."""
        marked = self.marked
        self.people = people
        self.list.blockSignals(True)
        self.list.clear()
        for line in people.lines:
            self._add(line)
        numbers = [line.number for line in people.lines]
        at = numbers.index(marked.number) if marked and marked.number in numbers else 0
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        self.count.setText(people.count)
        self._draw_marked()

    def focus(self) -> None:
        """On the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def marked(self) -> PersonLine | None:
        """The person the keys stand on."""
        at = self.list.currentRow()
        return self.people.lines[at] if 0 <= at < len(self.people.lines) else None

    def _draw_marked(self) -> None:
        line = self.marked
        for name, _, _ in ACTS:
            self.pushes[name].setEnabled(line is not None)
        clear(self.allowed)
        self.name.setText(line.title if line else "")
        if line is None:
            return
        person = line.standing.person
        self.pushes["unlock"].setEnabled(person.locked or line.standing.wait > 0)
        self.pushes["start"].setEnabled(not person.disabled)
        words = "فعال کردن" if person.disabled else "غیرفعال کردن"
        self.pushes["switch"].setText(f"{words}   F12")
        self.pushes["switch"].setAccessibleName(words)
        if line.allowed is None:
            self.allowed.addWidget(text("هر خدمت این دفتر را می‌پذیرد.", "soft", wrap=True))
        elif not line.allowed:
            self.allowed.addWidget(text("هیچ خدمتی را نمی‌پذیرد.", "soft", wrap=True))
        for one in line.allowed or ():
            self.allowed.addWidget(_allowed(one))

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(
            row(text("کارکنان", "title"), self.count, 1, key_cap("Shift+F5"), space=12)
        )
        column.addWidget(self.trouble)
        beside = row(self.list, self._side(), space=16)
        beside.setStretch(0, 1)
        column.addLayout(beside, 1)
        column.addLayout(row(*(self.pushes[name] for name, _, _ in OF_THE_OFFICE), 1))

    def _side(self) -> QFrame:
        box, column = card(margin=16, space=8)
        sizes.hold(box, width=SIDE)
        column.addWidget(self.name)
        acts = tight(QVBoxLayout(), 8)
        names = [name for name, _, _ in ACTS]
        for pair in (names[:2], names[2:]):
            line = row(*(self.pushes[name] for name in pair))
            line.setStretch(0, 1)
            line.setStretch(1, 1)
            acts.addLayout(line)
        column.addLayout(acts)
        column.addWidget(rule())
        column.addWidget(text("خدمت‌هایی که می‌پذیرد", "label"))
        inside = QWidget()
        outer = tight(QVBoxLayout(inside), 0)
        outer.addLayout(self.allowed)
        outer.addStretch(1)
        column.addWidget(scroll(inside, name="خدمت‌هایی که می‌پذیرد"), 1)
        return box

    def _add(self, line: PersonLine) -> None:
        said = "، ".join(words for words, _ in line.chips)
        self.list.put(_row(line), f"{line.title}، {said}", line.number)


def _row(line: PersonLine) -> QFrame:
    box, column = card("draft", margin=12, space=6)
    column.addWidget(text(line.title, "heading", wrap=True))
    column.addWidget(text(line.under, "soft", wrap=True))
    column.addLayout(row(*(chip(words, tone) for words, tone in line.chips), 1))
    return box


def _allowed(one: Allowed) -> QFrame:
    box, column = card("inset", margin=10, space=4)
    column.addWidget(text(one.title, "strong", wrap=True))
    column.addLayout(row(*(chip(words, tone) for words, tone in one.days), 1))
    return box
