"""Boxes to type and choose in that the auditor's forms share: a label above, its trouble below."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout

from app.domain.due import Calendar
from app.domain.errors import Refusal
from app.domain.jalali import JalaliDate
from app.domain.text import persian_digits
from ui import words
from ui.models.month import Month
from ui.views.fields.calendar import CalendarView
from ui.views.fields.lines import LineEditor
from ui.views.parts import RIGHT, retone, text, tight

ANY = "همه"
DATES, AMOUNTS = ("since", "until"), ("amount_from", "amount_to")
NUMBERS = ("offices", "office", "desk", "operator", "tid", "assigned")


class Boxes:
    """Named boxes for whoever lays them out; reads and puts them as words."""

    def __init__(self, labels: Mapping[str, str], choices: Iterable[str] = ()) -> None:
        self.labels = dict(labels)
        self.boxes: dict[str, QLineEdit | QComboBox] = {}
        self.wrong: dict[str, QLabel] = {}
        self.today: JalaliDate | None = None
        picked = set(choices)
        for name in labels:
            self.boxes[name] = _combo() if name in picked else self._line(name)
            self.boxes[name].setAccessibleName(labels[name])
            self.wrong[name] = text("", "message", wrap=True)
            retone(self.wrong[name], "bad")
            self.wrong[name].hide()

    def cell(self, name: str) -> QVBoxLayout:
        """Label, box and trouble, one below the other."""
        column = tight(QVBoxLayout(), 2)
        column.addWidget(text(self.labels[name], "label"))
        column.addWidget(self.boxes[name])
        column.addWidget(self.wrong[name])
        return column

    def offer(self, name: str, choices: Iterable[tuple[str, str]], *, any_: str = ANY) -> None:
        """What may be chosen: words and what they mean; the first is everything."""
        box = self.boxes[name]
        assert isinstance(box, QComboBox)
        chosen = box.currentData()
        box.clear()
        if any_:
            box.addItem(any_, "")
        for said, meant in choices:
            box.addItem(said, meant)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def typed(self) -> dict[str, str]:
        """What stands in the boxes."""
        return {name: _words(box) for name, box in self.boxes.items()}

    def put(self, told: Mapping[str, str]) -> None:
        """Other words in them."""
        for name, box in self.boxes.items():
            said = told.get(name, "")
            if isinstance(box, QComboBox):
                if said and box.findData(said) < 0:
                    box.addItem(said, said)
                box.setCurrentIndex(max(0, box.findData(said)))
            elif isinstance(box, LineEditor) and (box.dated or box.money):
                box.put(said or None)
            else:
                box.setText(persian_digits(said) if name in NUMBERS else said)

    def show_troubles(self, troubles: Mapping[str, Refusal]) -> None:
        """Below each box what is wrong with it; the caret goes to the first."""
        for name, label in self.wrong.items():
            refusal = troubles.get(name)
            label.setText(words.sentence(refusal) if refusal else "")
            label.setVisible(refusal is not None)
            retone(self.boxes[name], "bad" if refusal else "")
        if first := next((name for name in self.boxes if name in troubles), ""):
            self.boxes[first].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def know(self, today: JalaliDate) -> None:
        """From now on ↓ in a date opens the calendar of that day."""
        self.today = today

    def _line(self, name: str) -> LineEditor:
        kind = "jalali-date" if name in DATES else "money" if name in AMOUNTS else "text"
        box = LineEditor(kind)
        box.setAlignment(RIGHT)
        box.setMaxLength(1500 if name == "offices" else 200)
        box.calendar.connect(self._calendar)
        return box

    def _calendar(self, editor: LineEditor) -> None:
        if self.today is not None:
            view = CalendarView(Month.begin(editor.text(), self.today, Calendar()), editor)
            view.picked.connect(editor.pick)
            view.open_below(editor)

    @property
    def has_caret(self) -> bool:
        """Whether one of them is typed in."""
        return any(box.hasFocus() for box in self.boxes.values())


def _words(box: QLineEdit | QComboBox) -> str:
    return str(box.currentData() or "") if isinstance(box, QComboBox) else box.text()


def _combo() -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setMaxVisibleItems(14)
    return box
