"""The guided paths before a desk is open: begin one, bring one back, take one over, enrol it again.

What was typed stays only as long as the path; every long step runs on a worker and can be stopped.
"""

import secrets
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refusal
from app.domain.progress import Tell
from ui import words
from ui.care import Care, House, Met, NewDesk
from ui.longwork import LongWork
from ui.models.starting import AT_UNLOCK, LOST, NEW, OLD, STEPS, Flow
from ui.tasks import Tasks
from ui.views.return_pages import CodePage, FilePage
from ui.views.start_pages import (
    AddressPage,
    CheckPage,
    ManagerPage,
    PassphrasePage,
    RecoveryPage,
)
from ui.views.wizard import WizardView
from ui.views.wizard_pages import ChoicesPage, Page, TellPage

ENDING = ".pkbackup"


class Starting(QObject):
    """`ended(passphrase)`: there is a desk to open ("" when the passphrase must be asked)."""

    ended = Signal(str)

    def __init__(self, care: Care, tasks: Tasks, house: House, parent: QObject) -> None:
        super().__init__(parent)
        self.care, self.tasks, self.house = care, tasks, house
        self.said: dict[str, str] = {}
        self.flow: Flow = "choices"
        self.work = LongWork(tasks, self)
        self.view = WizardView()
        self.work.progressed.connect(self._progressed)
        self.view.forward.connect(self._forward)
        self.view.back.connect(self._back)
        self.view.stopped.connect(self.work.stop)
        self._next: Callable[[], object] = self.begin
        self._before: Callable[[], object] = self._leave

    def begin(self, told: str = "") -> None:
        """Where to?"""
        self.said.clear()
        page = ChoicesPage(*(AT_UNLOCK if self.house.desk else NEW))
        page.chosen.connect(self._choose)
        self._show("choices", page, self.begin, self._leave)
        self.view.trouble.say(told)

    # -- a new desk

    def _address(self) -> None:
        self._show("address", AddressPage(), self._passphrase, self.begin)

    def _passphrase(self) -> None:
        self._show("passphrase", PassphrasePage(), self._meet, self._address)

    def _meet(self) -> None:
        new = NewDesk(self.said["url"], self.said["code"], self.said["passphrase"])
        meet = self.care.meet
        self._do(lambda tell: meet(new, tell), self._met)

    def _met(self, met: Met) -> None:
        page = CheckPage(words.check_string(met.check), met.office, met.desk)
        self._show("check", page, lambda: self._manager(met), self._differs)

    def _differs(self) -> None:
        self.tasks.run(self.care.forget, lambda _: self.begin(_DIFFERS), self._failed)

    def _manager(self, met: Met) -> None:
        self._show("manager", ManagerPage(met.managers), self._appoint, lambda: self._met(met))

    def _appoint(self) -> None:
        number, password, appoint = self.said["manager"], self.said["password"], self.care.appoint
        self._do(lambda tell: appoint(number, password, tell), lambda _: self._recovery())

    def _recovery(self) -> None:
        passphrase, draw = self.said["passphrase"], self.care.recovery_key
        self._do(lambda _tell: draw(passphrase), self._drawn)

    def _drawn(self, key: str) -> None:
        first = secrets.randbelow(8)
        second = (first + 1 + secrets.randbelow(7)) % 8
        page = RecoveryPage(key, (min(first, second), max(first, second)))
        page.printed.connect(lambda: self._print(page, key))
        self._show("recovery", page, self._done, None)

    def _print(self, page: RecoveryPage, key: str) -> None:
        print_ = self.care.print_recovery
        page.tell("در حال چاپ…", "info")
        self.tasks.run(
            lambda: print_(key),
            lambda _: page.tell("چاپ شد؛ روی برگه را ببینید.", "good"),
            lambda refusal: page.tell(words.sentence(refusal), "bad"),
        )

    def _done(self) -> None:
        page = TellPage(*_READY, forward="ورود به پیشخوان", wish=_KEYRING)
        self._show("done", page, self._keep, None)

    def _keep(self) -> None:
        if not self.said.get("wish"):
            return self._finish()
        passphrase, keep = self.said["passphrase"], self.care.keep_in_keyring
        return self._do(lambda _tell: keep(passphrase), lambda _: self._finish())

    # -- a desk that comes back

    def _choose(self, name: str) -> None:
        paths: dict[str, Callable[[], object]] = {
            "enrol": self._address,
            "restore": lambda: self._file("restore"),
            "move": lambda: self._file("move"),
            "renew": self.renew,
            "recover": lambda: self._code(lost=True),
            "lost": self._lost,
        }
        paths[name]()

    def renew(self, told: str = "") -> None:
        """Straight to a new enrolment: an old copy was opened."""
        self._code(lost=False)
        self.view.trouble.say(told)

    def old_copy(self, look: Callable[[], object]) -> None:
        """An old or copied desk file was opened: enrol it again, or only look."""
        page = ChoicesPage(*OLD)
        page.chosen.connect(lambda name: look() if name == "look" else self.renew())
        self._show("choices", page, self.begin, None)

    def _file(self, flow: Flow) -> None:
        title, lead = _FILES[flow]
        self._show(flow, FilePage(title, lead, ENDING), self._restore, self.begin)

    def _restore(self) -> None:
        file, passphrase, restore = self.said["file"], self.said["passphrase"], self.care.restore
        self._do(lambda tell: restore(file, passphrase, tell), self._restored)

    def _restored(self, again: bool) -> None:
        self.house = House(desk=True, keyring=False)
        if again:
            page = CodePage(passphrase=self.said["passphrase"])
            self._show("code", page, self._enrol_again, self._later)
        else:
            self._show("back", TellPage(*_BACK, forward="بازکردن باجه"), self._finish, None)

    def _later(self) -> None:
        """Without a code it may be read, reprinted and exported."""
        self._finish()

    def _code(self, *, lost: bool) -> None:
        self.said["lost"] = "yes" if lost else ""
        self._show("code", CodePage(lost=lost), self._enrol_again, self.begin)

    def _enrol_again(self) -> None:
        said, care = dict(self.said), self.care
        if said.get("lost"):
            work = lambda tell: care.recover(said["key"], said["passphrase"], said["code"], tell)  # noqa: E731
        else:
            work = lambda tell: care.enrol_again(said["passphrase"], said["code"], tell)  # noqa: E731
        self._do(work, self._enrolled_again)

    def _enrolled_again(self, check: str) -> None:
        self._show("check_again", CheckPage(words.check_string(check)), self._finish, None)

    def _lost(self) -> None:
        page = TellPage(*LOST, forward="")
        self._show("lost", page, self.begin, self.begin)

    # -- the frame

    def _show(
        self,
        flow: Flow,
        page: Page,
        forward: Callable[[], object],
        back: Callable[[], object] | None,
    ) -> None:
        self.flow, self._next = flow, forward
        self._before = back or (lambda: None)
        self.view.show_page(page, STEPS.get(flow, (0, 0)))
        may_leave = back is not None and (back != self._leave or self.house.desk)
        self.view.leave.setVisible(may_leave)

    def _forward(self) -> None:
        if self.view.page is not None and not self.work.running:
            self.said |= self.view.page.values()
            self._next()

    def _back(self) -> None:
        if not self.work.running:
            self._before()

    def _do(self, work: Callable[[Tell], Any], done: Callable[[Any], object]) -> None:
        self.view.busy(words.BEGUN)
        self.view.trouble.say("")
        self.work.run(work, done, self._failed)

    def _progressed(self, progress: Any) -> None:
        if self.work.running:
            self.view.busy(progress)

    def _failed(self, refusal: Refusal) -> None:
        self.view.refuse(words.sentence(refusal), words.who_acts(refusal))

    def _leave(self) -> None:
        if self.house.desk:
            self._finish()

    def _finish(self) -> None:
        passphrase = self.said.get("passphrase", "")
        self.said.clear()
        self.ended.emit(passphrase)


_DIFFERS = (
    "این ثبت کنار گذاشته شد. به سازمان تنظیم مقررات بگویید رشته وارسی یکی نبود تا آن را باطل کند؛ "
    "سپس کد تازه بگیرید."
)
_READY = (
    "باجه آماده است",
    "پرونده رمزشده ساخته شد و فهرست خدمات رسید. از این پس با شبکه و بی‌شبکه کار می‌کند.",
    (
        "چاپگر و کارت‌خوان را مدیر دفتر در تنظیمات می‌افزاید.",
        "متصدیان را مدیر دفتر در «کارکنان» راه می‌اندازد.",
        "هر دوازده ساعت پشتیبان گرفته می‌شود؛ رونوشتی از آن را بیرون از این رایانه نگه دارید.",
    ),
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
