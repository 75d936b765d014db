"""The forms of the acts on a case, each with what it will do; the values made of what was typed."""

from dataclasses import replace

from app.domain.acts import PaperSeen, PaymentPlan, Slip
from app.domain.cases import Case
from app.domain.endings import Handing, Somebody
from app.domain.forms import Answer, Field
from app.domain.missing import Asking, Missing
from app.domain.money import rials
from app.domain.money_back import Back, EndPlan, Way
from ui.models.act_form import CODES, ActForm, Tick, date_of
from ui.models.case import KINDS, Line
from ui.models.case_acts import BEFORE_THE_AGENCY
from ui.models.paying import SlipEntry

WAYS: dict[Way, tuple[str, str]] = {
    "terminal": ("با کارت‌خوان برمی‌گردد", "warn"),
    "refund_request": ("از دریافت‌کننده خواسته می‌شود", "info"),
    "none": ("نزد دریافت‌کننده می‌ماند", ""),
}
CAPACITIES = (
    ("self", "خود متقاضی"),
    ("father", "پدر"),
    ("mother", "مادر"),
    ("spouse", "همسر"),
    ("child", "فرزند"),
    ("guardian", "قیم"),
    ("attorney", "وکیل"),
    ("legal_representative", "نماینده حقوقی"),
    ("other", "کس دیگر"),
)
PAPER_KINDS = tuple((kind, told) for kind, told in KINDS.items() if kind != "answer")
REASON = Field("reason", "دلیل", "text")
SLIP = (
    Field("terminal", "شماره پایانه", "code", note="۸ رقم"),
    Field("rrn", "شماره مرجع (RRN)", "code", note="۱۲ رقم"),
    Field("trace", "شماره پیگیری برگه", "code", note="تا ۶ رقم"),
    Field("last4", "چهار رقم پایانی کارت", "code", note="۴ رقم"),
)
BY_SLIP = (("terminal", "کارت‌خوان"), ("slip", "برگه کارت‌خوان با دست"))
BY_TERMINAL = "هر حساب یک بار کارت می‌خواهد؛ سپس رسید صادر می‌شود."
BY_HAND = "برگه پرداخت نخستین حساب را بنویسید؛ حساب بعدی برگه خود را می‌خواهد."


def receive_form(case: Case) -> ActForm:
    """Papers that were asked for and are brought now."""
    waits = [one for one in case.missing if one.kind != "answer"]
    return ActForm(
        "receive",
        "گرفتن مدرک آورده‌شده",
        "هر مدرک را ببینید و نشان بزنید؛ تا چیزی نمانده باشد درخواست در «نقص مدارک» می‌ماند.",
        "ثبت مدارک",
        ticks=tuple(Tick(one.title, f"{one.title} ({_kind(one.kind)})", one.kind) for one in waits),
        least=1,
        fields=tuple(
            Field(f"{CODES}{one.title}", f"کد راستی‌آزمایی: {one.title}", "code")
            for one in waits
            if one.kind == "obtained_online"
        ),
    )


def papers_of(form: ActForm, case: Case) -> tuple[PaperSeen, ...]:
    """The ticked ones, as they were asked, with the copy or the code that came with each."""
    return tuple(
        PaperSeen(
            one.title, one.kind, form.files.get(one.title), form.said_of(f"{CODES}{one.title}")
        )
        for one in case.missing
        if one.title in form.ticked
    )


def ask_form(_case: Case) -> ActForm:
    """One more paper is needed."""
    return ActForm(
        "ask",
        "خواستن مدرک",
        "درخواست «نقص مدارک» می‌شود و مدرک در پرونده و برگه متقاضی می‌آید.",
        "ثبت نقص مدرک",
        fields=(
            Field("title", "نام مدرک", "text"),
            Field("kind", "چگونه", "choice", choices=PAPER_KINDS),
            Field("note", "توضیح برای متقاضی", "text"),
            Field("by", "خواسته", "choice", choices=(("desk", "دفتر"), ("agency", "دستگاه"))),
            Field("until", "تا تاریخ (اگر مهلتی هست)", "jalali-date"),
        ),
        required=frozenset({"title", "kind", "by"}),
        answers={"kind": "original_seen", "by": "agency"},
    )


def asking_of(form: ActForm) -> Asking:
    """What is asked for."""
    one = Missing(form.said_of("title"), form.said_of("kind"), form.said_of("note"))
    by = "desk" if form.said_of("by") == "desk" else "agency"
    return Asking((one,), by, date_of(form, "until"))  # type: ignore[arg-type]


def code_form(_case: Case, agencies: tuple[tuple[str, str], ...], own: str) -> ActForm:
    """The agency's own tracking code."""
    return ActForm(
        "code",
        "کد پیگیری دستگاه",
        "روی رسید و برگه‌های بعدی می‌آید و درخواست با آن هم پیدا می‌شود.",
        "ثبت کد",
        fields=(
            Field("agency", "دستگاه", "choice", choices=agencies),
            Field("code", "کد", "code"),
        ),
        required=frozenset({"agency", "code"}),
        answers={"agency": own},
    )


def deliver_form(case: Case) -> ActForm:
    """The result is handed over."""
    return ActForm(
        "deliver",
        "تحویل نتیجه",
        "تحویل‌گیرنده را از روی کارت او بشناسید؛ کسی جز متقاضی مدرک نمایندگی می‌خواهد.",
        "تحویل شد",
        fields=(
            Field("capacity", "تحویل‌گیرنده", "choice", choices=CAPACITIES),
            Field("name", "نام", "text"),
            Field("id", "شماره شناسایی", "code"),
            Field("note", "مدرک نمایندگی: شماره و تاریخ", "text"),
            Field("items", "چه چیزی تحویل داده می‌شود", "text"),
            Field("way", "راه", "choice", choices=(("desk", "در دفتر"), ("post", "پست"))),
        ),
        required=frozenset({"capacity", "name", "id", "items", "way"}),
        answers={
            "capacity": "self",
            "name": str(case.body["applicant"]["name"]),
            "items": str(case.body["service_title"]),
            "way": "desk",
        },
    )


def handing_of(form: ActForm) -> Handing:
    """To whom, and what."""
    who = Somebody(form.said_of("capacity"), form.said_of("name"), form.said_of("id"))
    items = tuple(part.strip() for part in form.said_of("items").split("،") if part.strip())
    way = "post" if form.said_of("way") == "post" else "desk"
    return Handing(who, items, way, note=form.said_of("note"))  # type: ignore[arg-type]


def void_form(plan: EndPlan) -> ActForm:
    """Void it: every paid line goes back by its own way."""
    return ActForm(
        "void",
        "ابطال درخواست",
        "درخواست و رسید آن دیگر اعتبار ندارد. " + _of_money(plan),
        "ابطال",
        fields=(REASON,),
        required=frozenset({"reason"}),
        money=_lines(plan.back),
        plan=plan,
    )


def renew_form(plan: EndPlan) -> ActForm:
    """Void it and put the right one in its place; the form opens filled."""
    return ActForm(
        "renew",
        "ابطال و درخواست درست",
        "کاربرگ با همین پاسخ‌ها باز می‌شود. با F9 در همان یک گام این درخواست باطل و درخواست درست "
        "ثبت می‌شود؛ هزینه‌ای که در هر دو یکی است به درخواست تازه می‌رسد و تنها بقیه برمی‌گردد.",
        "باز کردن کاربرگ",
        fields=(REASON,),
        required=frozenset({"reason"}),
        money=_lines(plan.back),
        plan=plan,
    )


def correct_form(case: Case) -> ActForm:
    """Put right what was said; the form opens filled."""
    stands = "رسید اصلاحی به جای رسید کنونی صادر می‌شود." if case.receipts else ""
    return ActForm(
        "correct",
        "اصلاح درخواست",
        f"کاربرگ با همین پاسخ‌ها باز می‌شود؛ هزینه عوض نمی‌شود. {stands}",
        "باز کردن کاربرگ",
        fields=(REASON,),
        required=frozenset({"reason"}),
    )


def withdraw_form(case: Case, plan: EndPlan) -> ActForm:
    """The applicant gives up; which lines go back is ticked."""
    early = case.state in BEFORE_THE_AGENCY
    ticks = tuple(
        Tick(str(at), f"{one.paid.title} – {_amount(one.paid.amount)}؛ {WAYS[one.way][0]}")
        for at, one in enumerate(plan.back)
    )
    return ActForm(
        "withdraw",
        "انصراف متقاضی",
        "نشان بزنید کدام هزینه برمی‌گردد؛ بی‌نشان یعنی کار آن انجام شده و می‌ماند."
        if plan.back
        else "وجهی گرفته نشده است؛ چیزی برنمی‌گردد.",
        "ثبت انصراف",
        fields=(
            Field("capacity", "چه کسی انصراف می‌دهد", "choice", choices=CAPACITIES),
            Field("name", "نام", "text"),
            Field("id", "شماره شناسایی", "code"),
            REASON,
        ),
        required=frozenset({"capacity", "name", "id", "reason"}),
        ticks=ticks,
        ticked=frozenset(one.name for one in ticks) if early else frozenset(),
        answers={"capacity": "self", "name": str(case.body["applicant"]["name"])},
        plan=plan,
    )


def going_back(form: ActForm) -> tuple[Back, ...]:
    """The ticked lines of a withdrawal, each by its own way."""
    plan: EndPlan = form.plan
    return tuple(one for at, one in enumerate(plan.back) if str(at) in form.ticked)


def who_asks(form: ActForm) -> Somebody:
    """Who withdraws."""
    return Somebody(form.said_of("capacity"), form.said_of("name"), form.said_of("id"))


def pay_form(plans: tuple[PaymentPlan, ...], payee: dict[str, str]) -> ActForm:
    """What is owed now, one swipe an account; without anything owed only the receipt is issued."""
    paying = tuple(
        Line(f"واریز به {payee.get(plan.payee, plan.payee)}", _amount(plan.amount), "مانده", "warn")
        for plan in plans
    )
    fields = (Field("by", "راه", "choice", choices=BY_SLIP),)
    return ActForm(
        "pay",
        "پرداخت و رسید",
        BY_TERMINAL if plans else "چیزی برای پرداخت نمانده است؛ رسید صادر می‌شود.",
        f"دریافت {_amount(sum(plan.amount for plan in plans))}" if plans else "صدور رسید",
        fields=fields if plans else (),
        required=frozenset(one.name for one in fields) if plans else frozenset(),
        money=paying,
        answers={"by": "terminal"},
        plan=plans,
    )


def pay_by(form: ActForm, name: str, value: Answer) -> ActForm:
    """The same paid another way: a slip by hand has four boxes."""
    if name != "by":
        return form.answer(name, value)
    fields = (form.fields[0], *(SLIP if value == "slip" else ()))
    said = BY_HAND if value == "slip" else BY_TERMINAL
    required = frozenset(one.name for one in fields)
    return replace(form.answer(name, value), said=said, fields=fields, required=required)


def slip_of(form: ActForm) -> Slip | None:
    """The slip typed by hand, once it is whole."""
    return SlipEntry(**{one.name: form.said_of(one.name) for one in SLIP}).slip


def _of_money(plan: EndPlan) -> str:
    if not plan.back:
        return "وجهی گرفته نشده است؛ چیزی برنمی‌گردد."
    return "وجه گرفته‌شده چنین برمی‌گردد و تأیید مدیر دفتر لازم است:"


def _lines(back: tuple[Back, ...]) -> tuple[Line, ...]:
    return tuple(
        Line(f"{one.paid.title} – {_amount(one.paid.amount)}", one.paid.payee_name, *WAYS[one.way])
        for one in back
    )


def _kind(kind: str) -> str:
    return KINDS.get(kind, kind)


def _amount(amount: int) -> str:
    return f"{rials(amount)} ریال"
