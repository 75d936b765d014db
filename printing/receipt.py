"""The receipt: what the citizen takes home, in the order it is read.

Who gave it, for what, on which papers and what money; then the two things to remember, set large:
the tracking ID and the day of the answer; then where to turn. A reprint says so, and practice
paper can never pass for a real one.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.jalali import clock_time, long_date, tehran_date
from app.domain.pages import PaperSize
from app.domain.papers import Office
from app.domain.receipts import ReceiptPaper
from app.domain.text import isolate, persian_digits
from printing.layout.blocks import code_line, framed, one_line, paragraph, rule
from printing.layout.flow import Piece
from printing.layout.ink import Block, beside, gap, shifted, stack
from printing.layout.qr import qr
from printing.look import Look, look
from printing.parts import FRAME_PAD, centred, listed, office_head, pairs, said, warnings
from printing.receipt_money import fees, payments
from printing.sheets import sheet_pdf
from printing.words import code, grouped_id, moment, plain

_BETWEEN_BOXES = 32
# The column of the QR on a sheet: version 10 with its quiet zone, and some air.
_PROOF = 340


def receipt_pdf(
    receipt: ReceiptPaper,
    *,
    paper: PaperSize = "roll80",
    large: bool = False,
    marks: Sequence[tuple[str, str]] = (),
) -> bytes:
    """The receipt on any paper; equal receipts give equal bytes.

    `marks` are rows that only this copy carries: who reprinted or corrected it, when and why.
    """
    on = look(paper, large=large)
    title = f"رسید {grouped_id(receipt.tid)}"
    foot = f"رسید {code(grouped_id(receipt.tid))}"
    return sheet_pdf(receipt_pieces(receipt, on, marks), on, title, foot)


def receipt_pieces(
    receipt: ReceiptPaper, on: Look, marks: Sequence[tuple[str, str]] = ()
) -> list[Piece]:
    """The whole receipt, laid out."""
    warning = warnings(on, practice=receipt.practice, voided=receipt.voided)
    parts: list[Block | Piece] = [
        warning,
        office_head(_office(receipt), on),
        _title(receipt, on, marks),
        _request(receipt, on),
        listed("مدارک دریافت‌شده", receipt.documents, on),
        *fees(receipt, on),
        payments(receipt, on),
        _remember(receipt, on),
        _agency(receipt, on),
        *_turn_to(receipt, on),
        warning,
    ]
    pieces = [part if isinstance(part, Piece) else Piece(part) for part in parts]
    return [piece for piece in pieces if piece.block.height]


def _office(receipt: ReceiptPaper) -> Office:
    return Office(
        receipt.office_name,
        receipt.office_code,
        receipt.licence,
        address=receipt.office_address,
        phone=receipt.office_phone,
    )


def _title(receipt: ReceiptPaper, on: Look, marks: Sequence[tuple[str, str]]) -> Block:
    name = "رسید اصلاحی" if receipt.replaces else "رسید"
    parts = [gap(on.dots(6)), centred(name, on.title, on)]
    if receipt.replaces:
        parts.append(centred(f"به جای رسید {code(receipt.replaces)}", on.body, on))
    if receipt.print_count > 1:
        # The first print is the receipt; the second is the first reprint.
        again = f"چاپ مجدد – بار {persian_digits(receipt.print_count - 1)}"
        inner = paragraph(again, on.bold, on.width - 16, align="centre")
        parts += [framed(inner, on.width, pad=8), gap(10)]
    if marks:
        parts += [pairs(on, marks), gap(8)]
    return stack([*parts, centred(plain(receipt.service_title), on.lead, on), gap(8)])


def _request(receipt: ReceiptPaper, on: Look) -> Block:
    desk = f"باجه {persian_digits(receipt.desk)}، {plain(receipt.operator)}"
    rows = (
        ("شماره خدمت", _service(receipt)),
        ("دستگاه اجرایی", plain(receipt.agency)),
        ("متقاضی", plain(receipt.applicant)),
        ("شناسه متقاضی", code(receipt.applicant_id_masked)),
        ("تاریخ رسید", moment(receipt.at)),
        ("باجه و متصدی", desk),
    )
    return pairs(on, rows)


def _service(receipt: ReceiptPaper) -> str:
    number = code(str(receipt.service_number))
    return f"{number} – شناسه {code(receipt.service_id)}" if receipt.service_id else number


def _remember(receipt: ReceiptPaper, on: Look) -> Block:
    """The tracking ID and the due date, under each other on a roll and abreast on a sheet."""
    if on.is_roll:
        inner = on.width - 2 * FRAME_PAD
        boxes = (_tracking(receipt, on, inner), _due(receipt, on, inner))
        return stack(
            one for box in boxes for one in (gap(on.dots(18)), framed(box, on.width, pad=FRAME_PAD))
        )
    width = (on.width - _BETWEEN_BOXES) // 2
    inner = width - 2 * FRAME_PAD
    right, left = _tracking(receipt, on, inner), _due(receipt, on, inner)
    tall = gap(max(right.height, left.height))
    right, left = (framed(beside(one, tall), width, pad=FRAME_PAD) for one in (right, left))
    return stack([gap(on.dots(18)), beside(shifted(right, on.width - width), left)])


def _tracking(receipt: ReceiptPaper, on: Look, width: int) -> Block:
    """Large in Persian digits, to be read out; once more in ASCII, to be typed and searched."""
    parts = tracking_lines(receipt.tid, on, width)
    if receipt.v_code:
        secret = f"رمز پیگیری: {code(receipt.v_code)}"
        parts += [gap(4), paragraph(secret, on.bold, width, align="centre")]
    return stack(parts)


def tracking_lines(tid: str, on: Look, width: int) -> list[Block]:
    """The tracking ID as every paper shows it."""
    grouped = grouped_id(tid)
    return [
        paragraph("شناسه پیگیری", on.bold, width, align="centre"),
        code_line(persian_digits(grouped), on.huge, width),
        code_line(grouped, on.small, width),
    ]


def _due(receipt: ReceiptPaper, on: Look, width: int) -> Block:
    label = "زمان نهایی پاسخ" + (" (موقت)" if receipt.due_provisional else "")
    parts = [
        paragraph(label, on.bold, width, align="centre"),
        one_line(long_date(tehran_date(receipt.due_at)), on.huge, width),
    ]
    if receipt.due_has_time:
        hour = f"ساعت {isolate(clock_time(receipt.due_at))}"
        parts.append(paragraph(hour, on.lead, width, align="centre"))
    if receipt.due_basis:
        parts.append(paragraph(plain(receipt.due_basis), on.small, width, align="centre"))
    return stack(parts)


def _agency(receipt: ReceiptPaper, on: Look) -> Block:
    rows = pairs(
        on,
        (
            ("محل تحویل", plain(receipt.delivered_at)),
            *((plain(agency), code(value)) for agency, value in receipt.external_codes),
            ("تماس دستگاه", plain(receipt.agency_contact)),
            ("راه‌های دیگر", plain(receipt.other_channels)),
        ),
    )
    return shifted(rows, y=on.dots(14)) if rows.height else rows


def _turn_to(receipt: ReceiptPaper, on: Look) -> list[Block]:
    """Where to turn, then the proof; on a sheet the QR stands at the left of the words."""
    if on.is_roll or not receipt.qr:
        return [*_follow(receipt, on), _privacy(receipt, on), _proof(receipt, on)]
    room = on.width - _PROOF
    words = on.narrowed(_PROOF + _BETWEEN_BOXES)
    right = stack([*_follow(receipt, words), _privacy(receipt, words)])
    left = _proof(receipt, on.narrowed(room))
    return [beside(shifted(right, _PROOF + _BETWEEN_BOXES), left)]


def _follow(receipt: ReceiptPaper, on: Look) -> list[Block]:
    return [
        listed("چگونه پیگیری کنید", receipt.follow_up, on),
        said("شکایت، پیشنهاد و بازخورد", receipt.complaints, on),
        listed("یادآوری", receipt.notices, on),
    ]


def _privacy(receipt: ReceiptPaper, on: Look) -> Block:
    if not receipt.privacy:
        return gap(0)
    words = paragraph(plain(receipt.privacy), on.small, on.width, align=on.aside)
    return stack([gap(on.dots(14)), rule(on.width), gap(8), words])


def _proof(receipt: ReceiptPaper, on: Look) -> Block:
    if not receipt.qr:
        return gap(0)
    told = "درستی این رسید با این رمزینه و بدون اینترنت هم سنجیده می‌شود."
    return stack([qr(receipt.qr, on.width), centred(told, on.small, on)])
