"""The pages of the guided paths: each asks a few things, says what is wrong, gives its values."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.text import persian_digits
from ui.theme import sizes
from ui.views.parts import LEFT, RIGHT, card, icon, on_click, row, text, tight

MANY = 5  # more choices stand in two columns


class Page(QWidget):
    """`forward` names the way on ("": the page leads on itself). `entered`: Enter at the end."""

    entered = Signal()
    title = ""
    lead = ""
    forward = "ادامه"
    breadth = 620

    def __init__(self) -> None:
        super().__init__()
        self.column = tight(QVBoxLayout(self), 6)
        self.lines: dict[str, QLineEdit] = {}

    def trouble(self) -> str:
        """What is missing or wrong; empty when one may go on."""
        return ""

    def values(self) -> dict[str, str]:
        """What was typed."""
        return {name: line.text() for name, line in self.lines.items()}

    def focus(self) -> None:
        """The first line that is empty."""
        empty = [line for line in self.lines.values() if not line.text()]
        for line in [*empty, *self.lines.values()][:1]:
            line.setFocus()

    def ask(self, name: str, label: str, *, secret: bool = False, code: bool = False) -> QLineEdit:
        """One labelled line; Enter goes to the next one."""
        line = QLineEdit()
        line.setAlignment(LEFT if code else RIGHT)
        if code:
            line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setAccessibleName(label)
        line.returnPressed.connect(lambda: self._after(name))
        self.lines[name] = line
        self.column.addWidget(text(label, "label"))
        self.column.addWidget(line)
        return line

    def _after(self, name: str) -> None:
        names = list(self.lines)
        at = names.index(name)
        if at + 1 < len(names):
            self.lines[names[at + 1]].setFocus()
        else:
            self.entered.emit()


class Choice(QPushButton):
    """A large button: what it does, in a line what for, and its key."""

    def __init__(self, words: str, note: str, *, key: str, name: str) -> None:
        super().__init__()
        self.setProperty("role", "choice")
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        line = row(icon(name, "primary", 24), space=14)
        line.setContentsMargins(16, 10, 16, 10)
        said = tight(QVBoxLayout(), 2)
        said.addWidget(text(words, "strong"))
        said.addWidget(text(note, "note", wrap=True))
        line.addLayout(said, 1)
        line.addWidget(text(key, "note"))
        self.setLayout(line)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class ChoicesPage(Page):
    """Where to? Reports `chosen(name)`."""

    chosen = Signal(str)
    forward = ""

    def __init__(
        self,
        title: str,
        lead: str,
        choices: tuple[tuple[str, str, str, str], ...],
        *,
        key: str = "F{}",
    ) -> None:
        super().__init__()
        self.title, self.lead = title, lead
        self.choices: dict[str, Choice] = {}
        columns = 2 if len(choices) > MANY else 1
        self.breadth = 860 if columns == 2 else self.breadth
        grid = QGridLayout()
        grid.setSpacing(10)
        self.column.addLayout(grid)
        first = 2 if key == "F{}" else 1
        for place, (name, sign, words, note) in enumerate(choices, start=first):
            choice = Choice(words, note, key=key.format(place), name=sign)
            choice.setShortcut(key.format(place))
            on_click(choice, partial(self.chosen.emit, name))
            choice.setAutoDefault(True)
            self.choices[name] = choice
            grid.addWidget(choice, *divmod(place - first, columns))

    def focus(self) -> None:
        """On the first."""
        next(iter(self.choices.values())).setFocus()


class TellPage(Page):
    """Something to read, line by line, and perhaps a wish that may be ticked."""

    def __init__(
        self, title: str, lead: str, lines: tuple[str, ...], *, forward: str, wish: str = ""
    ) -> None:
        super().__init__()
        self.title, self.lead, self.forward = title, lead, forward
        box, column = card("inset", margin=16, space=10)
        for place, words in enumerate(lines):
            column.addLayout(_numbered(place, words))
        box.setVisible(bool(lines))
        self.column.addWidget(box)
        self.box = QCheckBox(wish)
        self.box.setVisible(bool(wish))
        self.column.addWidget(self.box)

    def values(self) -> dict[str, str]:
        """Whether the wish was ticked."""
        return {"wish": "yes" if self.box.isChecked() else ""}

    def focus(self) -> None:
        """The page hears Enter."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()


def _numbered(place: int, words: str) -> Any:
    mark = text(persian_digits(place + 1), "key")
    mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
    sizes.hold(mark, span=26)
    line = row(mark, text(words, "body", wrap=True), space=10)
    line.setStretch(1, 1)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    return line
