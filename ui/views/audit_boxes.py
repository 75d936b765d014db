"""Boxes to type and choose in that the auditor's forms share: a label above, its trouble below."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout

from app.domain.errors import Refusal
from ui import words
from ui.views.fields.lines import LineEditor
from ui.views.parts import RIGHT, retone, text, tight

ANY = "همه"
DATES, AMOUNTS = ("since", "until"), ("amount_from", "amount_to")


class Boxes:
    """Named boxes for whoever lays them out; reads and puts them as words."""

    def __init__(self, labels: Mapping[str, str], choices: Iterable[str] = ()) -> None:
        self.labels = dict(labels)
        self.boxes: dict[str, QLineEdit | QComboBox] = {}
        self.wrong: dict[str, QLabel] = {}
        picked = set(choices)
        for name in labels:
            self.boxes[name] = _combo() if name in picked else _line(name)
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
            else:
                box.setText(said)

    def show_troubles(self, troubles: Mapping[str, Refusal]) -> None:
        """Below each box what is wrong with it; the caret goes to the first."""
        for name, label in self.wrong.items():
            refusal = troubles.get(name)
            label.setText(words.sentence(refusal) if refusal else "")
            label.setVisible(refusal is not None)
            retone(self.boxes[name], "bad" if refusal else "")
        if first := next((name for name in self.boxes if name in troubles), ""):
            self.boxes[first].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def has_caret(self) -> bool:
        """Whether one of them is typed in."""
        return any(box.hasFocus() for box in self.boxes.values())


def _words(box: QLineEdit | QComboBox) -> str:
    return str(box.currentData() or "") if isinstance(box, QComboBox) else box.text()


def _line(name: str) -> QLineEdit:
    kind = "jalali-date" if name.startswith(DATES) else "money" if name in AMOUNTS else "text"
    box = LineEditor(kind)
    box.setAlignment(RIGHT)
    box.setMaxLength(1500 if name == "offices" else 200)
    return box


def _combo() -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setMaxVisibleItems(14)
    return box
