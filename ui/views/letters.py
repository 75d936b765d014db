"""Papers to agencies and from them: a card to scan into, above the list being made and today's."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QWidget

from ui.models.letters import DIRECTIONS, NOTHING, PAPER, LetterDraft
from ui.theme import sizes
from ui.views.fields.lines import LineEditor
from ui.views.parts import RIGHT, card, key_of, retone, row, text
from ui.views.turning import Turning
from ui.views.worklist import OPEN, WorkList

MOST = 400


class LettersView(WorkList):
    """Reports `scanned(text)` on Enter in the card, `chosen(agency)`, and what a WorkList does."""

    scanned = Signal(str)
    chosen = Signal(str)

    def __init__(self, agencies: tuple[tuple[str, str], ...]) -> None:
        super().__init__("برگه‌های دستگاه‌ها", "Ctrl+F11", NOTHING)
        self.number = self._line("شناسه پیگیری یا QR رسید")
        self.number.setProperty("scans", True)
        self.paper = self._line("نام برگه")
        self.sheets = LineEditor("integer")
        self.sheets.setAccessibleName("شمار برگ")
        self.sheets.put(1)
        self.place, self.carrier = self._line("جای آن در قفسه"), self._line("پیک یا نامه‌رسان")
        self.agency = QComboBox()
        self.agency.setAccessibleName("دستگاه")
        self.agency.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.agency.addItem("دستگاه از روی درخواست", "")
        for key, name in agencies:
            self.agency.addItem(name, key)
        self.agency.activated.connect(lambda _: self.chosen.emit(str(self.agency.currentData())))
        self.direction = text("", "heading")
        self.wrong = text("", "message", wrap=True)
        retone(self.wrong, "bad")
        self.wrong.hide()
        self.column.insertWidget(1, self._card())

    def show_draft(self, draft: LetterDraft) -> None:
        """Which way the list goes, and to whom."""
        self.direction.setText(DIRECTIONS[draft.direction])
        self.agency.setCurrentIndex(max(0, self.agency.findData(draft.agency)))
        self.agency.setEnabled(not draft.rows or not draft.agency)
        received = draft.direction == "received"
        for widget in (self.place, self.place_label):
            widget.setVisible(received)
        self.paper.setPlaceholderText(PAPER[draft.direction])

    def wait_for_next(self) -> None:
        """The next scan takes the place of the last."""
        self.number.clear()
        self.wrong.setText("")
        self.wrong.hide()
        self.focus()

    def refuse(self, said: str) -> None:
        """Why the last scan came to nothing; what was typed stays, marked."""
        self.wrong.setText(said)
        self.wrong.show()
        self.focus()

    def focus(self) -> None:
        """In the number."""
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a line of the card adds what was scanned."""
        if isinstance(watched, QLineEdit) and key_of(event) in OPEN:
            self.scanned.emit(self.number.text())
            return True
        return super().eventFilter(watched, event)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setAlignment(RIGHT)
        line.setMaxLength(MOST)
        line.setAccessibleName(name)
        line.installEventFilter(self)
        return line

    def _card(self) -> QFrame:
        box, column = card(margin=16, space=8)
        column.addWidget(self.direction)
        sizes.hold(self.sheets, span=72)
        self.sheets.installEventFilter(self)
        self.place_label = text("جای آن در قفسه", "label")
        number = "شناسه پیگیری (بنویسید یا پویش کنید)"
        first, rest = QGridLayout(), QGridLayout()
        for grid in (first, rest):
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(4)
        first.addWidget(text(number, "label"), 0, 0)
        first.addWidget(self.number, 1, 0)
        columns: tuple[tuple[QWidget, QWidget], ...] = (
            (text("برگه", "label"), self.paper),
            (text("شمار برگ", "label"), self.sheets),
            (self.place_label, self.place),
        )
        for at, (label, editor) in enumerate(columns):
            rest.addWidget(label, 0, at)
            rest.addWidget(editor, 1, at)
            rest.setColumnStretch(at, 2 if editor is not self.sheets else 0)
        column.addWidget(Turning((first, 2), (rest, 3), space=12))
        column.addWidget(self.wrong)
        agency = row(text("دستگاه", "label"), self.agency, space=8)
        carrier = row(text("پیک", "label"), self.carrier, space=8)
        for line in (agency, carrier):
            line.setStretch(1, 1)
        column.addWidget(Turning((agency, 1), (carrier, 1), most=150))
        return box
