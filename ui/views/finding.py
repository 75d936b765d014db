"""The office's answer to a verdict: what the regulator said, and the words that go back to it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.sending import Row
from ui.theme import sizes
from ui.views.fields.lines import NoteEditor
from ui.views.parts import Notice, button, fit, on_click, row, text
from ui.views.roomy import Dialog

LEAST, MOST = 3, 8000


class FindingView(Dialog):
    """Asks for the answer; too short, no way on. Reports `agreed(words)`; stays until `done`."""

    agreed = Signal(str)

    def __init__(self, line: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("پاسخ به سازمان")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 0)
        self.words = NoteEditor()
        self.words.setAccessibleName("پاسخ دفتر")
        sizes.hold(self.words, height=120)
        self.words.setPlaceholderText(
            "مانند: مبلغ از روی نامه دستگاه گرفته شد؛ شماره و تاریخ نامه …"
        )
        self.words.textChanged.connect(self._typed)
        self.told = Notice("bad")
        self.agree = on_click(button("فرستادن پاسخ", "primary", key="Ctrl+Enter"), self._agree)
        self.agree.setShortcut("Ctrl+Return")
        self.agree.setEnabled(False)
        self.agree.setAutoDefault(False)
        back = on_click(button("بازگشت", "plain", key="Esc"), self.reject)
        back.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text(line.title, "heading", wrap=True))
        column.addWidget(text(line.why, "strong", wrap=True))
        column.addWidget(text(line.under, "soft", wrap=True))
        column.addWidget(text("پاسخ دفتر", "label"))
        column.addWidget(self.words)
        note = "پاسخ خود یک رویداد امضاشده است؛ چیزی از آنچه ثبت شده عوض نمی‌شود."
        column.addWidget(text(note, "note", wrap=True))
        column.addWidget(self.told)
        column.addStretch(1)
        column.addLayout(row(self.agree, back, 1))
        fit(self, column)
        self.words.setFocus()

    def refused(self, words: str, who: str) -> None:
        """It was not taken; what was written stays."""
        self.told.say(words, who)
        self._typed()

    def _typed(self) -> None:
        said = self.words.toPlainText().strip()
        self.agree.setEnabled(LEAST <= len(said) <= MOST)

    def _agree(self) -> None:
        self.agree.setEnabled(False)
        self.agreed.emit(self.words.toPlainText().strip())
