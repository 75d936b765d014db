"""Pages around a visit: queue number, guide, envelope, lists for an agency, the wall poster."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.jalali import clock_time, long_date, tehran_date
from app.domain.money import rials
from app.domain.pages import PaperSize
from app.domain.papers import (
    AgencyList,
    AgencyRow,
    GuideFee,
    Poster,
    PosterRow,
    QueueTicket,
    VisitEnvelope,
    VisitGuide,
)
from app.domain.text import isolate, persian_digits
from printing.frame import Part, issued_pdf, page_pdf, rows_under, short_id, signatures
from printing.layout.blocks import bullets, framed, one_line, paragraph
from printing.layout.flow import Piece
from printing.layout.grid import Column
from printing.layout.ink import Block, gap, stack
from printing.layout.text import Style
from printing.look import Look, look
from printing.parts import FRAME_PAD, centred, listed, pairs, said, section
from printing.words import code, moment, plain

_DEPENDS = "متغیر"


def queue_ticket_pdf(
    value: QueueTicket, *, paper: PaperSize = "roll80", large: bool = False
) -> bytes:
    """The number to be called, as large as the paper allows."""
    on = look(paper, large=large)
    size = 3 * on.huge.size
    number = Style(size, round(size * 1.15), "Bold")
    inner = on.width - 2 * FRAME_PAD
    called = one_line(persian_digits(plain(value.number)), number, inner)
    waiting = f"{persian_digits(value.waiting)} نفر" if value.waiting is not None else ""
    minutes = f"نزدیک {persian_digits(value.minutes)} دقیقه" if value.minutes is not None else ""
    rows = (
        ("خدمت", plain(value.service)),
        ("باجه", code(value.desk)),
        ("پیش از شما", waiting),
        ("زمان انتظار", minutes),
        ("زمان", moment(value.at)),
    )
    parts: list[Part] = [
        framed(stack([gap(size // 5), called]), on.width, pad=FRAME_PAD),
        gap(on.dots(14)),
        pairs(on, rows),
        centred("این برگه رسید نیست.", on.small, on),
    ]
    return page_pdf("نوبت", parts, on, office=value.office)


def visit_guide_pdf(value: VisitGuide, *, paper: PaperSize = "a5", large: bool = False) -> bytes:
    """What to know before coming: steps, papers, time, fee, hours, where else to ask."""
    on = look(paper, large=large)
    number = code(str(value.service_number))
    rows = (
        ("شماره خدمت", f"{number} – {code(value.service_id)}" if value.service_id else number),
        ("دستگاه اجرایی", plain(value.agency)),
        ("زمان پاسخ", plain(value.time)),
        ("ساعت کار دفتر", plain(value.hours)),
        ("تماس دستگاه", plain(value.agency_contact)),
        ("راه‌های دیگر", plain(value.other_channels)),
    )
    documents = tuple(f"{title} ({kind})" if kind else title for title, kind in value.documents)
    parts: list[Part] = [
        centred(plain(value.service_title), on.lead, on),
        gap(on.dots(8)),
        pairs(on, rows),
        _steps(value.steps, on),
        listed("مدارک", documents, on),
        listed("شرط‌ها", value.conditions, on),
        *_fees(value.fees, on),
        gap(on.dots(14)),
        paragraph(f"چاپ: {moment(value.printed_at)}", on.small, on.width, align=on.aside),
    ]
    return page_pdf("راهنمای مراجعه", parts, on, office=value.office)


def _steps(steps: Sequence[str], on: Look) -> Block:
    """Numbered, for they are done one after the other."""
    if not steps:
        return gap(0)
    lines = (
        paragraph(f"{persian_digits(n)}. {plain(step)}", on.body, on.width)
        for n, step in enumerate(steps, 1)
    )
    return section("مرحله‌ها", on, *lines)


def _fees(fees: Sequence[GuideFee], on: Look) -> list[Piece]:
    columns = (Column("شرح"), Column("مبلغ (ریال)", 0))
    rows = [(_titled(fee), _amount(fee)) for fee in fees]
    return rows_under("هزینه", columns, rows, on) if rows else [Piece(said("هزینه", "رایگان", on))]


def _titled(fee: GuideFee) -> str:
    return plain(f"{fee.title}\n{fee.basis}")


def _amount(fee: GuideFee) -> str:
    if fee.amount is None:
        return _DEPENDS
    return rials(fee.amount) if fee.amount else "رایگان"


def visit_envelope_pdf(
    value: VisitEnvelope, *, paper: PaperSize = "a5", large: bool = False
) -> bytes:
    """All requests of one visit, each with its tracking ID and due date."""
    on = look(paper, large=large)
    columns = (
        Column("خدمت", 3),
        Column("شناسه پیگیری", 0),
        Column("زمان پاسخ", 2),
        Column("مبلغ (ریال)", 0),
    )
    rows = [
        (
            plain(one.about.service_title) + _applicant(one.about.applicant, value.visitor),
            short_id(one.about.tid),
            long_date(tehran_date(one.due_at)) if one.due_at else "—",
            rials(one.amount),
        )
        for one in value.requests
    ]
    count = persian_digits(len(rows))
    parts: list[Part] = [
        pairs(on, [("مراجعه‌کننده", plain(value.visitor)), ("شمار درخواست‌ها", count)]),
        *rows_under("درخواست‌ها", columns, rows, on, total=("جمع", "", "", rials(value.total))),
    ]
    return issued_pdf(value.issued, "پاکت مراجعه", parts, on=on)


def _applicant(name: str, visitor: str) -> str:
    return f" – {plain(name)}" if name and name != visitor else ""


_LIST_COLUMNS = (
    Column("ردیف", 0),
    Column("شناسه پیگیری", 0),
    Column("متقاضی و خدمت", 3),
    Column("مدرک", 2),
    Column("برگ", 0),
    Column("شماره دستگاه", 0),
)


def agency_list_pdf(value: AgencyList, *, paper: PaperSize = "a4", large: bool = False) -> bytes:
    """Papers on their way to an agency or back, to be signed by whoever takes them."""
    on = look(paper, large=large)
    rows = [_listed(n, one) for n, one in enumerate(value.rows, 1)]
    sheets = persian_digits(sum(one.sheets for one in value.rows))
    sent = value.direction == "sent"
    title = "فهرست ارسال به دستگاه" if sent else "فهرست دریافت از دستگاه"
    head = (
        ("شماره فهرست", code(value.number)),
        ("دستگاه", plain(value.agency)),
        ("پیک", plain(value.carrier)),
        ("شمار مدارک", f"{persian_digits(len(rows))} مدرک، {sheets} برگ"),
    )
    parts: list[Part] = [pairs(on, head), *rows_under("مدارک", _LIST_COLUMNS, rows, on)]
    end = signatures(("تحویل‌دهنده", "پیک", "تحویل‌گیرنده"), on)
    return issued_pdf(value.issued, title, parts, on=on, end=end)


def _listed(number: int, one: AgencyRow) -> tuple[str, ...]:
    return (
        persian_digits(number),
        short_id(one.about.tid),
        f"{plain(one.about.applicant)} – {plain(one.about.service_title)}",
        plain(one.paper),
        persian_digits(one.sheets),
        code(one.external_code),
    )


def poster_pdf(value: Poster, *, paper: PaperSize = "a3", large: bool = False) -> bytes:
    """Services and tariffs for the wall, by agency."""
    on = look(paper, large=large)
    columns = (
        Column("شماره", 0),
        Column("خدمت", 3),
        Column("زمان پاسخ", 2),
        Column("هزینه (ریال)", 5),
    )
    tables = [
        piece
        for agency, services in value.agencies
        for piece in rows_under(plain(agency), columns, [_service(one) for one in services], on)
    ]
    day = long_date(tehran_date(value.printed_at))
    hour = isolate(clock_time(value.printed_at))
    parts: list[Part] = [
        centred(plain(value.tariff), on.lead, on),
        *tables,
        section("", on, bullets(tuple(map(plain, value.notes)), on.body, on.width)),
        paragraph(f"چاپ: {day}، ساعت {hour}", on.small, on.width, align=on.aside),
    ]
    return page_pdf("خدمات و تعرفه‌ها", parts, on, office=value.office)


def _service(one: PosterRow) -> tuple[str, str, str, str]:
    lines = dict.fromkeys(f"{plain(fee.title)}: {_amount(fee)}" for fee in one.fees)
    fees = "\n".join(lines) or "رایگان"
    return persian_digits(one.number), plain(one.title), plain(one.time), fees
