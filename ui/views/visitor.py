"""The card that asks who stands at the desk, once for a whole visit."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import Refusal
from app.domain.forms import Answer, Field
from app.domain.identifiers import canonical
from app.domain.visiting import Checked, Method
from ui import words
from ui.models.request import FieldState
from ui.views.fields.field import FieldView
from ui.views.parts import Notice, button, on_click, row, text
from ui.views.roomy import Dialog

METHODS: tuple[tuple[Method, str], ...] = (
    ("card_seen", "کارت او دیده شد"),
    ("declared", "به گفته خود او"),
    ("inquiry", "استعلام شد"),
)
BOXES = (
    Field(
        "applicant_national_id",
        "شماره ملی",
        "national-id",
        "",
        note="۱۰ رقم؛ با Enter جست‌وجو می‌شود",
    ),
    Field("applicant_first_name", "نام", "text", ""),
    Field("applicant_last_name", "نام خانوادگی", "text", ""),
    Field("method", "از کجا می‌دانیم", "choice", "", choices=METHODS),
)


class VisitorView(Dialog):
    """Asks who stands at the desk. Reports `asked(national_id)` once one is typed rightly, and
    `agreed(Checked, answers)`."""

    asked = Signal(str)
    agreed = Signal(object, object)

    def __init__(self, typed: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("مراجعه‌کننده")
        self.resize(480, 0)
        self.answers: dict[str, Answer] = {"method": "card_seen"}
        self.boxes = {field.name: FieldView(field) for field in BOXES}
        self.trouble = Notice("bad")
        self.agree = on_click(button("همین شخص است", "primary", key="Enter"), self._agree)
        back = on_click(button("بازگشت", "plain", key="Esc"), self.reject)
        back.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        column.addWidget(text("چه کسی سر میز است؟", "heading"))
        for view in self.boxes.values():
            view.edited.connect(self._typed)
            view.left.connect(self._left)
            column.addWidget(view)
        column.addWidget(self.trouble)
        line = row(self.agree, back, 1)
        column.addLayout(line)
        self.finished.connect(self.deleteLater)
        self.boxes["method"].editor.put("card_seen")
        self._put("applicant_national_id", typed)
        for view in self.boxes.values():
            view.show_state(FieldState())

    def begin(self) -> None:
        """The caret in the first box that is empty; a number that came with it is looked up."""
        if found := self._id():
            self.boxes["applicant_first_name"].focus()
            self.asked.emit(found)
        else:
            self.boxes["applicant_national_id"].focus()

    def know(self, found: Mapping[str, Answer]) -> None:
        """What earlier requests say of this person; the rest is one Enter."""
        for name in ("applicant_first_name", "applicant_last_name"):
            if found.get(name) and not self.answers.get(name):
                self._put(name, str(found[name]))
                self.boxes[name].show_state(FieldState(given=True))
        self.answers = {**found, **self.answers}
        if self.answers.get("applicant_last_name"):
            self.agree.setFocus()

    def _put(self, name: str, value: str) -> None:
        self.answers[name] = value
        self.boxes[name].editor.put(value)

    def _typed(self, name: str, value: Answer) -> None:
        self.answers[name] = value

    def _left(self, name: str) -> None:
        if name == "applicant_national_id" and (found := self._id()):
            self.asked.emit(found)

    def _id(self) -> str:
        """The number as it is kept; "" (and why, under its box) while it cannot be right."""
        typed, view = str(self.answers.get("applicant_national_id") or ""), self.boxes
        try:
            kept = canonical("national-id", typed) if typed else ""
        except Refusal as wrong:
            view["applicant_national_id"].show_state(FieldState(error=words.sentence(wrong)))
            return ""
        view["applicant_national_id"].show_state(FieldState())
        return kept

    def _agree(self) -> None:
        said, kept = self.answers.get, self._id()
        name = f"{said('applicant_first_name') or ''} {said('applicant_last_name') or ''}".strip()
        if not kept or not name:
            empty = "applicant_last_name" if kept else "applicant_national_id"
            self.trouble.say("نام و شماره ملی مراجعه‌کننده را از روی کارت او بنویسید.")
            self.boxes[empty].focus()
            return
        found = [key for key, _ in METHODS if key == said("method")]
        method: Method = found[0] if found else "card_seen"
        answers = {key: value for key, value in self.answers.items() if key != "method"}
        answers["applicant_national_id"] = kept
        self.agreed.emit(Checked(name, kept, method), answers)
        self.accept()
