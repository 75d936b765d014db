"""The money on the receipt: what was owed to whom and by which tariff, and how it was paid."""

from __future__ import annotations

from app.domain.money import rials
from app.domain.receipts import ReceiptLine, ReceiptPaper, ReceiptPayment
from app.domain.text import isolate
from printing.layout.blocks import dotted, pair, paragraph, rule
from printing.layout.ink import Block, gap, stack
from printing.layout.table import Cells, CellStyles, Columns, fitting, row
from printing.receipt_type import (
    BODY,
    BOLD,
    LEAD,
    SMALL,
    WIDTH,
)
from printing.words import code, plain

_HEAD: Cells = ("شرح", "تعداد", "مبلغ (ریال)")
_HEAD_STYLES: CellStyles = (BOLD, BOLD, BOLD)
_LINE_STYLES: CellStyles = (BODY, BODY, BODY)
_SUM_STYLES: CellStyles = (BOLD, BOLD, BOLD)


def fees(paper: ReceiptPaper) -> Block:
    """Fee lines under the account each goes to, then the total; a free service says so."""
    total = "رایگان" if not paper.total else f"{rials(paper.total)} ریال"
    sum_row = pair("جمع کل", total, (LEAD, LEAD), WIDTH)
    if not paper.lines:
        return stack([gap(14), rule(WIDTH), gap(6), sum_row])
    groups = _groups(paper.lines)
    columns = _columns(groups)
    head = row(_HEAD, columns, _HEAD_STYLES)
    parts = [gap(14), rule(WIDTH), gap(4), head, rule(WIDTH)]
    parts += (_group(lines, columns) for lines in groups)
    return stack([*parts, gap(8), rule(WIDTH, 3), gap(6), sum_row])


def _groups(lines: tuple[ReceiptLine, ...]) -> list[list[ReceiptLine]]:
    """Lines of one account together, accounts in the order they first appear."""
    found: dict[tuple[str, str], list[ReceiptLine]] = {}
    for line in lines:
        found.setdefault((line.payee, line.account), []).append(line)
    return list(found.values())


def _columns(groups: list[list[ReceiptLine]]) -> Columns:
    rows = [(_HEAD, _HEAD_STYLES)]
    for lines in groups:
        rows += ((_cells(line), _LINE_STYLES) for line in lines)
        rows.append((_sum_cells(lines), _SUM_STYLES))
    return fitting(rows, WIDTH)


def _cells(line: ReceiptLine) -> Cells:
    return plain(line.title), rials(line.count), rials(line.amount)


def _sum_cells(lines: list[ReceiptLine]) -> Cells:
    return "جمع این حساب", "", rials(sum(line.amount for line in lines))


def _group(lines: list[ReceiptLine], columns: Columns) -> Block:
    first = lines[0]
    parts = [gap(8), paragraph(f"به حساب {plain(first.payee)}", BOLD, WIDTH)]
    if first.account:
        parts.append(paragraph(f"شماره حساب {code(first.account)}", SMALL, WIDTH))
    parts += (_line(line, columns) for line in lines)
    if len(lines) > 1:
        parts += [dotted(WIDTH), row(_sum_cells(lines), columns, _SUM_STYLES)]
    return stack(parts)


def _line(line: ReceiptLine, columns: Columns) -> Block:
    parts = [row(_cells(line), columns, _LINE_STYLES)]
    if line.basis:
        parts.append(paragraph(plain(line.basis), SMALL, WIDTH))
    if line.deposit_id:
        parts.append(paragraph(f"شناسه واریز {code(line.deposit_id)}", SMALL, WIDTH))
    return stack([*parts, gap(4)])


def payments(paper: ReceiptPaper) -> Block:
    """The proof of payment: what a bank asks for when money is disputed."""
    if not paper.payments:
        return gap(0)
    heading = paragraph("پرداخت الکترونیکی", BOLD, WIDTH)
    parts = [gap(10), heading]
    for payment in paper.payments:
        parts += [_payment(payment), gap(6)]
    return stack(parts)


def _payment(payment: ReceiptPayment) -> Block:
    how = "کارت‌خوان" if payment.source == "terminal" else "برگه کارت‌خوان"
    card = f" – کارت {isolate('****' + code(payment.last4))}" if payment.last4 else ""
    total = pair(how + card, f"{rials(payment.amount)} ریال", (BODY, BODY), WIDTH)
    proofs = (
        ("پایانه", payment.terminal),
        ("مرجع", payment.rrn),
        ("پیگیری کارت‌خوان", payment.trace),
    )
    said = "، ".join(f"{name} {code(value)}" for name, value in proofs if value)
    return stack([total, paragraph(said, SMALL, WIDTH)])
