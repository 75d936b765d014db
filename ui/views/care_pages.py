"""Pages of what is done about the desk itself: a folder, a passphrase, a found receipt."""

from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.models.tending import FoundLine
from ui.views import files
from ui.views.parts import button, card, chip, clear, on_click, row, text, tight
from ui.views.wizard_pages import Page


class FolderPage(Page):
    """Where to: a folder or a stick."""

    def __init__(self, title: str, lead: str, *, forward: str) -> None:
        super().__init__()
        self.title, self.lead, self.forward = title, lead, forward
        self.ask("folder", "پوشه", code=True)
        self.column.addLayout(row(on_click(button("برگزیدن پوشه…"), self.pick), 1))

    def pick(self) -> None:
        """The system's own dialog."""
        files.choose_folder(self, self.title, self._picked)

    def _picked(self, path: Path) -> None:
        self.lines["folder"].setText(str(path))
        self.lines["folder"].setFocus()

    def trouble(self) -> str:
        """A folder is needed."""
        return "" if self.lines["folder"].text().strip() else "پوشه را برگزینید."


class VersionPage(FolderPage):
    """Where to look for another version: at the publisher's, or in a folder."""

    def __init__(self) -> None:
        super().__init__(
            "نسخه تازه برنامه",
            "از ناشر پرسیده می‌شود. اگر خط نیست، پوشه‌ای از حافظه را که نسخه‌ها در آن است برگزینید.",
            forward="نگاه کن",
        )

    def trouble(self) -> str:
        """Nothing is needed."""
        return ""


class CommandPage(Page):
    """A command for the computer's administrator, to be copied from its line."""

    title, forward = "آماده نصب است", "بستن پنجره"
    lead = "پنجره را ببندید و این فرمان را در پایانه، با گذرواژه مدیر رایانه، بزنید."

    def __init__(self, command: str) -> None:
        super().__init__()
        line = self.ask("command", "فرمان نصب", code=True)
        line.setText(command)
        line.setReadOnly(True)
        line.selectAll()


class AskPassphrasePage(Page):
    """The desk's passphrase, before its keys are changed."""

    lead = "برای این کار گذرواژه باجه لازم است."

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.ask("passphrase", "گذرواژه باجه", secret=True)

    def trouble(self) -> str:
        """It is needed."""
        return "" if self.lines["passphrase"].text() else "گذرواژه باجه را بنویسید."


class ErasePage(Page):
    """The order: whose data, on which ground, by which paper."""

    title = "دستور امحا"
    lead = "هر چهار مورد در سیاهه رویدادها می‌ماند و به سازمان می‌رسد."
    forward = "امحا کن"

    def __init__(self) -> None:
        super().__init__()
        self.ask("tid", "شناسه پیگیری", code=True)
        self.ask("ground", "مبنای قانونی یا دستور")
        self.ask("number", "شماره نامه")
        self.ask("date", "تاریخ نامه، مانند ۱۴۰۵/۰۹/۰۱", code=True)

    def trouble(self) -> str:
        """An ID and a ground are needed."""
        if not self.lines["tid"].text().strip():
            return "شناسه پیگیری را بنویسید."
        return "" if self.lines["ground"].text().strip() else "مبنای امحا را بنویسید."


class FoundPage(Page):
    """A citizen's receipt, scanned or pasted, one after the other; what each says stands below."""

    title = "پرونده از روی رسید"
    lead = (
        "وقتی باجه‌ای گم شده و کار آن به سازمان نرسیده است: رمزینه رسید را پویش کنید یا نشانی زیر "
        "آن را بچسبانید. پرونده کوتاهی ثبت و به سازمان فرستاده می‌شود."
    )
    forward = "ثبت"

    def __init__(self) -> None:
        super().__init__()
        self.ask("text", "رمزینه رسید", code=True)
        self.told = tight(QVBoxLayout(), 6)
        self.column.addLayout(self.told)

    def trouble(self) -> str:
        """Something must have been scanned."""
        return "" if self.lines["text"].text().strip() else "رمزینه رسید را پویش کنید."

    def show_lines(self, lines: tuple[FoundLine, ...]) -> None:
        """The last few, the newest first; the line is free for the next."""
        clear(self.told)
        for line in lines[:3]:
            self.told.addWidget(_card(line))
        self.lines["text"].clear()
        self.lines["text"].setFocus()


def _card(line: FoundLine) -> QFrame:
    box, column = card("inset", margin=12, space=2)
    column.addLayout(row(text(line.tid, "strong"), 1, chip(line.pill, line.tone)))
    column.addWidget(text(line.said, "soft", wrap=True))
    column.addWidget(text(line.meaning, "note", wrap=True))
    return box
