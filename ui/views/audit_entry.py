"""One entry: facts and body at the right; the check made here, neighbours and the signed text at
the left."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.models.audit_body import BodyLine
from ui.models.audit_entry import OpenEntry
from ui.theme import sizes
from ui.views.flow import Flow
from ui.views.parts import (
    RIGHT,
    Notice,
    button,
    card,
    chip,
    clear,
    icon,
    on_click,
    retone,
    row,
    scroll,
    text,
    tight,
)

INDENT = 18
ICONS = {"good": "shield-check", "bad": "trash-2", "warn": "clock"}
ACTS = (
    ("پرونده", "F7", "case"),
    ("رویداد پیشین", "F8", "before"),
    ("رویداد پسین", "F9", "after"),
    ("نگه‌داشتن برهان", "F11", "save_proof"),
    ("بسته ادله", "F12", "package"),
    ("زنجیره باجه", "Shift+F8", "chain"),
    ("بازگشت", "Esc", "back"),
)


class AuditEntryView(QWidget):
    """Draws an OpenEntry. Reports `acted(name)`."""

    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title, self.under = text("", "title"), text("", "soft")
        self.state, self.told = chip("", ""), Notice("bad")
        self.verdict = chip("", "")
        self.facts, self.body = QGridLayout(), QGridLayout()
        for grid in (self.facts, self.body):
            grid.setHorizontalSpacing(16)
        self.note = text("", "soft", wrap=True)
        self.uncover = on_click(button("نمایش با ذکر دلیل", key="F10"), self._named("unmask"))
        self.checks, self.around = tight(QVBoxLayout(), 8), tight(QVBoxLayout(), 6)
        self.signed = QPlainTextEdit()
        self.signed.setReadOnly(True)
        self.signed.setTabChangesFocus(True)
        self.signed.setAccessibleName("متن امضاشده")
        self.signed.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        sizes.hold(self.signed, height=120)
        self.acts: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(10)
        column.addLayout(row(self.title, self.state, self.under, 1, self.verdict, space=12))
        column.addWidget(self.told)
        inside = QWidget()
        self.halves = halves = tight(QHBoxLayout(inside), 16)
        halves.addLayout(self._right(), 5)
        halves.addLayout(self._left(), 4)
        self.area = scroll(inside, name="رویداد")
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(self.area, 1)
        column.addWidget(self._foot())

    def show_busy(self, words: str) -> None:
        """Nothing of another entry stays while this one is on its way."""
        self.told.say("")
        self.title.setText(words)
        self.under.setText("")
        self.verdict.hide()
        self.state.hide()
        self.area.setVisible(False)

    def show_entry(self, entry: OpenEntry) -> None:
        """The only place that touches the widgets after building."""
        self.title.setText(entry.title)
        self.under.setText(entry.under)
        said, tone = entry.verdict
        self._mark(said, tone)
        self.facts_of(entry)
        self.note.setText(entry.body_note)
        self.note.setVisible(bool(entry.body_note))
        self.uncover.setVisible(entry.may_uncover)
        self._body(entry.lines)
        self._checks(entry)
        self._around(entry)
        self.signed.setPlainText(entry.sheet.token)
        self.acts["before"].setEnabled(entry.sheet.before is not None)
        self.acts["after"].setEnabled(entry.sheet.after is not None)
        self.acts["save_proof"].setEnabled(entry.sheet.proof is not None)
        # Shown only when it is whole: a panel that is filled in sight keeps the height it had.
        self.halves.activate()
        self.area.setVisible(True)

    def focus(self) -> None:
        """On what is read."""
        (self.area if self.area.isVisible() else self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def facts_of(self, entry: OpenEntry) -> None:
        """Labels and facts, two columns."""
        clear(self.facts)
        for at, (label, said) in enumerate(entry.facts):
            self.facts.addWidget(text(label, "label"), at, 0)
            shown = text(said, "body", wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.facts.addWidget(shown, at, 1)
        self.facts.setColumnStretch(1, 1)

    def _mark(self, said: str, tone: str) -> None:
        self.verdict.setText(said)
        retone(self.verdict, tone)
        self.verdict.show()

    def _body(self, lines: tuple[BodyLine, ...]) -> None:
        clear(self.body)
        for at, line in enumerate(lines):
            label = text(line.label, "label" if line.value else "strong")
            label.setContentsMargins(0, 0, line.deep * INDENT, 0)
            label.setToolTip(line.path)
            self.body.addWidget(label, at, 0)
            if line.value:
                said = chip(line.value, "warn") if line.covered else text(line.value, wrap=True)
                self.body.addWidget(said, at, 1, RIGHT if line.covered else Qt.AlignmentFlag(0))
        self.body.setColumnStretch(1, 1)

    def _checks(self, entry: OpenEntry) -> None:
        clear(self.checks)
        for line in entry.checks:
            words = f"{line.words} ({line.detail})" if line.detail else line.words
            said = text(words, "message", wrap=True)
            retone(said, line.tone)
            mark = icon(ICONS[line.tone], line.tone, 18)
            step = row(mark, said, space=8)
            step.setStretch(1, 1)
            self.checks.addLayout(step)

    def _around(self, entry: OpenEntry) -> None:
        clear(self.around)
        for said, _ in entry.neighbours:
            self.around.addWidget(text(said, "soft", wrap=True))
        for said in entry.forks:
            self.around.addWidget(_toned(said, "bad"))
        for said in entry.findings:
            self.around.addWidget(_toned(f"یافته: {said}", "warn"))

    def _right(self) -> QVBoxLayout:
        column = tight(QVBoxLayout(), 12)
        first, inside = card(margin=16, space=8)
        inside.addWidget(text("رویداد", "heading"))
        inside.addLayout(self.facts)
        second, under = card(margin=16, space=8)
        head = row(text("محتوا", "heading"), 1, self.uncover)
        under.addLayout(head)
        under.addWidget(self.note)
        under.addLayout(self.body)
        column.addWidget(first)
        column.addWidget(second)
        column.addStretch(1)
        return column

    def _left(self) -> QVBoxLayout:
        column = tight(QVBoxLayout(), 12)
        for heading, inner in (
            ("بررسی همین برنامه", self.checks),
            ("همسایه‌ها و یافته‌ها", self.around),
        ):
            box, inside = card(margin=16, space=10)
            inside.addWidget(text(heading, "heading"))
            inside.addLayout(inner)
            column.addWidget(box)
        column.addWidget(self._text())
        column.addStretch(1)
        return column

    def _text(self) -> QFrame:
        box, inside = card(margin=16, space=8)
        inside.addWidget(text("متن امضاشده", "heading"))
        inside.addWidget(self.signed)
        return box

    def _foot(self) -> QWidget:
        foot = QWidget()
        flow = Flow(foot, 8)
        for words, key, name in ACTS:
            self.acts[name] = on_click(button(words, key=key), self._named(name))
            flow.addWidget(self.acts[name])
        return foot

    def _named(self, name: str) -> Callable[[], None]:
        return lambda: self.acted.emit(name)


def _toned(said: str, tone: str) -> QWidget:
    label = text(said, "message", wrap=True)
    retone(label, tone)
    return label
