"""What may be done with a case now: each act with its key, or why it cannot be done."""

from dataclasses import dataclass, replace

from app.domain.cases import Case
from app.domain.text import persian_digits
from ui import words
from ui.models.day import UNPAID

CLOSED = ("delivered", "rejected", "voided", "withdrawn", "expired")
BEFORE_THE_AGENCY = (*UNPAID[1:], "receipted", "received")


@dataclass(frozen=True, slots=True)
class CaseAct:
    """`why` is the sentence that says why not; "" where it may be done."""

    name: str
    label: str
    key: str
    why: str = ""


def acts_of(case: Case) -> tuple[CaseAct, ...]:
    """Every act, in the order of the panel."""
    first = _complete(case) if case.state == "incomplete" else _deliver(case)
    acts = _all(case, first)
    return tuple(_at_its_desk(act, case.desk) for act in acts) if case.desk else acts


def _all(case: Case, first: CaseAct) -> tuple[CaseAct, ...]:
    return (
        first,
        CaseAct("pay", "پرداخت و رسید", "F10", _why_not_paid(case)),
        CaseAct("receive", "گرفتن مدرک آورده‌شده", "F7", _why_not_received(case)),
        CaseAct("ask", "خواستن مدرک", "Shift+F7", _ended(case)),
        CaseAct("code", "کد دستگاه", "Shift+F9", _ended(case)),
        CaseAct("correct", "اصلاح و رسید اصلاحی", "F11", _why_not_corrected(case)),
        CaseAct("renew", "ابطال و درخواست درست", "Shift+F2", _why_not_renewed(case)),
        CaseAct("void", "ابطال", "Shift+F8", _why_not_ended(case)),
        CaseAct("withdraw", "انصراف متقاضی", "F8", _why_not_ended(case)),
        CaseAct("print", "چاپ دوباره رسید", "F12", _why_not_printed(case)),
        CaseAct("pages", "همه برگه‌ها", "Shift+F11"),
    )


def _at_its_desk(act: CaseAct, desk: int) -> CaseAct:
    """What only the desk that took a request may do; handing over may be done anywhere."""
    if act.name == "deliver":
        return act
    which = persian_digits(desk)
    return replace(
        act, why=f"این درخواست در باجه {which} پذیرفته شده است؛ این کار در همان باجه است."
    )


def due_now(case: Case) -> tuple[int, ...]:
    """Fee lines that are to be paid now: those of the registration first, then of the delivery."""
    first = tuple(one.line for one in case.owing if one.charged_at == "registration")
    return first or tuple(one.line for one in case.owing if case.receipts)


def _complete(case: Case) -> CaseAct:
    return CaseAct("complete", "ادامه پذیرش ناقص", "F9", _ended(case))


def _deliver(case: Case) -> CaseAct:
    return CaseAct("deliver", "تحویل نتیجه", "F9", _why_not_delivered(case))


def _ended(case: Case) -> str:
    return words.reason("request-ended") if case.state in CLOSED else ""


def _why_not_ended(case: Case) -> str:
    doubt = any(paid.state in ("started", "unknown") for paid in case.payments)
    return _ended(case) or (words.reason("request-payment-open") if doubt else "")


def _why_not_paid(case: Case) -> str:
    if why := _why_not_ended(case):
        return why
    if case.state == "incomplete":
        return "نخست پذیرش را کامل کنید (F9)؛ هزینه پس از آن گرفته می‌شود."
    waits = due_now(case) or case.out_of_date or not case.receipts
    return "" if waits else "چیزی برای پرداخت نمانده و رسید برقرار است."


def _why_not_received(case: Case) -> str:
    waits = any(one.kind != "answer" for one in case.missing)
    return _ended(case) or ("" if waits else "مدرکی نمانده است.")


def _why_not_delivered(case: Case) -> str:
    if why := _why_not_ended(case):
        return why
    if not case.receipts:
        return words.reason("delivery-not-receipted")
    if case.missing or case.state == "needs_documents":
        return words.reason("delivery-documents-missing")
    if any(one.charged_at == "delivery" for one in case.owing):
        return words.reason("delivery-fee-owed")
    return words.reason("delivery-receipt-first") if case.out_of_date else ""


def _why_not_corrected(case: Case) -> str:
    return _ended(case) or (
        words.reason("correction-incomplete") if case.state == "incomplete" else ""
    )


def _why_not_renewed(case: Case) -> str:
    if why := _why_not_ended(case):
        return why
    return "" if case.state in BEFORE_THE_AGENCY else words.reason("void-too-late")


def _why_not_printed(case: Case) -> str:
    if case.state in ("voided", "withdrawn", "expired"):
        return "این درخواست پایان یافته است؛ رسید آن دوباره چاپ نمی‌شود."
    return "" if case.receipts else "هنوز رسیدی صادر نشده است."
