"""The side of a screen that is worked on: every act with its key, or the form of the one begun."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.models.act_form import ActForm
from ui.models.case_acts import CaseAct
from ui.views.act_panel import ActPanel
from ui.views.parts import button, clear, on_click, scroll, text, tight
from ui.views.roomy import SideColumn

SIDE_WIDTH = 328
DARK = "کار خاموش؟ کلید آن را بزنید تا دلیلش گفته شود."


class ActsView(SideColumn):
    """Reports `wanted(act)` and `left` (Esc); the panel reports for itself."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, title: str, back: str = "") -> None:
        super().__init__(SIDE_WIDTH)
        self.panel, self.list, self.stack = ActPanel(), QWidget(), QStackedWidget()
        self.buttons: dict[str, QPushButton] = {}
        self.acts = tight(QVBoxLayout(), 8)
        column = QVBoxLayout(self.list)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(text(title, "heading"))
        inside = QWidget()
        inside.setLayout(self.acts)
        column.addWidget(scroll(inside, name=title), 1)
        self.dark, self.lasting = text(DARK, "note", wrap=True), bool(back)
        column.addWidget(self.dark)
        if back:
            column.addWidget(on_click(button(back, "plain", key="Esc"), self.left.emit))
        for screen in (self.list, self.panel):
            self.stack.addWidget(screen)
        tight(QVBoxLayout(self), 0).addWidget(self.stack)

    def show_acts(self, acts: tuple[CaseAct, ...]) -> None:
        """Every act with its key; one that cannot be done says why."""
        clear(self.acts)
        self.buttons = {act.name: self._act(act, first=not at) for at, act in enumerate(acts)}
        for push in self.buttons.values():
            self.acts.addWidget(push)
        self.acts.addStretch(1)
        self.dark.setVisible(any(act.why for act in acts))
        self._stand()

    def show_form(self, form: ActForm | None) -> None:
        """The form of an act in place of the acts, or the acts again."""
        if form is not None:
            self.panel.show_form(form)
        self.stack.setCurrentWidget(self.panel if form else self.list)
        self._stand()

    def focus(self) -> bool:
        """On the first act that may be done; False where there is none."""
        free = next((push for push in self.buttons.values() if push.isEnabled()), None)
        if free is not None:
            free.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return free is not None

    def _stand(self) -> None:
        """Where there is nothing to do the list has all the room."""
        doing = self.stack.currentWidget() is self.panel
        self.setVisible(doing or self.lasting or bool(self.buttons))

    def _act(self, act: CaseAct, *, first: bool) -> QPushButton:
        push = button(act.label, "primary" if first else "plain", key=act.key)
        on_click(push, partial(self.wanted.emit, act.name))
        push.setEnabled(not act.why)
        push.setToolTip(act.why)
        push.setAccessibleDescription(act.why)
        return push
