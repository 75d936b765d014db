"""Every dialog and every page of the guided paths, with something in it, for tests that look.

A new one without a picture here fails `test_every_dialog`.
"""

from collections.abc import Callable

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.domain.acts import DraftRow
from app.domain.approvals import Ask
from app.domain.audit import Facets, Filter, SavedQuery
from app.domain.catalogue import Catalogue
from app.domain.missing import Missing
from app.domain.outbox import QueueKey, QueueLine
from app.domain.printer_settings import PrinterSettings
from app.domain.printers import Printer
from app.domain.staff import DoorRules, Person
from app.domain.staff import Standing as Stands
from tests.ui.desk_functions import NOW, OPERATOR
from tests.ui.desk_press import page_picture
from tests.ui.desk_staff import MANAGER
from ui.keys import keys_at
from ui.models.drafts import DraftLine, FieldMove, Move
from ui.models.guide import guide_of
from ui.models.pages import Pages
from ui.models.people import PersonLine
from ui.models.sending import row_of
from ui.staff import AtDoor
from ui.views import (
    allowed,
    approval,
    audit_saved,
    by_hand,
    care_pages,
    crop,
    drafts,
    duties,
    finding,
    guide,
    keymap,
    lacking,
    pages,
    paper_look,
    printer_forms,
    question,
    reason,
    return_pages,
    setup_pages,
    staff_dialogs,
    start_pages,
    ticket,
    upgrade,
    visitor,
    why,
    wizard_pages,
)
from ui.views.wizard import WizardView

KEY, TID = "birth_cert_replace", "000000012076000160"
PRINTER = Printer("باجه", "tcp", "127.0.0.1:9100", "escpos")
SETTINGS = PrinterSettings((PRINTER,))
LONG = "گواهی پایان خدمت، یا معافیت دائم، برای متقاضی مرد زیر پنجاه سال"
Make = Callable[[Catalogue, QWidget], QWidget]


def _line() -> DraftLine:
    row = DraftRow("d", 102, "تعویض شناسنامه", "مریم نمونه", (LONG,), NOW, "1405/08/30")
    return DraftLine(row, "تعویض شناسنامه – مریم نمونه", "۵ دقیقه پیش", LONG, "۱ خطا", "warn")


def _person() -> PersonLine:
    return PersonLine(Stands(Person(OPERATOR), True), OPERATOR.name, "متصدی", (("فعال", "good"),))


def _guide(catalogue: Catalogue, parent: QWidget) -> QWidget:
    return guide.GuideView(guide_of(catalogue, catalogue.by_key(KEY)), parent)


def _approval(_: Catalogue, parent: QWidget) -> QWidget:
    ask = Ask("void", "نام خانوادگی نادرست نوشته شد", tid=TID, amount=500_000)
    return approval.ApprovalView(ask, (AtDoor(MANAGER, pin=True),), parent)


def _finding(_: Catalogue, parent: QWidget) -> QWidget:
    line = QueueLine(QueueKey("entries", 7), "quarantined", NOW, tid=TID, title="تعویض شناسنامه")
    return finding.FindingView(row_of(line, NOW), parent)


def _pages(_: Catalogue, parent: QWidget) -> QWidget:
    return pages.PagesView(Pages.of_service("تعویض شناسنامه", 102), parent)


def _move() -> Move:
    fields = (
        FieldMove("کد پستی", "دیگر پرسیده نمی‌شود", "۱۳۱۹۹۹۴۵۶۷", "bad"),
        FieldMove(LONG, "پرسش تازه", "", "info"),
    )
    return Move("از نسخه ۱ کاربرگ به نسخه ۲", fields, 1)


DIALOGS: dict[str, Make] = {
    "pages": _pages,
    "why": lambda _, parent: why.WhyView(why.READ, parent),
    "keymap": lambda _, parent: keymap.KeyMapView("درخواست", keys_at("request"), parent),
    "lacking": lambda _, parent: lacking.LackingView(
        "تعویض شناسنامه", (Missing(LONG, "copy"), Missing("عکس", "original_seen")), parent
    ),
    "take": ticket.TakeView,
    "send-on": lambda catalogue, parent: ticket.SendOnView(
        7, (("2", "امیر آزمایشی"),), catalogue, parent
    ),
    "saved": lambda _, parent: audit_saved.SavedView(
        (SavedQuery(1, "رسیدهای شب", Filter()),), Facets(), parent
    ),
    "visitor": lambda _, parent: visitor.VisitorView("", parent),
    "by-hand": lambda _, parent: by_hand.ByHandView("/media/stick", parent),
    "upgrade": lambda _, parent: upgrade.UpgradeView(_move(), parent),
    "printer": lambda _, parent: printer_forms.PrinterForm(PRINTER, parent),
    "route": lambda _, parent: printer_forms.RouteForm("رسید", "receipt", SETTINGS, parent),
    "terminal": lambda _, parent: printer_forms.TerminalForm(SETTINGS, parent),
    "office": lambda _, parent: printer_forms.OfficeForm(SETTINGS, parent),
    "reason": lambda _, parent: reason.ReasonView("چاپ دوباره رسید", LONG, parent),
    "question": lambda _, parent: question.QuestionView(
        LONG, LONG, "بله، همین است", parent, back="نیست"
    ),
    "code": lambda _, parent: staff_dialogs.CodeView(OPERATOR.name, "1234 5678", parent),
    "rules": lambda _, parent: staff_dialogs.RulesView(DoorRules(), parent),
    "reads": lambda _, parent: staff_dialogs.ReadsView((("۱۰:۳۱", "امیر", LONG, "دید"),), parent),
    "finding": _finding,
    "allowed": lambda catalogue, parent: allowed.AllowedView(_person(), catalogue, parent),
    "closing": lambda _, parent: duties.ClosingView(parent),
    "guide": _guide,
    "drop": lambda _, parent: drafts.ReasonView(_line(), parent),
    "approval": _approval,
    "crop": lambda _, parent: crop.CropView(
        "کارت ملی", QImage(800, 500, QImage.Format.Format_RGB32), parent
    ),
    "receipt": lambda _, parent: paper_look.PaperLook("رسید", (page_picture(),), parent),
}

PAGES: dict[str, Callable[[], wizard_pages.Page]] = {
    "address": start_pages.AddressPage,
    "passphrase": start_pages.PassphrasePage,
    "check": lambda: start_pages.CheckPage("7F3K-22QA", "دفتر نمایشی", 1),
    "manager": lambda: start_pages.ManagerPage((MANAGER,)),
    "recovery": lambda: start_pages.RecoveryPage(
        "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF", (1, 4), print_key="F12"
    ),
    "gear": setup_pages.GearPage,
    "people": lambda: setup_pages.PeoplePage((OPERATOR, MANAGER)),
    "folder": lambda: care_pages.FolderPage("پشتیبان", LONG, forward="ساختن"),
    "version": care_pages.VersionPage,
    "command": lambda: care_pages.CommandPage("sudo apt install ./pishkhan_0.2_amd64.deb"),
    "ask": lambda: care_pages.AskPassphrasePage("تعویض گذرواژه"),
    "erase": care_pages.ErasePage,
    "found": care_pages.FoundPage,
    "file": lambda: return_pages.FilePage("بازگرداندن", LONG, ".pishkhan"),
    "again": lambda: return_pages.CodePage(lost=True),
    "choices": lambda: wizard_pages.ChoicesPage(
        "به پیشخوان خوش آمدید",
        LONG,
        (("enrol", "plus", "ثبت باجه", LONG), ("back", "refresh-cw", "بازگشت", LONG)),
    ),
    "tell": lambda: wizard_pages.TellPage(
        "تمام شد", LONG, (LONG, LONG), forward="پایان", wish=LONG
    ),
}


def wizard(name: str) -> WizardView:
    """A guided path that stands at that page."""
    made = WizardView()
    made.show_page(PAGES[name](), (2, 5))
    made.resize(1366, 768)
    return made
