"""The receipt on an 80 mm roll: what the citizen takes home, in the order it is read.

Who gave it, for what, on which papers and what money; then the two things to remember, set large:
the tracking ID and the day of the answer; then where to turn. A reprint says so, and practice
paper can never pass for a real one.
"""

from __future__ import annotations

from app.domain.jalali import clock_time, long_date, tehran_date
from app.domain.receipts import ReceiptPaper
from app.domain.text import isolate, persian_digits
from printing.layout.blocks import banner, bullets, code_line, framed, pairs, paragraph, rule
from printing.layout.ink import Block, gap, shifted, stack
from printing.layout.qr import qr
from printing.layout.text import Style
from printing.pdf_text import Sheet, pdf
from printing.receipt_money import fees, payments
from printing.receipt_type import BODY, BOLD, HUGE, LEAD, NAME, PAIR, SMALL, TITLE, WIDTH
from printing.words import code, grouped_id, plain

ROLL = Sheet(width=640, margin=40)
_FRAME_PAD = 14
_EDGE = 16


def receipt_pdf(paper: ReceiptPaper) -> bytes:
    """One page, 80 mm wide, as long as it needs to be; equal papers give equal bytes."""
    return pdf(receipt_block(paper), ROLL, f"رسید {grouped_id(paper.tid)}")


def receipt_block(paper: ReceiptPaper) -> Block:
    """The whole receipt, laid out."""
    parts = (
        _warning(paper),
        _office(paper),
        _title(paper),
        _request(paper),
        _listed("مدارک دریافت‌شده", paper.documents),
        fees(paper),
        payments(paper),
        _tracking(paper),
        _due(paper),
        _agency(paper),
        _listed("چگونه پیگیری کنید", paper.follow_up),
        _said("شکایت، پیشنهاد و بازخورد", paper.complaints),
        _listed("یادآوری", paper.notices),
        _proof(paper),
        _warning(paper),
    )
    return stack([gap(_EDGE), *(part for part in parts if part.height), gap(2 * _EDGE)])


def _warning(paper: ReceiptPaper) -> Block:
    """At both ends, so that no half of the paper passes for a valid one."""
    said = [("تمرینی – فاقد اعتبار", paper.practice), ("باطل‌شده – فاقد اعتبار", paper.voided)]
    banners = [banner(text, LEAD, WIDTH) for text, applies in said if applies]
    return stack([gap(8), *banners, gap(8)]) if banners else gap(0)


def _centred(text: str, style: Style) -> Block:
    return paragraph(text, style, WIDTH, align="centre")


def _office(paper: ReceiptPaper) -> Block:
    codes = f"کد دفتر {code(paper.office_code)} – پروانه {code(paper.licence)}"
    return stack(
        [
            _centred(plain(paper.office_name), NAME),
            gap(4),
            _centred(codes, SMALL),
            _centred(plain(paper.office_address), SMALL),
            _centred(f"تلفن {code(paper.office_phone)}", SMALL),
            gap(10),
            rule(WIDTH, 3),
        ]
    )


def _title(paper: ReceiptPaper) -> Block:
    parts = [gap(6), _centred("رسید اصلاحی" if paper.replaces else "رسید", TITLE)]
    if paper.replaces:
        parts.append(_centred(f"به جای رسید {code(paper.replaces)}", BODY))
    if paper.print_count > 1:
        # The first print is the receipt; the second is the first reprint.
        again = f"چاپ مجدد – بار {persian_digits(paper.print_count - 1)}"
        parts += [framed(paragraph(again, BOLD, WIDTH - 16, align="centre"), WIDTH, pad=8), gap(10)]
    return stack([*parts, _centred(plain(paper.service_title), LEAD), gap(8)])


def _pairs(*rows: tuple[str, str]) -> Block:
    return pairs([row for row in rows if row[1]], PAIR, WIDTH)


def _request(paper: ReceiptPaper) -> Block:
    moment = f"{long_date(tehran_date(paper.at))}، ساعت {isolate(clock_time(paper.at))}"
    return _pairs(
        ("شماره خدمت", _service(paper)),
        ("دستگاه اجرایی", plain(paper.agency)),
        ("متقاضی", plain(paper.applicant)),
        ("شناسه متقاضی", code(paper.applicant_id_masked)),
        ("تاریخ رسید", moment),
        ("باجه و متصدی", f"باجه {persian_digits(paper.desk)}، {plain(paper.operator)}"),
    )


def _service(paper: ReceiptPaper) -> str:
    number = code(str(paper.service_number))
    return f"{number} – شناسه {code(paper.service_id)}" if paper.service_id else number


def _section(heading: str, *parts: Block) -> Block:
    return stack([gap(14), paragraph(heading, BOLD, WIDTH), *parts])


def _listed(heading: str, items: tuple[str, ...]) -> Block:
    if not items:
        return gap(0)
    return _section(heading, bullets(tuple(map(plain, items)), BODY, WIDTH))


def _said(heading: str, text: str) -> Block:
    return _section(heading, paragraph(plain(text), BODY, WIDTH)) if text else gap(0)


def _boxed(*parts: Block) -> Block:
    return stack([gap(18), framed(stack(parts), WIDTH, pad=_FRAME_PAD)])


def _tracking(paper: ReceiptPaper) -> Block:
    """Large in Persian digits, to be read out; once more in ASCII, to be typed and searched."""
    inner = WIDTH - 2 * _FRAME_PAD
    tid = grouped_id(paper.tid)
    parts = [
        paragraph("شناسه پیگیری", BOLD, inner, align="centre"),
        code_line(persian_digits(tid), HUGE, inner),
        code_line(tid, SMALL, inner),
    ]
    if paper.v_code:
        secret = f"رمز پیگیری: {code(paper.v_code)}"
        parts += [gap(4), paragraph(secret, BOLD, inner, align="centre")]
    return _boxed(*parts)


def _due(paper: ReceiptPaper) -> Block:
    inner = WIDTH - 2 * _FRAME_PAD
    label = "زمان نهایی پاسخ" + (" (موقت)" if paper.due_provisional else "")
    parts = [
        paragraph(label, BOLD, inner, align="centre"),
        paragraph(long_date(tehran_date(paper.due_at)), HUGE, inner, align="centre"),
    ]
    if paper.due_has_time:
        hour = f"ساعت {isolate(clock_time(paper.due_at))}"
        parts.append(paragraph(hour, LEAD, inner, align="centre"))
    if paper.due_basis:
        parts.append(paragraph(plain(paper.due_basis), SMALL, inner, align="centre"))
    return _boxed(*parts)


def _agency(paper: ReceiptPaper) -> Block:
    rows = _pairs(
        ("محل تحویل", plain(paper.delivered_at)),
        *((plain(agency), code(value)) for agency, value in paper.external_codes),
        ("تماس دستگاه", plain(paper.agency_contact)),
        ("راه‌های دیگر", plain(paper.other_channels)),
    )
    return shifted(rows, y=14) if rows.height else rows


def _proof(paper: ReceiptPaper) -> Block:
    parts = [gap(14), rule(WIDTH)]
    if paper.privacy:
        parts += [gap(8), _centred(plain(paper.privacy), SMALL)]
    if paper.qr:
        said = "درستی این رسید با این رمزینه و بدون اینترنت هم سنجیده می‌شود."
        parts += [qr(paper.qr, WIDTH), _centred(said, SMALL)]
    return stack(parts)
