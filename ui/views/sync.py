"""The sync screen: the regulator's light, what is owed, the last trouble, and «sync now»."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.models.light import Light
from ui.theme.dress import current
from ui.views.parts import Notice, button, card, key_cap, on_click, row, scroll, text


class Lamp(QWidget):
    """A round lamp in the tone's colour; its words stand beside it, so colour is never alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(44, 44)
        self.tone = ""

    def show_tone(self, tone: str) -> None:
        """Another tone."""
        self.tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A disc within a soft ring."""
        tokens = current()
        names = {"good": (tokens.good_soft, tokens.good), "bad": (tokens.bad_soft, tokens.bad)}
        ring, disc = names.get(self.tone, (tokens.warn_soft, tokens.warn))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ring))
        painter.drawEllipse(QRectF(0, 0, 44, 44))
        painter.setBrush(QColor(disc))
        painter.drawEllipse(QRectF(13, 13, 18, 18))


class SyncView(QWidget):
    """Reports `wanted`; draws a Light."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addLayout(row(text("همگام‌سازی با سازمان تنظیم مقررات", "title"), 1, key_cap("F4")))
        column.addWidget(self._light())
        self.trouble = Notice("warn")
        column.addWidget(self.trouble)
        column.addWidget(self._promise())
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll(inside, name="همگام‌سازی"))

    def show_light(self, light: Light, busy: bool) -> None:
        """The only place that touches the widgets after building."""
        self.lamp.show_tone(light.tone)
        self.title.setText(light.title)
        self.since.setText(light.since)
        self.owed.setText(light.owed)
        self.release.setText(light.release)
        self.trouble.say(light.trouble, "کار پذیرش بدون شبکه ادامه دارد." if light.trouble else "")
        self.now.setText("در حال همگام‌سازی…" if busy else "همگام‌سازی اکنون   F5")
        self.bar.setVisible(busy)

    def focus(self) -> None:
        """On the only button."""
        self.now.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _light(self) -> QWidget:
        box, column = card(margin=24, space=12)
        self.lamp, self.title = Lamp(), text("", "heading")
        self.since, self.owed, self.release = text("", "soft"), text("", "strong"), text("", "note")
        words = QVBoxLayout()
        words.setSpacing(4)
        for label in (self.title, self.since, self.owed, self.release):
            words.addWidget(label)
        line = row(self.lamp, space=16)
        line.addLayout(words, 1)
        self.now = on_click(button("همگام‌سازی اکنون", "primary", key="F5"), self.wanted.emit)
        self.now.setMinimumWidth(260)
        line.addWidget(self.now)
        column.addLayout(line)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("در حال همگام‌سازی")
        column.addWidget(self.bar)
        return box

    def _promise(self) -> QWidget:
        box, column = card("inset", margin=16, space=4)
        words = (
            "هر درخواست، پرداخت و رسید نخست در پرونده رمزشده همین باجه ثبت می‌شود و سپس فرستاده "
            "می‌شود. قطع شبکه چیزی را از میان نمی‌برد."
        )
        column.addWidget(text(words, "soft", wrap=True))
        return box
