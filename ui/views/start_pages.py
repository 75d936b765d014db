"""The pages of a first start: code, passphrase, check string, first manager, recovery key."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from app.domain.acts import Operator
from app.domain.passphrases import LEAST, strength
from app.domain.staff import LEAST_PASSWORD
from app.domain.text import isolate, latin_digits, persian_digits
from ui.views.parts import LEFT, button, card, on_click, retone, row, text
from ui.views.wizard_pages import Page

STRENGTH = {
    "short": (f"کوتاه: دست‌کم {persian_digits(LEAST)} نویسه", "bad"),
    "weak": ("سست: به آن چند واژه دیگر بیفزایید", "bad"),
    "fair": ("خوب؛ با یک واژه دیگر محکم می‌شود", "warn"),
    "strong": ("محکم", "good"),
}


class AddressPage(Page):
    """Where the regulator is, and the one-time code it told this office."""

    title = "ثبت باجه تازه"
    lead = (
        "کد یک‌بارمصرف را از سازمان تنظیم مقررات بگیرید. هنگام کار باید به اینترنت وصل باشید. "
        "کد با رفتن به گام سوم مصرف می‌شود."
    )

    def __init__(self) -> None:
        super().__init__()
        self.ask("url", "نشانی سامانه سازمان", code=True).setPlaceholderText("https://")
        self.ask("code", "کد ثبت باجه", code=True)

    def trouble(self) -> str:
        """The form of both."""
        url = self.lines["url"].text().strip()
        if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            start = isolate("https://")
            return f"نشانی سامانه با {start} آغاز می‌شود؛ آن را از نامه سازمان بنویسید."
        return "" if self.lines["code"].text().strip() else "کد ثبت باجه را بنویسید."

    def values(self) -> dict[str, str]:
        """Digits of any script are the same digits."""
        said = {name: latin_digits(typed.strip()) for name, typed in super().values().items()}
        return said | {"url": said["url"].rstrip("/")}


class PassphrasePage(Page):
    """The desk's own passphrase, twice, with its strength said as it is typed."""

    title = "گذرواژه باجه"
    lead = (
        "پرونده این باجه با آن رمز می‌شود و هر بار که پنجره باز شود پرسیده می‌شود. چند واژه بی‌ربط "
        "پشت سر هم هم به یاد می‌ماند و هم محکم است. کسی نمی‌تواند آن را برای شما پیدا کند."
    )

    def __init__(self) -> None:
        super().__init__()
        self.ask("passphrase", "گذرواژه باجه", secret=True).textChanged.connect(self._weigh)
        self.told = text("", "message")
        self.column.addWidget(self.told)
        self.ask("again", "همان گذرواژه، بار دوم", secret=True)

    def trouble(self) -> str:
        """Too easy, or not the same twice."""
        typed, again = self.lines["passphrase"].text(), self.lines["again"].text()
        found = strength(typed)
        if found in ("short", "weak"):
            return f"این گذرواژه پذیرفته نیست: {STRENGTH[found][0]}."
        return "" if typed == again else "دو بار نوشتن گذرواژه یکسان نیست؛ دوباره بنویسید."

    def _weigh(self, typed: str) -> None:
        words, tone = STRENGTH[strength(typed)] if typed else ("", "")
        self.told.setText(words)
        retone(self.told, tone)


class CheckPage(Page):
    """The check string: two people compare it, here and at the regulator's console."""

    title = "عدد بازبینی"
    forward = "یکی است"
    lead = (
        "این رقم‌ها را با آنچه روی کنسول سازمان نوشته شده است، تلفنی بخوانید و بسنجید. اگر یکی "
        "نبود بازگردید: کس دیگری میان راه است و این ثبت کنار گذاشته می‌شود."
    )

    def __init__(self, check: str, office: str = "", desk: int = 0) -> None:
        super().__init__()
        box, column = card("inset", margin=20, space=6)
        digits = text(check, "display")
        digits.setAlignment(Qt.AlignmentFlag.AlignCenter)
        digits.setAccessibleName(f"عدد بازبینی {check}")
        column.addWidget(digits)
        if office:
            under = text(f"{office} · باجه {persian_digits(desk)}", "soft")
            under.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(under)
        self.column.addWidget(box)

    def focus(self) -> None:
        """Enter agrees, so the page itself hears it."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()


class ManagerPage(Page):
    """The first manager: a name of the regulator's list, and a password of their own."""

    title = "نخستین مدیر دفتر"
    lead = "مدیر دفتر را از فهرست سازمان برگزینید. دیگران را او پس از ورود می‌افزاید."

    def __init__(self, managers: tuple[Operator, ...]) -> None:
        super().__init__()
        self.people = QComboBox()
        self.people.setAccessibleName("مدیر دفتر")
        for person in managers:
            self.people.addItem(f"{person.name} – {persian_digits(person.number)}", person.number)
        self.column.addWidget(text("مدیر دفتر", "label"))
        self.column.addWidget(self.people)
        self.ask("password", "گذرواژه مدیر", secret=True)
        self.ask("again", "همان گذرواژه، بار دوم", secret=True)

    def trouble(self) -> str:
        """No manager, too short, or not the same twice."""
        if not self.people.count():
            return "سازمان برای این دفتر مدیری نام نبرده است؛ با سازمان تماس بگیرید."
        typed, again = self.lines["password"].text(), self.lines["again"].text()
        if len(typed) < LEAST_PASSWORD:
            return f"گذرواژه مدیر دست‌کم {persian_digits(LEAST_PASSWORD)} نویسه است."
        return "" if typed == again else "دو بار نوشتن گذرواژه یکسان نیست؛ دوباره بنویسید."

    def values(self) -> dict[str, str]:
        """With the number of whoever was chosen."""
        return super().values() | {"manager": str(self.people.currentData() or "")}


class RecoveryPage(Page):
    """The recovery key, told once; two groups are typed back from paper before one goes on."""

    title = "کلید بازیابی"
    lead = (
        "اگر گذرواژه فراموش شود تنها راه همین است و دیگر نشان داده نمی‌شود. چاپ کنید یا روی کاغذ "
        "بنویسید و در گاوصندوق بگذارید؛ سپس دو گروه را از روی کاغذ بنویسید."
    )
    printed = Signal()

    def __init__(self, key: str, asked: tuple[int, int], *, print_key: str) -> None:
        super().__init__()
        self.groups, self.asked = key.split("-"), asked
        self.column.addWidget(_grid(self.groups))
        self.said = text("", "message")
        self.print = on_click(button("چاپ برگه", "quiet", key=print_key), self.printed.emit)
        self.print.setShortcut(print_key)
        self.column.addLayout(row(self.print, self.said, 1))
        for place in asked:
            self.ask(str(place), f"گروه {persian_digits(place + 1)} از روی کاغذ", code=True)

    def trouble(self) -> str:
        """Both groups must be as they are on the paper."""
        for place in self.asked:
            if latin_digits(self.lines[str(place)].text().strip()) != self.groups[place]:
                return f"گروه {persian_digits(place + 1)} با کلید نمی‌خواند؛ از روی کاغذ بنویسید."
        return ""

    def tell(self, words: str, tone: str) -> None:
        """Whether the sheet came out."""
        self.said.setText(words)
        retone(self.said, tone)


def _grid(groups: list[str]) -> QWidget:
    box, column = card("inset", margin=16, space=0)
    grid = QGridLayout()
    grid.setSpacing(10)
    for place, group in enumerate(groups):
        head = text(f"{persian_digits(place + 1)}", "note")
        digits: Any = text(group, "heading")
        digits.setAlignment(LEFT)
        cell = row(head, digits, 1, space=10)
        grid.addLayout(cell, place // 4, place % 4)
    column.addLayout(grid)
    return box
