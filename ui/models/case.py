"""A case as a screen shows it: what it is now, story, papers, money and prints, all in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.acts import Paid
from app.domain.cases import Case, Event, PaperKept
from app.domain.jalali import clock_time, long_date, parse, show, tehran_date
from app.domain.money import rials
from app.domain.text import isolate, persian_digits
from ui import words
from ui.models.entries import entry_name

Names = Callable[[str], str]
KINDS = {
    "original_seen": "اصل دیده شد",
    "copy": "رونوشت",
    "produced_here": "همین‌جا تهیه شد",
    "obtained_online": "از شبکه گرفته شد",
    "answer": "پرسش کاربرگ",
}
CAPACITIES = {"self": "خود متقاضی", "representative": "نماینده", "attorney": "وکیل"}
REFUNDS = {"requested": ("خواسته شد", "warn"), "refunded": ("بازگشت", "good")}
REFUSED = ("دستگاه رد کرد", "bad")
LATE = {"delivery": "هنگام تحویل", "registration": "هنگام ثبت"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the case: what it is, what is said of it, and a chip where it has a standing;
    `copy` is the hash of a copy that can be looked at."""

    name: str
    said: str = ""
    pill: str = ""
    tone: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One step of the story: when, what, by whom, and what more it says."""

    at: str
    what: str
    who: str
    more: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """All of a case in words, made once."""

    title: str
    tid: str
    pill: str
    tone: str
    now: tuple[Line, ...]
    waits: tuple[Line, ...]
    money: tuple[Line, ...]
    papers: tuple[Line, ...]
    receipts: tuple[Line, ...]
    story: tuple[Told, ...]


def sheet_of(case: Case, agency: Names, now: datetime) -> CaseSheet:
    """A case in words; `agency` tells an agency's name by its key."""
    pill, tone = words.REQUEST_STATES[case.state]
    return CaseSheet(
        title=str(case.body.get("service_title") or "درخواست باجه‌ای دیگر"),
        tid=words.tracking(case.tid),
        pill=pill,
        tone=tone,
        now=tuple(line for line in _now(case, agency) if line.said),
        waits=_waits(case),
        money=(*_owing(case), *(_paid(one, agency) for one in case.payments), *_back(case, agency)),
        papers=tuple(_paper(one) for one in case.papers),
        receipts=_receipts(case),
        story=tuple(told_of(event, agency, now) for event in reversed(case.events)),
    )


def told_of(event: Event, agency: Names, now: datetime) -> Told:
    """One step of the story in words."""
    facts = event.facts
    if event.kind == "status":
        state, tone = words.REQUEST_STATES.get(str(facts.get("state")), ("", ""))  # type: ignore[call-overload]
        said = str(facts.get("note", ""))
        return Told(words.since(event.at, now), state, agency(event.who), said, tone)
    return Told(
        at=words.since(event.at, now),
        what=entry_name(event.kind),
        who=event.who,
        more=" · ".join(_facts(facts, agency)),
        tone=_TONES.get(event.kind, ""),
    )


def day_of(moment: datetime) -> str:
    """«۱۴۰۵/۰۸/۳۰ ۱۰:۳۱»."""
    on = persian_digits(show(tehran_date(moment)))
    return f"{isolate(on)} {clock_time(moment)}"


def person(body: Mapping[str, object] | None) -> str:
    """A name and a number, as they were given."""
    if not body:
        return ""
    number = str(body.get("id") or "")
    return " · ".join(filter(None, (str(body["name"]), words.grouped(number) if number else "")))


def _now(case: Case, agency: Names) -> tuple[Line, ...]:
    body = case.body
    visitor, applicant = person(body.get("visitor")), person(body.get("applicant"))
    due = body.get("due")
    codes = " · ".join(f"{agency(name)}: {words.grouped(code)}" for name, code in case.codes)
    return (
        Line("باجه", f"باجه {persian_digits(case.desk)} این دفتر" if case.desk else ""),
        Line("متقاضی", applicant),
        Line("نماینده", person(body.get("representative"))),
        Line("مراجعه‌کننده", visitor if visitor != applicant else ""),
        Line("پذیرش", day_of(case.at)),
        Line("مهلت پاسخ", long_date(parse(due["date_sh"])) if due else ""),
        Line("کد دستگاه", codes),
        Line("جای برگه‌ها", _places(case)),
        Line("جایگزین شد با", words.tracking(case.replacement) if case.replacement else ""),
        Line("به جای", words.tracking(case.replaces) if case.replaces else ""),
    )


def _places(case: Case) -> str:
    away = (f"{paper}: نزد دستگاه" for paper in case.away)
    kept = (f"{one.paper}: {one.place}" for one in case.places if one.paper not in case.away)
    return " · ".join((*away, *kept))


def _waits(case: Case) -> tuple[Line, ...]:
    asked = {"desk": "خواسته دفتر", "agency": "خواسته دستگاه"}
    return tuple(
        Line(
            one.title,
            " · ".join(filter(None, (asked[one.asked_by], one.note, _until(one.until)))),
            "آورده نشده",
            "warn",
        )
        for one in case.missing
    )


def _until(date: str) -> str:
    return f"تا {isolate(persian_digits(date))}" if date else ""


def _owing(case: Case) -> tuple[Line, ...]:
    return tuple(
        Line(f"{one.title} – {_amount(one.amount)}", LATE.get(one.charged_at, ""), "مانده", "warn")
        for one in case.owing
    )


def _paid(paid: Paid, agency: Names) -> Line:
    pill, tone = words.PAYMENT_STATES[paid.state]
    slip = paid.slip
    how = f"پایانه {words.grouped(slip.terminal)} · مرجع {words.grouped(slip.rrn)}" if slip else ""
    name = f"پرداخت به {agency(paid.plan.payee)} – {_amount(paid.plan.amount)}"
    return Line(name, how or (words.reason(paid.reason) if paid.reason else ""), pill, tone)


def _back(case: Case, agency: Names) -> tuple[Line, ...]:
    owed = (
        Line(f"بازگشت وجه – {_amount(one.amount)}", "با کارت‌خوان دفتر", "بدهی دفتر", "warn")
        for one in case.owed_back
    )
    asked = (
        Line(
            f"استرداد از {agency(one.payee)} – {_amount(one.amount)}",
            words.reason(one.reason),
            *REFUNDS.get(one.state, REFUSED),
        )
        for one in case.refunds
    )
    return (*owed, *asked)


def _paper(kept: PaperKept) -> Line:
    said = f"{KINDS.get(kept.kind, kept.kind)} · {day_of(kept.at)}"
    return Line(kept.title, said, copy=kept.hash or "")


def _receipts(case: Case) -> tuple[Line, ...]:
    stale = case.out_of_date
    return tuple(
        Line(
            f"رسید شماره {persian_digits(one.number)} – {_amount(one.total)}",
            f"{day_of(one.at)} · {persian_digits(one.prints)} بار چاپ",
            ("کهنه" if stale else "برقرار") if one.stands else "جایگزین شده",
            ("warn" if stale else "good") if one.stands else "",
        )
        for one in case.receipts
    )


def _facts(facts: Mapping[str, object], agency: Names) -> tuple[str, ...]:
    said: list[str] = []
    amount = facts.get("total", facts.get("amount"))
    if isinstance(amount, int) and amount:
        said.append(_amount(amount))
    for name in ("missing", "documents", "items"):
        if listed := facts.get(name):
            said.append(_listed(listed))
    if code := facts.get("code"):
        said.append(f"{agency(str(facts.get('agency', '')))}: {words.grouped(str(code))}")
    if reason := facts.get("reason"):
        said.append(words.reason(str(reason)))
    if rrn := facts.get("rrn"):
        said.append(f"مرجع {words.grouped(str(rrn))}")
    if copy := facts.get("copy"):
        said.append(f"بار {persian_digits(str(copy))}")
    if new := facts.get("replacement"):
        said.append(f"جایگزین: {words.tracking(str(new))}")
    return tuple(said)


def _listed(value: object) -> str:
    if not isinstance(value, list):
        return ""
    names = (str(one["title"]) if isinstance(one, Mapping) else str(one) for one in value)
    return "، ".join(names)


def _amount(amount: int) -> str:
    return f"{rials(amount)} ریال"


_TONES = {
    "request.voided": "bad",
    "request.withdrawn": "bad",
    "request.expired": "bad",
    "payment.failed": "bad",
    "payment.unknown": "warn",
    "documents.missing": "warn",
    "print.failed": "warn",
    "refund.requested": "warn",
    "receipt.issued": "good",
    "payment.succeeded": "good",
    "request.delivered": "good",
}
