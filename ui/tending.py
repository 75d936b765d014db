"""What a manager does about the desk itself, beside the day's work: one guided path each."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.text import isolate, persian_digits
from ui.care import Care, EraseOrder, FoundCase, Moved, WasErased
from ui.guided import Guided, recovery_sheet
from ui.models.tending import TEND, FoundLine, found_line
from ui.tasks import Tasks
from ui.updating import Updating
from ui.views.care_pages import AskPassphrasePage, ErasePage, FolderPage, FoundPage
from ui.views.start_pages import PassphrasePage
from ui.views.wizard_pages import ChoicesPage, TellPage


class Tending(Guided):
    """`left`: back to the check-up. `moved`: this enrolment has ended. `ended`: the window may
    close, another version waits to be installed."""

    left = Signal()
    moved = Signal()
    ended = Signal()

    def __init__(self, care: Care, tasks: Tasks, parent: QObject) -> None:
        super().__init__(tasks, parent)
        self.care = care
        self.found: tuple[FoundLine, ...] = ()

    def begin(self) -> None:
        """What is there to do?"""
        self.said.clear()
        page = ChoicesPage(*TEND, key="Ctrl+{}")
        page.chosen.connect(self._choose)
        self.show("choices", page, self.begin, self.left.emit)

    def _choose(self, name: str) -> None:
        paths: dict[str, Callable[[], object]] = {
            "backup": self._backup,
            "found": self._found,
            "mirror": self._mirror,
            "erase": self._before_erase,
            "recovery": lambda: self._secret("کلید بازیابی تازه", self._recovery),
            "passphrase": lambda: self._secret("گذرواژه تازه", self._new),
            "keyring": lambda: self._secret("باز شدن با کلیددان سیستم", self._keyring),
            "move": self._move,
            "version": self._version,
        }
        paths[name]()

    def _version(self) -> None:
        left, ended = self.left.emit, self.ended.emit
        Updating(self, self.care, back=self.begin, left=left, ended=ended).begin()

    def _backup(self) -> None:
        self.show("folder", FolderPage(*_BACKUP, forward="پشتیبان بگیر"), self._back_up, self.begin)

    def _back_up(self) -> None:
        folder, back_up = self.said["folder"].strip(), self.care.back_up
        self.do(
            lambda tell: back_up(folder, tell),
            lambda path: self._done(_MADE, (isolate(str(path)),)),
        )

    def _mirror(self) -> None:
        self.show(
            "folder", FolderPage(*_SECOND, forward="از این پس اینجا"), self._follow, self.begin
        )

    def _follow(self) -> None:
        folder, mirror = self.said["folder"].strip(), self.care.mirror
        self.do(lambda _tell: mirror(folder), self._followed)

    def _followed(self, added: int) -> None:
        self._done(_FOLLOWS, (f"{persian_digits(added)} رویداد همین حالا نوشته شد.",))

    def _secret(self, title: str, after: Callable[[], object]) -> None:
        self.show("secret", AskPassphrasePage(title), after, self.begin)

    def _recovery(self) -> None:
        recovery_sheet(self, self.care, self.said["passphrase"], self.begin)

    def _new(self) -> None:
        self.said["old"] = self.said["passphrase"]
        self.show("passphrase", PassphrasePage(), self._change, self.begin)

    def _change(self) -> None:
        old, new, change = self.said["old"], self.said["passphrase"], self.care.change_passphrase
        self.do(lambda _tell: change(old, new), lambda _: self._done(_CHANGED, ()))

    def _keyring(self) -> None:
        passphrase, keep = self.said["passphrase"], self.care.keep_in_keyring
        self.do(lambda _tell: keep(passphrase), lambda _: self._done(_KEPT, ()))

    def _move(self) -> None:
        page = TellPage(*_BEFORE_MOVE, forward="می‌خواهم منتقل کنم")
        self.show("moving", page, self._where, self.begin)

    def _where(self) -> None:
        self.show("folder", FolderPage(*_MOVE, forward="پایان کار اینجا"), self._go, self._move)

    def _go(self) -> None:
        folder, move = self.said["folder"].strip(), self.care.move
        self.do(lambda tell: move(folder, tell), self._gone)

    def _gone(self, moved: Moved) -> None:
        page = TellPage(
            *_MOVED, (isolate(moved.path), *(_OWED if moved.owed else ())), forward="دانستم"
        )
        self.show("moved", page, self.moved.emit, None)

    def _before_erase(self) -> None:
        page = TellPage(*_BEFORE_ERASE, forward="دستور را می‌نویسم")
        self.show("moving", page, self._order, self.begin)

    def _order(self) -> None:
        self.show("erase", ErasePage(), self._erase, self.begin)

    def _erase(self) -> None:
        said, erase = self.said, self.care.erase
        order = EraseOrder(said["tid"], said["ground"], said["number"], said["date"])
        self.do(lambda tell: erase(order, tell), self._erased)

    def _erased(self, done: WasErased) -> None:
        counts = f"{persian_digits(done.bodies)} محتوا و {persian_digits(done.documents)} مدرک"
        self._done((_ERASED[0], f"{counts} {_ERASED[1 if done.left else 2]}"), done.left)

    def _found(self) -> None:
        page = FoundPage()
        self.show("found", page, lambda: self._take(page), self.begin)
        page.show_lines(self.found)

    def _take(self, page: FoundPage) -> None:
        scanned, take = self.said["text"].strip(), self.care.take_receipt
        self.do(lambda _tell: take(scanned), lambda case: self._taken(page, case))

    def _taken(self, page: FoundPage, case: FoundCase) -> None:
        self.found = (found_line(case), *self.found)
        self.view.busy(None)
        page.show_lines(self.found)

    def _done(self, told: tuple[str, str], lines: tuple[str, ...]) -> None:
        self.show("told", TellPage(*told, lines, forward="بازگشت به معاینه"), self.left.emit, None)


_BACKUP = (
    "پشتیبان بگیر",
    "پشتیبان رمزشده است و پس از نوشتن، همه آن بازخوانی و وارسی می‌شود. یک رونوشت را بیرون از این "
    "رایانه نگه دارید.",
)
_MADE = ("پشتیبان گرفته شد", "نوشته شد، همه صفحه‌ها و رویدادهای آن بازخوانی شد.")
_CHANGED = (
    "گذرواژه تازه",
    "از این پس باجه با گذرواژه تازه باز می‌شود. پشتیبان‌های پیشین با گذرواژه زمان خودشان باز می‌شوند.",
)
_KEPT = (
    "کلیددان سیستم",
    "از این پس همین کاربر رایانه می‌تواند باجه را بی گذرواژه باز کند. گذرواژه همچنان کار می‌کند.",
)
_SECOND = (
    "نسخه دوم رویدادها",
    "رویدادهای امضاشده، بی داده شخصی، در پوشه یا حافظه‌ای دیگر هم نوشته می‌شوند و دیگر عوض "
    "نمی‌شوند. حافظه که نباشد، بعداً خودبه‌خود کامل می‌شود.",
)
_FOLLOWS = ("نسخه دوم رویدادها", "از این پس هر نیم دقیقه آنچه تازه است به آن افزوده می‌شود.")
_BEFORE_ERASE = (
    "امحای داده یک درخواست",
    "پیش از آغاز بدانید:",
    (
        "فقط درخواستی که پایان یافته و به سازمان رسیده است؛ بازگشتی ندارد.",
        "محتوا، پاسخ‌ها، نمایه جست‌وجو، مدارک و پشتیبان‌ها پاک می‌شوند؛ زنجیره و مبلغ‌ها می‌مانند.",
        "به اندازه پرونده تا چند دقیقه درخواست تازه‌ای ثبت نمی‌شود.",
    ),
)
_ERASED = (
    "امحا شد",
    "امحا شد. این نسخه‌ها را فقط شما می‌توانید پاک کنید:",
    "امحا شد و نسخه دیگری که این باجه بشناسد نمانده است.",
)
_MOVE = (
    "بسته انتقال",
    "بسته در این پوشه نوشته می‌شود؛ آن را با حافظه به رایانه تازه ببرید و همان‌جا «انتقال باجه از "
    "رایانه دیگر» را بزنید.",
)
_BEFORE_MOVE = (
    "انتقال باجه به رایانه دیگر",
    "پیش از آغاز بدانید:",
    (
        "آنچه مانده است به سازمان فرستاده می‌شود و این ثبت باجه پایان می‌یابد.",
        "پس از آن در این رایانه فقط می‌توان دید، چاپ مجدد گرفت و خروجی گرفت.",
        "در رایانه تازه کد ثبت از سازمان و همین گذرواژه لازم است.",
    ),
)
_MOVED = ("کار این باجه در اینجا پایان یافت", "بسته انتقال اینجاست:")
_OWED = ("بخشی هنوز به سازمان نرسیده بود؛ با بسته می‌رود و از رایانه تازه فرستاده می‌شود.",)
