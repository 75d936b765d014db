"""What a request lacks, papers first, and the way to accept it all the same: «پذیرش ناقص»."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.missing import ANSWER, Missing
from app.domain.text import persian_digits
from ui.views.parts import Notice, button, card, chip, on_click, row, scroll, text, tight
from ui.views.roomy import Dialog

KINDS = {
    ANSWER: "پاسخ کاربرگ",
    "original_seen": "اصل مدرک",
    "copy": "رونوشت",
    "produced_here": "در دفتر تهیه می‌شود",
    "obtained_online": "استعلام",
}


class LackingView(Dialog):
    """Reports `agreed`: accept it incomplete, and print the slip of what is to be brought."""

    agreed = Signal()

    def __init__(self, title: str, missing: tuple[Missing, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("پذیرش ناقص")
        self.resize(560, min(620, 250 + 46 * len(missing)))
        self.told = Notice("bad")
        self.agree = on_click(button("پذیرش ناقص و چاپ برگه", "primary", key="Enter"), self._agree)
        self.agree.setDefault(True)
        back = on_click(button("بازگشت به کاربرگ", "plain", key="Esc"), self.reject)
        back.setAutoDefault(False)
        inside = QWidget()
        lines = tight(QVBoxLayout(inside), 6)
        for one in missing:
            lines.addWidget(_line(one))
        lines.addStretch(1)
        under = (
            f"{persian_digits(len(missing))} مورد کم است. شناسه پیگیری همین حالا داده می‌شود؛ "
            "هزینه و زمان پاسخ با کامل‌شدن آن آغاز می‌شود."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text(title, "heading", wrap=True))
        column.addWidget(text(under, "soft", wrap=True))
        column.addWidget(scroll(inside, name="آنچه کم است"), 1)
        column.addWidget(self.told)
        foot = row(self.agree, back, 1)
        column.addLayout(foot)
        self.finished.connect(self.deleteLater)

    def busy(self, busy: bool) -> None:
        """While it is being accepted nothing can be pressed twice."""
        self.agree.setEnabled(not busy)

    def refuse(self, said: str, who: str) -> None:
        """Why it cannot be accepted like this."""
        self.busy(False)
        self.told.say(said, who)

    def _agree(self) -> None:
        if self.agree.isEnabled():
            self.busy(True)
            self.agreed.emit()


def _line(one: Missing) -> QWidget:
    box, column = card("inset", margin=10, space=2)
    title: QLabel = text(one.title, "strong", wrap=True)
    line = row(title, chip(KINDS.get(one.kind, one.kind), "" if one.kind == ANSWER else "warn"))
    line.setStretch(0, 1)
    column.addLayout(line)
    if one.note:
        column.addWidget(text(one.note, "note", wrap=True))
    return box
