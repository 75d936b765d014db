"""The chain of a desk: which desk above, the drawing, and the same in a list for keyboard and
ear."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.moments import to_wire
from app.domain.text import persian_digits
from ui.models.audit_chain import KINDS, ChainMark, Drawing
from ui.models.audit_words import moment
from ui.theme import sizes
from ui.views.audit_boxes import Boxes
from ui.views.audit_chain_drawing import ChainDrawing, Sample
from ui.views.audit_table import ENTER
from ui.views.flow import Flow
from ui.views.parts import (
    Notice,
    button,
    card,
    chip,
    clear,
    key_cap,
    on_click,
    row,
    scroll,
    text,
    tight,
)
from ui.views.tables import fill, plain_table

MOST = 300
LABELS = {"office": "کد دفتر", "desk": "باجه (خالی: همه)"}
HEADS = ("گونه", "زمان", "کجا", "شرح")
HINT = "کد دفتر را بنویسید و Enter بزنید، یا در جدول رویدادها Shift+F8."
TONES = {"bad": "bad", "warn": "warn", "info": "primary_text", "": "text2", "good": "good"}


class AuditChainView(QWidget):
    """Draws one Drawing at a time. Reports `wanted(office, desk)`, `opened`, `other`."""

    wanted = Signal(str, str)
    opened = Signal()
    other = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes = Boxes(LABELS)
        self.told, self.hint = Notice("bad"), text(HINT, "soft", wrap=True)
        self.title, self.count = text("", "heading"), text("", "soft")
        self.tally = QWidget()
        self.chips = Flow(self.tally, 8)
        self.drawing = ChainDrawing()
        self.list = plain_table(4, name="آنچه در زنجیره هست", wide=3)
        self.list.currentCellChanged.connect(lambda at, *_: self.drawing.mark(at))
        self.drawing.picked.connect(lambda at: self.list.setCurrentCell(at, 0))
        self.marks: tuple[ChainMark, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self.told)
        column.addWidget(self.hint)
        self.whole = self._whole()
        column.addWidget(self.whole, 1)
        column.addStretch(0)
        self.whole.hide()

    def show_drawing(self, drawing: Drawing | None, at: int, of: int) -> None:
        """Other chains: nothing where there are none."""
        self.told.say("")
        self.whole.setVisible(drawing is not None)
        self.hint.setVisible(drawing is None)
        self.drawing.show_drawing(drawing)
        self.area.setFixedHeight(min(self.drawing.height(), sizes.px(MOST)) + 2)
        if drawing is None:
            self.hint.setText("چنین باجه‌ای در حوزه شما نیست، یا هنوز رویدادی نفرستاده است.")
            return
        self.title.setText(drawing.title)
        self.count.setText(f"{persian_digits(at + 1)} از {persian_digits(of)}" if of > 1 else "")
        self.marks = drawing.marks
        clear(self.chips)
        for words, tone in drawing.tally:
            self.chips.addWidget(chip(words, tone))
        rows = [_line(mark, drawing) for mark in drawing.marks]
        fill(self.list, rows, HEADS, [TONES[mark.tone] for mark in drawing.marks])

    def put(self, office: str, desk: str) -> None:
        """What is looked at, in the boxes."""
        self.boxes.put({"office": office, "desk": desk})

    @property
    def marked(self) -> ChainMark | None:
        """The mark in the list."""
        at = self.list.currentRow()
        return self.marks[at] if 0 <= at < len(self.marks) else None

    def choose(self) -> None:
        """F7."""
        self.boxes.boxes["office"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus(self) -> None:
        """On the list, or where a desk is asked for."""
        if self.whole.isVisible():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list opens what is marked."""
        if event.key() in ENTER and self.list.hasFocus():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _head(self) -> QHBoxLayout:
        for box in self.boxes.boxes.values():
            assert isinstance(box, QLineEdit)
            sizes.hold(box, span=150)
            box.returnPressed.connect(self._wanted)
        line = row(text("زنجیره باجه", "title"), 1, space=12)
        for name in LABELS:
            line.addLayout(self.boxes.cell(name))
        line.addWidget(key_cap("F7"))
        return line

    def _wanted(self) -> None:
        typed = self.boxes.typed()
        self.wanted.emit(typed["office"], typed["desk"])

    def _whole(self) -> QWidget:
        whole = QWidget()
        column = tight(QVBoxLayout(whole), 10)
        box, inside = card(margin=16, space=8)
        inside.addLayout(row(self.title, self.count, 1, space=12))
        inside.addWidget(self.tally)
        self.area = scroll(self.drawing, name="نمودار زنجیره باجه")
        inside.addWidget(self.area)
        inside.addWidget(_legend())
        column.addWidget(box)
        column.addWidget(self.list, 1)
        foot = QWidget()
        acts = Flow(foot, 8)
        acts.addWidget(on_click(button("رویدادهای این جا", key="Enter"), self.opened.emit))
        acts.addWidget(on_click(button("باجه دیگر دفتر", key="F8"), self.other.emit))
        column.addWidget(foot)
        return whole


def _legend() -> QWidget:
    """What each shape stands for."""
    box = QWidget()
    flow = Flow(box, 16)
    for kind, (said, tone) in KINDS.items():
        pair = QWidget()
        pair.setLayout(row(Sample(kind, tone), text(said, "note"), space=4))
        flow.addWidget(pair)
    return box


def _line(mark: ChainMark, drawing: Drawing) -> tuple[str, ...]:
    where = drawing.lanes[mark.lane].name
    return mark.title, moment(to_wire(mark.start)), where, mark.words
