"""The guided paths before a desk is open: begin one, bring one back, take one over, enrol it again.

What was typed stays only as long as the path; every long step runs on a worker and can be stopped.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.acts import Operator
from app.domain.errors import Refusal
from app.domain.text import persian_digits
from ui import words
from ui.care import Care, Gear, House, Met, NewDesk, Starter
from ui.guided import Guided, recovery_sheet
from ui.models.starting import AT_UNLOCK, AUDIT, GONE, LOST, NEW, OLD, Flow
from ui.tasks import Tasks
from ui.views.return_pages import CodePage, FilePage
from ui.views.setup_pages import GearPage, PeoplePage
from ui.views.start_pages import (
    AddressPage,
    CheckPage,
    ManagerPage,
    PassphrasePage,
)
from ui.views.wizard_pages import ChoicesPage, TellPage

ENDING = ".pkbackup"


class Starting(Guided):
    """`ended(passphrase)`: there is a desk to open ("" when the passphrase must be asked). With
    `audits` there is a way for an auditor, who needs no desk.
    """

    ended = Signal(str)
    auditor = Signal()
    audits = False
    print_key = "F12"
    counts = True

    def __init__(self, care: Care, tasks: Tasks, house: House, parent: QObject) -> None:
        super().__init__(tasks, parent)
        self.care, self.house = care, house

    def begin(self, told: str = "") -> None:
        """Where to?"""
        self.said.clear()
        title, under, ways = AT_UNLOCK if self.house.desk else NEW
        page = ChoicesPage(title, under, (*ways, AUDIT) if self.audits else ways)
        page.chosen.connect(self._choose)
        self.show("choices", page, self.begin, self._leave if self.house.desk else None)
        self.view.trouble.say(told)

    # -- a new desk

    def _address(self) -> None:
        self.show("address", AddressPage(), self._passphrase, self.begin)

    def _passphrase(self) -> None:
        self.show("passphrase", PassphrasePage(), self._meet, self._address)

    def _meet(self) -> None:
        new = NewDesk(self.said["url"], self.said["code"], self.said["passphrase"])
        meet = self.care.meet
        self.do(lambda tell: meet(new, tell), self._met)

    def _met(self, met: Met) -> None:
        page = CheckPage(words.check_number(met.check), met.office, met.desk)
        self.show("check", page, lambda: self._manager(met), self._differs)

    def _differs(self) -> None:
        self.tasks.run(self.care.forget, lambda _: self.begin(_DIFFERS), self.failed)

    def _manager(self, met: Met) -> None:
        page = ManagerPage(met.managers)
        self.show("manager", page, lambda: self._appoint(met), lambda: self._met(met))

    def _appoint(self, met: Met) -> None:
        number, password, appoint = self.said["manager"], self.said["password"], self.care.appoint
        left = tuple(one for one in (*met.managers, *met.others) if one.number != number)
        self.do(lambda tell: appoint(number, password, tell), lambda _: self._recovery(left))

    def _recovery(self, others: tuple[Operator, ...] = ()) -> None:
        passphrase = self.said["passphrase"]
        recovery_sheet(self, self.care, passphrase, lambda: self._gear(others))

    def _gear(self, others: tuple[Operator, ...]) -> None:
        page = GearPage()
        self.show("gear", page, lambda: self._equip(page, others), None)

    def _equip(self, page: GearPage, others: tuple[Operator, ...]) -> None:
        """A device that is silent is told of once; the next Enter goes on without it."""
        gear, equip = page.gear, self.care.equip
        if gear in (Gear(kind=gear.kind), page.silent):
            self._people(others)
            return

        def kept(silent: tuple[Refusal, ...]) -> None:
            page.silent = gear
            if silent:
                said = " ".join(words.sentence(refusal) for refusal in silent)
                self.view.refuse(f"{said} {_KEPT}")
            else:
                self._people(others)

        self.do(lambda tell: equip(gear, tell), kept)

    def _people(self, others: tuple[Operator, ...]) -> None:
        if not others:
            return self._done()
        page = PeoplePage(others)
        return self.show("people", page, lambda: self._start(page.chosen), None)

    def _start(self, numbers: tuple[str, ...]) -> None:
        start = self.care.start_people
        if numbers:
            self.do(lambda tell: start(numbers, tell), self._codes)
        else:
            self._done()

    def _codes(self, starters: tuple[Starter, ...]) -> None:
        page = TellPage(*_CODES, tuple(map(_told, starters)), forward="به دستشان رسید")
        self.show("codes", page, self._done, None)

    def _done(self) -> None:
        page = TellPage(*_READY, forward="ورود به پیشخوان", wish=_KEYRING)
        self.show("done", page, self._keep, None)

    def _keep(self) -> None:
        if not self.said.get("wish"):
            return self._finish()
        passphrase, keep = self.said["passphrase"], self.care.keep_in_keyring
        return self.do(lambda _tell: keep(passphrase), lambda _: self._finish())

    # -- a desk that comes back

    def _choose(self, name: str) -> None:
        paths: dict[str, Callable[[], object]] = {
            "enrol": self._address,
            "restore": lambda: self._file("restore"),
            "move": lambda: self._file("move"),
            "renew": self.renew,
            "recover": lambda: self._code(lost=True),
            "lost": self._lost,
            "audit": self.auditor.emit,
        }
        paths[name]()

    def renew(self, told: str = "") -> None:
        """Straight to a new enrolment: an old copy was opened."""
        self._code(lost=False)
        self.view.trouble.say(told)

    def old_copy(self, look: Callable[[], object], *, moved: bool = False) -> None:
        """An old, copied or moved desk file was opened: enrol it again, or only look."""
        page = ChoicesPage(*(GONE if moved else OLD))
        page.chosen.connect(lambda name: look() if name == "look" else self.renew())
        self.show("choices", page, self.begin, None)

    def _file(self, flow: Flow) -> None:
        title, lead = _FILES[flow]
        self.show(flow, FilePage(title, lead, ENDING), self._restore, self.begin)

    def _restore(self) -> None:
        file, passphrase, restore = self.said["file"], self.said["passphrase"], self.care.restore
        self.do(lambda tell: restore(file, passphrase, tell), self._restored)

    def _restored(self, again: bool) -> None:
        self.house = House(desk=True, keyring=False)
        if again:
            page = CodePage(passphrase=self.said["passphrase"])
            self.show("code", page, self._enrol_again, self._later)
        else:
            self.show("back", TellPage(*_BACK, forward="بازکردن باجه"), self._finish, None)

    def _later(self) -> None:
        """Without a code it may be read, reprinted and exported."""
        self._finish()

    def _code(self, *, lost: bool) -> None:
        self.said["lost"] = "yes" if lost else ""
        self.show("code", CodePage(lost=lost), self._enrol_again, self.begin)

    def _enrol_again(self) -> None:
        said, care = dict(self.said), self.care
        again = care.enrol_again
        if said.get("lost"):
            again = partial(care.recover, said["key"])
        self.do(partial(again, said["passphrase"], said["code"]), self._enrolled_again)

    def _enrolled_again(self, check: str) -> None:
        self.show("check_again", CheckPage(words.check_number(check)), self._finish, None)

    def _lost(self) -> None:
        page = TellPage(*LOST, forward="")
        self.show("lost", page, self.begin, self.begin)

    def _leave(self) -> None:
        if self.house.desk:
            self._finish()

    def _finish(self) -> None:
        passphrase = self.said.get("passphrase", "")
        self.said.clear()
        self.ended.emit(passphrase)


_DIFFERS = (
    "این ثبت کنار گذاشته شد. به سازمان تنظیم مقررات بگویید عدد بازبینی یکی نبود تا آن را باطل کند؛ "
    "سپس کد تازه بگیرید."
)
_READY = (
    "باجه آماده است",
    "پرونده رمزشده ساخته شد و فهرست خدمات رسید. از این پس با شبکه و بی‌شبکه کار می‌کند.",
    (
        "چاپگر و کارت‌خوان را مدیر دفتر در «چاپگرها و کارت‌خوان» (Shift+F10) عوض می‌کند.",
        "همکاران بعدی را مدیر دفتر در «کارکنان» (Shift+F5) راه می‌اندازد.",
        "هر دوازده ساعت پشتیبان گرفته می‌شود؛ رونوشتی از آن را بیرون از این رایانه نگه دارید.",
    ),
)
_KEPT = "نشانی‌ها نگه داشته شد. درستشان کنید، یا با Enter بگذرید و بعداً ببینید."
_CODES = (
    "کد شروع همکاران",
    "همین یک بار دیده می‌شود و سه روز کار می‌کند. هر کس با آن تنها گذرواژه خود را می‌سازد.",
)
_KEYRING = "این رایانه با کلیددان سیستم هم باز شود"
_BACK = (
    "پشتیبان جای خود نشست",
    "همه صفحه‌ها و همه رویدادها وارسی شد و چیزی کم نیست. پرونده پیشین کنار آن مانده است.",
    (),
)
_FILES = {
    "restore": (
        "بازگرداندن از پشتیبان",
        "پشتیبان را برگزینید. پیش از آنکه جای چیزی را بگیرد، همه آن وارسی می‌شود؛ پرونده‌ای که "
        "اکنون هست پاک نمی‌شود و کنار گذاشته می‌شود.",
    ),
    "move": (
        "انتقال باجه از رایانه دیگر",
        "در رایانه پیشین «انتقال باجه» را بزنید و بسته آن را با حافظه به اینجا بیاورید. پس از آن "
        "کد ثبت از سازمان لازم است.",
    ),
}


def _told(one: Starter) -> str:
    code = words.grouped(f"{one.code[:4]} {one.code[4:]}")
    return f"{one.name} – {persian_digits(one.number)}: {code}"
