"""Two short questions about a number: for whom it is drawn, and where it is sent on to."""

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.catalogue import Catalogue, Service, search
from app.domain.forms import Answer, Field
from app.domain.text import latin_digits, persian_digits
from app.domain.visiting import Onward, Priority
from ui.models.request import FieldState
from ui.models.visit import PRIORITIES
from ui.views.fields.field import FieldView
from ui.views.parts import Notice, button, on_click, row, text
from ui.views.roomy import Dialog

FIRST = tuple((key or "ordinary", name) for key, name in PRIORITIES.items())
ANY = "هر خدمت"


class _Asking(Dialog):
    """Boxes one under the other, and the service that is meant by the words of one of them.
    `pressed`: the person agrees."""

    pressed = Signal()

    def __init__(
        self, title: str, fields: tuple[Field, ...], catalogue: Catalogue, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(440, 0)
        self.catalogue, self.answers = catalogue, dict[str, Answer]()
        self.boxes = {field.name: FieldView(field) for field in fields}
        self.trouble = Notice("bad")
        self.agree = on_click(button(title, "primary", key="Enter"), self.pressed.emit)
        self.agree.setDefault(True)
        back = on_click(button("بازگشت", "plain", key="Esc"), self.reject)
        back.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        column.addWidget(text(title, "heading"))
        for view in self.boxes.values():
            view.show_state(FieldState())
            view.edited.connect(self._edited)
            column.addWidget(view)
        column.addWidget(self.trouble)
        foot = row(self.agree, back, 1)
        column.addLayout(foot)
        self.finished.connect(self.deleteLater)

    @property
    def service(self) -> Service | None:
        """The first service that fits the words."""
        typed = str(self.answers.get("service") or "").strip()
        found = search(self.catalogue, typed) if typed else []
        return found[0] if found else None

    def _edited(self, name: str, value: Answer) -> None:
        self.answers[name] = value
        if name == "service":
            self.boxes["service"].message.setText(self.service.title if self.service else ANY)


class TakeView(_Asking):
    """F9 at the numbers. Reports `agreed(priority, service)`; Enter at once: an ordinary one."""

    agreed = Signal(str, object)

    def __init__(self, catalogue: Catalogue, parent: QWidget) -> None:
        fields = (
            Field("priority", "برای چه کسی", "choice", "", choices=FIRST),
            Field("service", "خدمت (اگر گفت)", "text", "", note=ANY),
        )
        super().__init__("نوبت تازه و چاپ آن", fields, catalogue, parent)
        self.pressed.connect(self._agree)
        self.answers["priority"] = "ordinary"
        self.boxes["priority"].editor.put("ordinary")
        self.agree.setFocus()

    def _agree(self) -> None:
        chosen = str(self.answers.get("priority") or "ordinary")
        service = self.service
        priority = "" if chosen == "ordinary" else chosen
        self.agreed.emit(priority, service.number if service else None)
        self.accept()


class SendOnView(_Asking):
    """F11 at the numbers. Reports `agreed(Onward)`."""

    agreed = Signal(object)

    def __init__(
        self,
        number: int,
        people: tuple[tuple[str, str], ...],
        catalogue: Catalogue,
        parent: QWidget,
    ) -> None:
        fields = (
            Field("service", "خدمت دیگر", "text", "", note="همان خدمت می‌ماند"),
            Field("operator", "متصدی", "choice", "", choices=people),
            Field("desk", "باجه دیگر", "code", "", note="شماره باجه"),
            Field("priority", "اولویت", "choice", "", choices=FIRST),
            Field("word", "یک جمله برای او", "text", "", note="مانند: تنها مهر می‌خواهد"),
        )
        title = f"فرستادن نوبت {persian_digits(number)}"
        super().__init__(title, fields, catalogue, parent)
        self.pressed.connect(self._agree)
        self.boxes["service"].focus()

    def _agree(self) -> None:
        said = self.answers.get
        desk = latin_digits(str(said("desk") or "")).strip()
        service, operator = self.service, str(said("operator") or "")
        chosen = str(said("priority") or "")
        if not (desk or service or operator or chosen):
            self.trouble.say("خدمت، متصدی یا باجه‌ای را که نوبت به آن می‌رود، یا اولویت را بنویسید.")
            self.boxes["service"].focus()
            return
        if desk and not (desk.isdecimal() and 0 < int(desk) < 100):
            self.trouble.say("شماره باجه عددی از ۱ تا ۹۹ است.")
            self.boxes["desk"].focus()
            return
        number = service.number if service else None
        word = str(said("word") or "").strip()
        first = cast(Priority, "" if chosen == "ordinary" else chosen) if chosen else None
        self.agreed.emit(Onward(number, operator, int(desk) if desk else None, word, first))
        self.accept()
