"""One value of every page, as an office could have made it. All data are made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import printing
from app.domain import papers, report_papers
from app.domain.papers import About, GuideFee, Issued, Office
from app.domain.report_papers import Tally, TallyTable
from app.domain.text import isolate
from tests.printing.papers import LONG_NAME, LONG_TITLE, OFFICE_SHEBA, ORDINARY, TEHRAN, paper

NOON = datetime(2026, 11, 21, 11, 42, tzinfo=TEHRAN)
LATER = datetime(2026, 12, 1, 14, 0, tzinfo=TEHRAN)
OFFICE = Office(
    ORDINARY.office_name,
    ORDINARY.office_code,
    ORDINARY.licence,
    address=ORDINARY.office_address,
    phone=ORDINARY.office_phone,
)
ISSUED = Issued(OFFICE, NOON, desk=3, operator="مریم میرزاخانی")
ABOUT = About(
    "001230012071000142",
    ORDINARY.service_title,
    ORDINARY.applicant,
    ORDINARY.applicant_id_masked,
    ORDINARY.agency,
)
LONG = replace(ABOUT, tid="001230012071000239", service_title=LONG_TITLE, applicant=LONG_NAME)
PAYMENT = ORDINARY.payments[0]

VOID = papers.VoidNotice(
    ISSUED,
    ABOUT,
    "مراجعه‌کننده پیش از ارسال به دستگاه منصرف شد",
    approved_by="حسین کریمی، مدیر دفتر",
    paid=1_266_000,
    money="سهم دفتر به همان کارت برمی‌گردد؛ برای سهم خزانه درخواست استرداد وجه ثبت شد.",
)
MISSING = papers.MissingSlip(
    ISSUED,
    LONG,
    (
        ("شناسنامه ولی", "اصل دیده می‌شود"),
        ("عکس 3×4 جدید", "2 قطعه"),
        ("گواهی پزشک (ماده 3)", ""),
    ),
    until=LATER,
    how=("به همین دفتر بیاورید؛ نوبت لازم نیست.", "یا از https://pishkhan.ir/t بفرستید."),
    v_code="58203",
)
INQUIRY = papers.InquirySlip(
    ISSUED,
    ABOUT,
    PAYMENT,
    account="خزانه‌داری کل کشور",
    answer_by=LATER,
    how=("اگر پول کم شده باشد، رسید صادر می‌شود.", "اگر نشده باشد، دوباره می‌پردازید."),
)
REFUND = papers.RefundSlip(
    ISSUED,
    ABOUT,
    850_000,
    PAYMENT,
    sheba=OFFICE_SHEBA,
    holder="ژاله آئین‌پرست",
    reason="خدمت انجام نشد",
    answer_by=LATER,
)
UNKNOWN_SHEBA = replace(REFUND, sheba="", payee="خزانه‌داری کل کشور", also=(LONG.tid,))
TICKET = papers.QueueTicket(
    OFFICE, "127", NOON, service="درخواست گواهی ولادت", desk="3", waiting=12, minutes=35
)
GUIDE = papers.VisitGuide(
    OFFICE,
    LONG_TITLE,
    1204,
    ORDINARY.agency,
    steps=(
        "مدارک را آماده کنید و نوبت بگیرید.",
        "در باجه، کاربرگ با شما پر می‌شود.",
        "هزینه را با کارت بپردازید.",
        "رسید با شناسه پیگیری بگیرید.",
    ),
    documents=(
        ("شناسنامه", "اصل دیده می‌شود"),
        ("کارت ملی", "اصل دیده می‌شود"),
        ("وکالت‌نامه", "اگر وکیل می‌آید"),
    ),
    time="حداکثر 7 روز کاری پس از ثبت کامل",
    fees=(
        GuideFee("صدور گواهی", 850_000, "تعرفه 1404 – تمدیدشده"),
        GuideFee("کارمزد دفتر", 320_000, "مصوبه 1405"),
        GuideFee("عوارض شهرداری", None),
    ),
    hours="شنبه تا چهارشنبه 8 تا 15، پنجشنبه 8 تا 13",
    agency_contact=ORDINARY.agency_contact,
    printed_at=NOON,
    conditions=("سن متقاضی 18 یا بیشتر باشد",),
    other_channels=ORDINARY.other_channels,
    service_id="10031204100",
)
DELIVERY = papers.DeliverySlip(
    ISSUED,
    ABOUT,
    ("گواهی ولادت شماره 12-345678", "اصل شناسنامه"),
    collector=LONG_NAME,
    collector_id_masked="001****679",
    capacity="وکیل",
    external_code="SA-1405-77120",
)
ENVELOPE = papers.VisitEnvelope(
    ISSUED,
    ORDINARY.applicant,
    (
        papers.VisitRow(ABOUT, LATER, 1_266_000),
        papers.VisitRow(LONG, LATER, 9_999_999_999_999),
        papers.VisitRow(replace(ABOUT, tid="001230012071000336"), None, 0),
    ),
    total=10_000_001_265_999,
)
SENT = papers.AgencyList(
    ISSUED,
    "1405/127",
    ORDINARY.agency,
    "sent",
    tuple(
        papers.AgencyRow(
            replace(LONG if n % 7 == 3 else ABOUT, tid=f"{1230012071000142 + 97 * n:018}"),
            "پرونده کامل (فرم، رونوشت شناسنامه)",
            sheets=n % 5 + 1,
            external_code=f"SA-1405-{77120 + n}" if n % 3 else "",
        )
        for n in range(40)
    ),
    carrier="اکبر رضایی",
)
RECEIVED = replace(SENT, direction="received", rows=SENT.rows[:2])
POSTER = papers.Poster(
    OFFICE,
    "تعرفه ۱۴۰۴ – تمدیدشده برای ۱۴۰۵",
    NOON,
    (
        (
            "سازمان ثبت احوال کشور",
            tuple(
                papers.PosterRow(100 + n, title, "7 روز کاری", GUIDE.fees)
                for n, title in enumerate(("تعویض شناسنامه", "گواهی ولادت", LONG_TITLE))
            ),
        ),
        (
            "پلیس راهور",
            (papers.PosterRow(201, "تمدید گواهینامه", "20 روز", (GuideFee("صدور", 1_250_000),)),),
        ),
    ),
    notes=("پرداخت تنها با کارت است.", "شکایت: 021-88990011"),
)
BY_SERVICE = TallyTable(
    "به تفکیک خدمت",
    "خدمت",
    (
        Tally("درخواست گواهی ولادت", 12, 15_192_000),
        Tally(LONG_TITLE, 3, 9_999_999_999_999),
        Tally("استعلام", 4, 0),
    ),
    Tally("جمع", 19, 10_000_015_191_999),
)
BY_ACCOUNT = TallyTable(
    "به تفکیک حساب",
    "حساب",
    (Tally("خزانه‌داری کل کشور", 15, 10_200_000), Tally("دفتر پیشخوان", 19, 4_992_000)),
    Tally("جمع", 34, 15_192_000),
)
Z_REPORT = report_papers.ShiftReport(
    ISSUED,
    "Z",
    datetime(2026, 11, 21, 7, 58, tzinfo=TEHRAN),
    NOON,
    (BY_SERVICE, BY_ACCOUNT),
    number=127,
    differences=(
        ("30114256", 10_200_000, 10_200_000, ""),
        ("30114257", 4_992_000, 4_896_000, "یک برگه فردا"),
    ),
    open_items=(("پیش‌نویس", 2), ("تراکنش نامشخص", 1), ("ارسال‌نشده", 14)),
    journal=(("نخستین رویداد", "10412"), ("واپسین رویداد", "10531")),
    print_count=2,
)
X_REPORT = replace(Z_REPORT, kind="X", closed_at=None, number=0, differences=(), print_count=1)
DAY = report_papers.DailySummary(
    ISSUED,
    NOON,
    (BY_SERVICE, BY_ACCOUNT, replace(BY_ACCOUNT, title="به تفکیک متصدی", of="متصدی")),
    open_items=Z_REPORT.open_items,
)
JOURNAL = report_papers.JournalExtract(
    ISSUED,
    "dev-00123-001",
    tuple(
        report_papers.JournalRow(
            10_412 + n,
            NOON,
            "ثبت درخواست" if n % 2 else "صدور رسید",
            "مریم میرزاخانی",
            tid="001230012071000142" if n % 3 else "",
            leaf=f"{0x9F3A1C77 + n * 7919:08x}77aa",
        )
        for n in range(45)
    ),
    verdict="معتبر و دست‌نخورده",
    asked_by="ناظر سازمان",
)
REPRINT = papers.Reprint(paper(print_count=3), LATER, "رضا کاظمی", "رسید نخست گم شده است")
CORRECTED = papers.Corrected(
    paper(replaces="00123-001-2071-0009-18"),
    "مریم میرزاخانی",
    "نام خانوادگی اشتباه نوشته شده بود",
    (("نام خانوادگی", "آیین پرست", "آئین‌پرست"),),
)

Draw = Callable[..., bytes]
# Every page: how it is drawn, what it says, and the papers it is meant for.
INSPECTION = report_papers.InspectionPage(
    ISSUED,
    (("ثبت باجه", isolate("9f3a11c2d4e5b607")), ("آخرین رویداد سیاهه", "۱۲٬۴۰۳")),
    (
        ("پروانه", (("شماره ۱۲-۳۴۵۶", "تا ۱۴۰۶/۰۲/۳۱، ۱۸۰ روز مانده", "معتبر"),)),
        ("سررسیدها", (("اجاره‌نامه محل: خیابان کارگر", "تا ۱۴۰۵/۱۲/۰۱", "۸۹ روز مانده"),)),
        ("یافته‌های نظارتی", (("موردی نیست", "", ""),)),
    ),
    "0001 0203 0405",
    f"HTTPS://PISHKHAN.IR/P/{'A' * 144}",
)
EVIDENCE = report_papers.EvidenceReport(
    issuer="سازمان تنظیم مقررات و ارتباطات رادیویی",
    title="رسیدگی به دفتر 72301",
    reason="شکایت شماره 4411 از دریافت بیش از تعرفه در آبان 1405؛ به درخواست شعبه ۳ بازپرسی",
    at=NOON,
    by="ژاله آئین‌پرست، شماره 1041",
    asked=(("دفترها", "72301، 72302"), ("از روز", "1405/08/01"), ("محتواها", "پوشیده")),
    counts=(("رویداد", 1240), ("محتوا", 1180), ("محتوای پاک‌شده", 12), ("گواهی باجه", 3)),
    types=(("ثبت درخواست", 410), ("پرداخت موفق", 400), ("صدور رسید", 398), ("heartbeat", 32)),
    findings=(("هزینه با تعرفه نسخه باجه یکی نیست", 5), ("یک شماره مرجع برای دو پرداخت", 2)),
    head=(("نام سیاهه", "pishkhan.ir/log"), ("اندازه", "4812233"), ("ریشه", "4Yx0" * 10 + "4Yx")),
    keys=(("کلید گواهی باجه‌ها (device-ca)", "9f2c77aa01e4b6d3"),),
    notes=("محتوای پوشیده را سازمان پوشانده و مهر کرده است.",),
)
ROLLS, SHEETS = ("roll80", "roll58"), ("a5", "a4")
ALL = (*ROLLS, *SHEETS)
PAGES: dict[str, tuple[Draw, Any, tuple[str, ...]]] = {
    "receipt": (printing.receipt_pdf, ORDINARY, ALL),
    "reprint": (printing.reprint_pdf, REPRINT, ALL),
    "corrected": (printing.corrected_pdf, CORRECTED, ALL),
    "void": (printing.void_notice_pdf, VOID, ALL),
    "missing": (printing.missing_slip_pdf, MISSING, ALL),
    "inquiry": (printing.inquiry_slip_pdf, INQUIRY, ALL),
    "refund": (printing.refund_slip_pdf, REFUND, ALL),
    "ticket": (printing.queue_ticket_pdf, TICKET, ALL),
    "guide": (printing.visit_guide_pdf, GUIDE, ALL),
    "delivery": (printing.delivery_slip_pdf, DELIVERY, ALL),
    "envelope": (printing.visit_envelope_pdf, ENVELOPE, ALL),
    "sent": (printing.agency_list_pdf, SENT, ALL),
    "received": (printing.agency_list_pdf, RECEIVED, ALL),
    "poster": (printing.poster_pdf, POSTER, ("a4", "a3")),
    "x-report": (printing.shift_report_pdf, X_REPORT, ALL),
    "z-report": (printing.shift_report_pdf, Z_REPORT, ALL),
    "day": (printing.daily_summary_pdf, DAY, ALL),
    "journal": (printing.journal_extract_pdf, JOURNAL, ALL),
    "inspection": (printing.inspection_pdf, INSPECTION, ALL),
    "evidence": (printing.evidence_report_pdf, EVIDENCE, ("a4",)),
}
CASES = [(name, size) for name, (_, _, sizes) in PAGES.items() for size in sizes]


def drawn(name: str, size: str, **how: Any) -> bytes:
    """One page on one paper."""
    draw, value, _ = PAGES[name]
    return draw(value, paper=size, **how)
