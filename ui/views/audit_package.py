"""An evidence package: what goes in, title, reason, bodies; then its making, saving and
checking."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from ui.models.audit_package import BODIES, PackageForm
from ui.theme import sizes
from ui.views.audit_boxes import Boxes
from ui.views.parts import Notice, button, card, key_cap, on_click, row, text

LABELS = {"title": "عنوان بسته", "reason": "دلیل (دست‌کم ده حرف)", "bodies": "محتوا"}
WIDE = 720
WHAT = (
    "بسته، رویدادها را همان‌گونه که امضا شده‌اند، با برهان هر یک، سر امضاشده سیاهه کشور، گواهی "
    "باجه‌ها و گزارش در خود دارد. هر کس می‌تواند آن را بی شبکه بررسی کند: pishkhan verify"
)


class AuditPackageView(QWidget):
    """Draws a PackageForm. Reports `started`, `checked` and `stopped`."""

    started = Signal()
    checked = Signal()
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.busy = False
        self.about, self.told = text("", "strong", wrap=True), Notice("bad")
        self.boxes = Boxes(LABELS, ("bodies",))
        self.boxes.offer("bodies", ((said, code) for code, said in BODIES.items()), any_="")
        for name in ("title", "reason"):
            box = self.boxes.boxes[name]
            assert isinstance(box, QLineEdit)
            box.returnPressed.connect(self.started)
        self.step, self.bar = text("", "soft"), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("پیشرفت")
        self.digest = text("", "note", wrap=True)
        self.digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.make = on_click(button("ساختن و نگه‌داشتن", "primary", key="F9"), self.started.emit)
        self.check = on_click(button("بررسی بسته‌ای که هست", key="F11"), self.checked.emit)
        self.stop = on_click(button("توقف", key="Esc"), self.stopped.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(12)
        column.addLayout(row(text("بسته ادله", "title"), 1, key_cap("Shift+F4")))
        column.addWidget(self._card())
        column.addStretch(1)

    def offer_clear(self, *, allowed: bool) -> None:
        """Bodies in clear only for those who may have them."""
        kept = [(said, code) for code, said in BODIES.items() if allowed or code != "clear"]
        self.boxes.offer("bodies", kept, any_="")

    def show_form(self, form: PackageForm, about: str) -> None:
        """The only place that touches the widgets after building."""
        self.about.setText(about)
        self.busy = form.progress is not None
        for widget in (self.step, self.bar, self.stop):
            widget.setVisible(self.busy)
        self.step.setText(form.step)
        self.bar.setRange(0, 100 if form.part else 0)
        self.bar.setValue(form.part)
        self.make.setEnabled(not self.busy)
        self.check.setEnabled(not self.busy)
        words, tone = form.told
        self.told.say(words, tone=tone or "good")
        self.digest.setText(f"SHA-256: {form.digest}" if form.digest else "")
        self.digest.setVisible(bool(form.digest))

    def put(self, form: PackageForm) -> None:
        """What is asked for, in the boxes."""
        self.boxes.put({"title": form.title, "reason": form.reason, "bodies": form.bodies})
        self.boxes.show_troubles({})

    def focus(self) -> None:
        """In the first box that is still empty."""
        name = "reason" if self.boxes.typed()["title"] else "title"
        self.boxes.boxes[name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what runs."""
        if event.key() == Qt.Key.Key_Escape and self.busy:
            self.stopped.emit()
        else:
            super().keyPressEvent(event)

    def _card(self) -> QFrame:
        box, column = card(margin=24, space=10)
        sizes.hold(box, most_width=WIDE)
        column.addWidget(text(WHAT, "soft", wrap=True))
        column.addWidget(text("آنچه در بسته می‌رود", "label"))
        column.addWidget(self.about)
        for name in LABELS:
            column.addLayout(self.boxes.cell(name))
        line = row(self.step, self.bar, self.stop, space=12)
        line.setStretch(1, 1)
        column.addLayout(line)
        column.addWidget(self.told)
        column.addWidget(self.digest)
        column.addLayout(row(self.make, self.check, 1))
        return box
