"""A draft's move to a newer form, field by field, before anybody agrees: losses stand first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.text import persian_digits
from ui.models.drafts import FieldMove, Move
from ui.views.parts import Notice, button, card, chip, on_click, row, rule, scroll, text, tight
from ui.views.roomy import Dialog


class UpgradeView(Dialog):
    """Reports `agreed`; Esc leaves the draft on its own version."""

    agreed = Signal()

    def __init__(self, move: Move, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("ارتقا به نسخه جدید کاربرگ")
        self.resize(720, 600)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 8, 24, 8)
        column.addWidget(_fields(move))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 20, 0, 20)
        whole.setSpacing(12)
        whole.addLayout(_head(move))
        area = scroll(inside, name="پرسش‌ها یکی‌یکی")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole.addWidget(area, 1)
        self.agree = on_click(button("ارتقا به نسخه جدید", "primary", key="Enter"), self._agree)
        self.agree.setDefault(True)
        back = on_click(button("ماندن بر نسخه پیشین", "plain", key="Esc"), self.reject)
        back.setAutoDefault(False)
        foot = row(self.agree, back, 1)
        foot.setContentsMargins(24, 0, 24, 0)
        whole.addLayout(foot)
        self.agree.setFocus()

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()


def _head(move: Move) -> QVBoxLayout:
    head = tight(QVBoxLayout(), 6)
    head.setContentsMargins(24, 0, 24, 0)
    head.addWidget(text("ارتقا به نسخه جدید", "title"))
    head.addWidget(text(move.title, "soft"))
    strip = Notice("bad" if move.lost else "good")
    count = persian_digits(move.lost)
    lost = f"{count} پاسخ در نسخه جدید جایی ندارد و پاک می‌شود؛ پیش از پذیرفتن بخوانید."
    strip.say(lost if move.lost else "هیچ پاسخی از دست نمی‌رود.")
    head.addWidget(strip)
    return head


def _fields(move: Move) -> QFrame:
    box, column = card(margin=16, space=8)
    for at, one in enumerate(move.fields):
        if at:
            column.addWidget(rule())
        column.addLayout(_field(one))
    if not move.fields:
        column.addWidget(text("هیچ پرسشی عوض نشده است.", "soft"))
    return box


def _field(one: FieldMove) -> QVBoxLayout:
    lines = tight(QVBoxLayout(), 2)
    head = row(text(one.label, "strong", wrap=True), chip(one.fate, one.tone))
    head.setStretch(0, 1)
    lines.addLayout(head)
    if one.value:
        lines.addWidget(text(one.value, "soft", wrap=True))
    return lines
