"""The money on the receipt: what was owed to whom and by which tariff, and how it was paid."""

from __future__ import annotations

from app.domain.money import rials
from app.domain.receipts import ReceiptLine, ReceiptPaper, ReceiptPayment
from app.domain.text import isolate
from printing.layout.blocks import dotted, pair, paragraph, rule
from printing.layout.flow import Piece
from printing.layout.ink import Block, gap, stack
from printing.layout.table import Cells, CellStyles, Columns, fitting, row
from printing.look import Look
from printing.words import code, plain

_HEAD: Cells = ("شرح", "تعداد", "مبلغ (ریال)")


def fees(receipt: ReceiptPaper, on: Look) -> list[Piece]:
    """Fee lines under the account each goes to, then the total; a free service says so.

    On sheets the table may go on over the page; its head is then drawn again.
    """
    total = "رایگان" if not receipt.total else f"{rials(receipt.total)} ریال"
    sum_row = pair("جمع کل", total, (on.lead, on.lead), on.width)
    above = gap(on.dots(14))
    if not receipt.lines:
        return [Piece(stack([above, rule(on.width), gap(6), sum_row]))]
    groups = _groups(receipt.lines)
    columns = _columns(groups, on)
    head = stack([rule(on.width), gap(4), row(_HEAD, columns, _bold(on)), rule(on.width)])
    pieces = [Piece(stack([above, head]), keep=True)]
    pieces += (piece for lines in groups for piece in _group(lines, columns, on, head))
    last = stack([gap(8), rule(on.width, 3), gap(6), sum_row])
    return [*pieces[:-1], Piece(pieces[-1].block, head, keep=True), Piece(last)]


def _bold(on: Look) -> CellStyles:
    return (on.bold, on.bold, on.bold)


def _plain(on: Look) -> CellStyles:
    return (on.body, on.body, on.body)


def _groups(lines: tuple[ReceiptLine, ...]) -> list[list[ReceiptLine]]:
    """Lines of one account together, accounts in the order they first appear."""
    found: dict[tuple[str, str], list[ReceiptLine]] = {}
    for line in lines:
        found.setdefault((line.payee, line.account), []).append(line)
    return list(found.values())


def _columns(groups: list[list[ReceiptLine]], on: Look) -> Columns:
    rows = [(_HEAD, _bold(on))]
    for lines in groups:
        rows += ((_cells(line), _plain(on)) for line in lines)
        rows.append((_sum_cells(lines), _bold(on)))
    return fitting(rows, on.width)


def _cells(line: ReceiptLine) -> Cells:
    return plain(line.title), rials(line.count), rials(line.amount)


def _sum_cells(lines: list[ReceiptLine]) -> Cells:
    return "جمع این حساب", "", rials(sum(line.amount for line in lines))


def _group(lines: list[ReceiptLine], columns: Columns, on: Look, head: Block) -> list[Piece]:
    first = lines[0]
    name = [gap(8), paragraph(f"به حساب {plain(first.payee)}", on.bold, on.width)]
    if first.account:
        name.append(paragraph(f"شماره حساب {code(first.account)}", on.small, on.width))
    pieces = [Piece(_line(line, columns, on), head) for line in lines]
    if len(lines) > 1:
        total = stack([dotted(on.width), row(_sum_cells(lines), columns, _bold(on))])
        pieces[-1] = Piece(stack([pieces[-1].block, total]), head)
    return [Piece(stack(name), head, keep=True), *pieces]


def _line(line: ReceiptLine, columns: Columns, on: Look) -> Block:
    parts = [row(_cells(line), columns, _plain(on))]
    if line.basis:
        parts.append(paragraph(plain(line.basis), on.small, on.width))
    if line.deposit_id:
        parts.append(paragraph(f"شناسه واریز {code(line.deposit_id)}", on.small, on.width))
    return stack([*parts, gap(4)])


def payments(receipt: ReceiptPaper, on: Look) -> Block:
    """The proof of payment: what a bank asks for when money is disputed."""
    if not receipt.payments:
        return gap(0)
    parts = [gap(10), paragraph("پرداخت الکترونیکی", on.bold, on.width)]
    for payment in receipt.payments:
        parts += [payment_lines(payment, on), gap(6)]
    return stack(parts)


def payment_lines(payment: ReceiptPayment, on: Look) -> Block:
    """One payment: how and how much, then what proves it."""
    how = "کارت‌خوان" if payment.source == "terminal" else "برگه کارت‌خوان"
    card = f" – کارت {isolate('****' + code(payment.last4))}" if payment.last4 else ""
    total = pair(how + card, f"{rials(payment.amount)} ریال", (on.body, on.body), on.width)
    proofs = (
        ("پایانه", payment.terminal),
        ("مرجع", payment.rrn),
        ("پیگیری کارت‌خوان", payment.trace),
    )
    told = "، ".join(f"{name} {code(value)}" for name, value in proofs if value)
    return stack([total, paragraph(told, on.small, on.width)])
