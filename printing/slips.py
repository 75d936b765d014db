"""Slips about one request: printed again, put right, made void, incomplete, unpaid, delivered."""

from __future__ import annotations

from app.domain.money import rials
from app.domain.pages import PaperSize
from app.domain.papers import (
    Corrected,
    DeliverySlip,
    InquirySlip,
    MissingSlip,
    RefundSlip,
    Reprint,
    VoidNotice,
)
from app.domain.receipts import ReceiptPayment
from printing.frame import issued_pdf, short_id, signatures, tracked
from printing.layout.blocks import dotted, paragraph
from printing.layout.ink import Block, gap, stack
from printing.look import Look, look
from printing.parts import listed, note, pairs, said, section
from printing.receipt import receipt_pdf
from printing.receipt_money import payment_lines
from printing.words import code, moment, plain

_NOT_BEGUN = "درخواست تا رسیدن این مدارک کامل نیست و زمان پاسخ آغاز نشده است."
_WAITS = "رسیدگی به درخواست تا رسیدن این مدارک پیش نمی‌رود."


def reprint_pdf(value: Reprint, *, paper: PaperSize = "roll80", large: bool = False) -> bytes:
    """The receipt again, with «چاپ مجدد – بار n» and who, when and why."""
    marks = (
        ("چاپ‌کننده", plain(value.operator)),
        ("زمان چاپ", moment(value.at)),
        ("علت", plain(value.reason)),
    )
    return receipt_pdf(value.receipt, paper=paper, large=large, marks=marks)


def corrected_pdf(value: Corrected, *, paper: PaperSize = "roll80", large: bool = False) -> bytes:
    """The corrected receipt: what it replaces, and each thing put right, before and after."""
    changes = (
        (plain(label), f"«{plain(before)}» به «{plain(after)}»")
        for label, before, after in value.changes
    )
    marks = (
        ("اصلاح‌کننده", plain(value.operator)),
        ("علت اصلاح", plain(value.reason)),
        *changes,
    )
    return receipt_pdf(value.receipt, paper=paper, large=large, marks=marks)


def void_notice_pdf(
    value: VoidNotice, *, paper: PaperSize = "roll80", large: bool = False
) -> bytes:
    """That a request no longer stands, and what becomes of the money."""
    on = look(paper, large=large)
    rows = (
        ("علت ابطال", plain(value.reason)),
        ("تأییدکننده", plain(value.approved_by)),
        ("پرداخت‌شده", _amount(value.paid)),
    )
    parts = [
        tracked(value.about, on),
        note("این درخواست باطل شده است و رسید آن اعتبار ندارد.", on),
        _spaced(pairs(on, rows), on),
        said("وجه پرداخت‌شده", value.money, on),
    ]
    return issued_pdf(value.issued, "اعلام ابطال", parts, on=on)


def missing_slip_pdf(
    value: MissingSlip, *, paper: PaperSize = "roll80", large: bool = False
) -> bytes:
    """What must still be brought; the tracking ID stays the same."""
    on = look(paper, large=large)
    missing = tuple(f"{title} – {why}" if why else title for title, why in value.missing)
    until = f"تا {moment(value.until)} بیاورید." if value.until else ""
    parts = [
        tracked(value.about, on, v_code=value.v_code),
        listed("کم است", missing, on),
        note(until, on) if until else gap(0),
        listed("چگونه کامل کنید", value.how, on),
        said("", _WAITS if value.begun else _NOT_BEGUN, on),
    ]
    return issued_pdf(value.issued, "نواقص مدارک", parts, on=on)


def inquiry_slip_pdf(
    value: InquirySlip, *, paper: PaperSize = "roll80", large: bool = False
) -> bytes:
    """That the fate of a payment is being asked, and that nobody may pay it twice."""
    on = look(paper, large=large)
    answer = moment(value.answer_by) if value.answer_by else ""
    parts = [
        tracked(value.about, on),
        note("دوباره پرداخت نکنید. نتیجه از بانک پرسیده می‌شود.", on),
        _payment(value.payment, on),
        _spaced(pairs(on, [("به حساب", plain(value.account)), ("پاسخ تا", answer)]), on),
        _also(value.also, on),
        listed("چه می‌شود", value.how, on),
        said("", "این برگه رسید پرداخت نیست.", on),
    ]
    return issued_pdf(value.issued, "پرداخت در حال بررسی", parts, on=on)


def refund_slip_pdf(
    value: RefundSlip, *, paper: PaperSize = "roll80", large: bool = False
) -> bytes:
    """A request to have money given back, to be signed by the payer.

    Where no Sheba was told there is room to write it: the money cannot go back without one.
    """
    on = look(paper, large=large)
    rows = (
        ("مبلغ استرداد", _amount(value.amount)),
        ("از حساب", plain(value.payee)),
        ("شناسه واریز", code(value.deposit_id)),
        ("صاحب حساب", plain(value.holder)),
        ("شماره شبا", code(value.sheba)),
        ("علت", plain(value.reason)),
        ("پاسخ تا", moment(value.answer_by) if value.answer_by else ""),
    )
    parts = [
        tracked(value.about, on),
        _spaced(pairs(on, rows), on),
        gap(0) if value.sheba else _to_write("شماره شبا (IR و ۲۴ رقم)", on),
        _also(value.also, on),
        _payment(value.payment, on),
    ]
    end = signatures(("نام و امضای درخواست‌کننده",), on)
    return issued_pdf(value.issued, "درخواست استرداد وجه", parts, on=on, end=end)


def delivery_slip_pdf(
    value: DeliverySlip, *, paper: PaperSize = "roll80", large: bool = False
) -> bytes:
    """What was handed over, to whom and by what right, with a place to sign."""
    on = look(paper, large=large)
    rows = (
        ("تحویل‌گیرنده", plain(value.collector)),
        ("شناسه تحویل‌گیرنده", code(value.collector_id_masked)),
        ("سمت", plain(value.capacity)),
        ("شماره دستگاه", code(value.external_code)),
    )
    parts = [
        tracked(value.about, on),
        listed("تحویل شد", value.delivered, on),
        _spaced(pairs(on, rows), on),
    ]
    end = signatures(("امضای تحویل‌گیرنده",), on)
    return issued_pdf(value.issued, "برگه تحویل", parts, on=on, end=end)


def _amount(amount: int) -> str:
    return f"{rials(amount)} ریال" if amount else ""


def _also(tids: tuple[str, ...], on: Look) -> Block:
    """The other requests the money was for."""
    return listed("درخواست‌های دیگر همین پرداخت", tuple(short_id(tid) for tid in tids), on)


def _to_write(label: str, on: Look) -> Block:
    """A label and a line to write on."""
    name = paragraph(label, on.small, on.width)
    return stack([gap(on.dots(14)), name, gap(on.dots(40)), dotted(on.width)])


def _spaced(block: Block, on: Look) -> Block:
    return stack([gap(on.dots(14)), block]) if block.height else block


def _payment(payment: ReceiptPayment, on: Look) -> Block:
    return section("پرداخت", on, payment_lines(payment, on))
