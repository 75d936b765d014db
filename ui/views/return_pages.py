"""The pages that bring a desk back: a backup, another machine's package, a new enrolment."""

from pathlib import Path

from app.domain.passphrases import strength
from ui.views import files
from ui.views.parts import button, on_click, row
from ui.views.start_pages import STRENGTH
from ui.views.wizard_pages import Page

_AGAIN = (
    "از سازمان تنظیم مقررات کد ثبت بگیرید. باجه کلید و شماره تازه می‌گیرد؛ چیزی از پرونده کم "
    "نمی‌شود و آنچه فرستاده نشده بود در آن می‌ماند."
)
_LOST = (
    "با کلید بازیابی پرونده خوانده می‌شود، ولی امضای باجه از نو ساخته می‌شود؛ پس از سازمان کد ثبت "
    "هم لازم است."
)


class FilePage(Page):
    """A backup or a package of another machine, and the passphrase of that time."""

    def __init__(self, title: str, lead: str, ending: str) -> None:
        super().__init__()
        self.title, self.lead, self._ending = title, lead, ending
        self.ask("file", "پرونده", code=True)
        pick = on_click(button("برگزیدن پرونده…", "plain", key="F2"), self.pick)
        pick.setShortcut("F2")
        self.column.addLayout(row(pick, 1))
        self.ask("passphrase", "گذرواژه باجه در آن زمان", secret=True)

    def pick(self) -> None:
        """The system's own dialog."""
        files.choose(self, self.title, f"*{self._ending}", self._picked)

    def _picked(self, path: Path) -> None:
        self.lines["file"].setText(str(path))
        self.lines["passphrase"].setFocus()

    def trouble(self) -> str:
        """Both are needed."""
        if not self.lines["file"].text().strip():
            return "پرونده را برگزینید."
        return "" if self.lines["passphrase"].text() else "گذرواژه باجه را بنویسید."


class CodePage(Page):
    """Enrolling again: a code, and what opens the file (the passphrase, or the recovery key)."""

    title = "ثبت دوباره باجه"

    def __init__(self, *, lost: bool = False, passphrase: str = "") -> None:
        super().__init__()
        self.lost = lost
        self.lead = _LOST if lost else _AGAIN
        if lost:
            self.ask("key", "کلید بازیابی، ۵۶ رقم از روی کاغذ", code=True)
            self.ask("passphrase", "گذرواژه تازه باجه", secret=True)
            self.ask("again", "همان گذرواژه، بار دوم", secret=True)
        else:
            self.ask("passphrase", "گذرواژه باجه", secret=True).setText(passphrase)
        self.ask("code", "کد ثبت باجه", code=True)

    def trouble(self) -> str:
        """What is missing; a new passphrase must be a strong one."""
        said = self.values()
        if self.lost and not said["key"].strip():
            return "کلید بازیابی را از روی کاغذ بنویسید."
        if self.lost and strength(said["passphrase"]) in ("short", "weak"):
            return f"این گذرواژه پذیرفته نیست: {STRENGTH[strength(said['passphrase'])][0]}."
        if self.lost and said["passphrase"] != said["again"]:
            return "دو بار نوشتن گذرواژه یکسان نیست؛ دوباره بنویسید."
        if not said["passphrase"]:
            return "گذرواژه باجه را بنویسید."
        return "" if said["code"].strip() else "کد ثبت باجه را بنویسید."
