"""The small form of one act at the side of a case: what it does, what it asks, and two keys."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from app.domain.documents import KEPT_KINDS
from app.domain.forms import Answer, Document
from ui.models.act_form import ActForm, Tick
from ui.models.request import FieldState
from ui.views import files
from ui.views.case_parts import line_row
from ui.views.fields.field import FieldView, field_here
from ui.views.parts import Notice, button, clear, key_of, on_click, scroll, text, tight

ATTACH = "پیوست رونوشت…"
GO_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ActPanel(QWidget):
    """Draws an ActForm. Reports `edited(name, answer)`, `ticked(name, on)`, `brought(paper, file)`,
    `done` (F9) and `left` (Esc)."""

    edited = Signal(str, object)
    ticked = Signal(str, bool)
    brought = Signal(object, object)
    calendar = Signal(object)
    done = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form: ActForm | None = None
        self.boxes: dict[str, FieldView] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self.keep: dict[str, QPushButton] = {}
        self.title, self.said = text("", "heading", wrap=True), text("", "soft", wrap=True)
        self.trouble = Notice("bad")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.said)
        self.money, self.asked = tight(QVBoxLayout(), 6), tight(QVBoxLayout(), 4)
        column.addLayout(self.money)
        column.addLayout(self.asked)
        column.addStretch(1)
        self.area = scroll(inside, name="کار روی پرونده")
        whole = tight(QVBoxLayout(self), 0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self._foot())

    def show_form(self, form: ActForm) -> None:
        """The only place that touches the widgets; another act builds its fields anew."""
        if self.form is None or _shape(self.form) != _shape(form):
            self._build(form)
        self.form = form
        for one in form.fields:
            error = form.wrong(one) if form.pressed else ""
            required = one.name in form.required
            meant = "" if form.busy else form.meant(one)
            state = FieldState(
                required=required,
                error=error,
                locked=form.busy,
                offer=meant or None,
                offer_words=f"منظور «{meant}» است؟ F7" if meant else "",
            )
            self.boxes[one.name].show_state(state)
        for name, tick in self.ticks.items():
            tick.setEnabled(not form.busy)
            if tick.isChecked() != (name in form.ticked):
                tick.setChecked(name in form.ticked)
        for name, push in self.keep.items():
            push.setEnabled(not form.busy)
            push.setText("رونوشت پیوست است" if name in form.files else ATTACH)
        self.trouble.say(form.trouble, form.who)
        self.confirm.setEnabled(not form.busy)
        self.confirm.setText("در حال انجام…" if form.busy else f"{form.confirm}   F9")
        self.confirm.setAccessibleName(form.confirm)

    @property
    def missing(self) -> Notice:
        """Where it is said how a copy fared."""
        return self.trouble

    def focus(self, name: str = "") -> None:
        """On the named field, else on the first thing that is asked."""
        if name in self.boxes:
            self.boxes[name].focus()
        elif self.ticks:
            next(iter(self.ticks.values())).setFocus(Qt.FocusReason.TabFocusReason)
        elif empty := next((n for n, box in self.boxes.items() if not box.editor.answer()), ""):
            self.boxes[empty].focus()
        else:
            self.confirm.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a tick goes on, as in every field."""
        if isinstance(watched, QCheckBox) and key_of(event) in GO_ON:
            watched.focusNextChild()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, wherever the caret is."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self, form: ActForm) -> None:
        for layout in (self.money, self.asked):
            clear(layout)
        self.title.setText(form.title)
        self.said.setText(form.said)
        for line in form.money:
            self.money.addWidget(line_row(line, narrow=True))
        self.boxes, self.ticks, self.keep = {}, {}, {}
        for one in form.ticks:
            self._add_tick(one, one.name in form.ticked)
        for field in form.fields:
            box = self.boxes[field.name] = FieldView(field)
            box.editor.put(form.answers.get(field.name))
            box.edited.connect(self._edited)
            box.accepted.connect(self._edited)
            box.calendar.connect(self.calendar)
            box.left.connect(self._follow)
            self.asked.addWidget(box)

    def _add_tick(self, one: Tick, on: bool) -> None:
        tick = self.ticks[one.name] = QCheckBox(one.label)
        tick.setAccessibleName(one.label)
        tick.setChecked(on)
        tick.installEventFilter(self)
        tick.toggled.connect(lambda now: self.ticked.emit(one.name, now))
        self.asked.addWidget(tick)
        if one.kind in KEPT_KINDS:
            push = self.keep[one.name] = on_click(button(ATTACH, "quiet"), lambda: self._pick(one))
            self.asked.addWidget(push)

    def _pick(self, one: Tick) -> None:
        paper = Document(one.name, one.kind)
        files.choose(self, one.name, files.FORMS, lambda path: self.brought.emit(paper, str(path)))

    def accept_offer(self) -> None:
        """F7: the words that were meant, in the field with the caret."""
        if view := field_here():
            view.accept_offer()

    def _follow(self, _left: str) -> None:
        """Scroll with the caret; where it goes is known only after it left."""
        QTimer.singleShot(0, self, self._see)

    def _see(self) -> None:
        here = self.focusWidget()
        if here is not None and self.area.isAncestorOf(here):
            self.area.ensureWidgetVisible(here, 20, 60)

    def _edited(self, name: str, value: Answer) -> None:
        self.edited.emit(name, value)

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(20, 8, 20, 16)
        column.setSpacing(8)
        self.confirm = on_click(button("", "primary", key="F9"), self.done.emit)
        back = on_click(button("بازگشت", "plain", key="Esc"), self.left.emit)
        for widget in (self.trouble, self.confirm, back):
            column.addWidget(widget)
        return foot


def _shape(form: ActForm) -> tuple[object, ...]:
    """What makes it another form on screen."""
    return form.name, form.said, form.fields, form.ticks, form.money
