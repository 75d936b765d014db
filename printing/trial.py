"""The page that shows whether a printer is set up right: edges, sizes, numbers, a code."""

from __future__ import annotations

from datetime import datetime

from app.domain.pages import PaperSize
from app.domain.papers import Office
from app.domain.text import persian_digits
from printing.frame import Part, page_pdf
from printing.layout.blocks import framed, paragraph
from printing.layout.ink import Bars, Block, gap
from printing.layout.qr import qr
from printing.look import Look, look
from printing.parts import centred, listed, pairs
from printing.words import moment, plain


def trial_page_pdf(
    office: Office, *, printer: str, at: datetime, paper: PaperSize = "roll80", large: bool = False
) -> bytes:
    """Straight edges, a ruler of five centimetres, every size of type, and a readable code."""
    on = look(paper, large=large)
    parts: list[Part] = [
        pairs(on, [("چاپگر", plain(printer)), ("زمان", moment(at))]),
        gap(on.dots(14)),
        framed(centred("کادر باید کامل و راست باشد", on.body, on.narrowed(28)), on.width, pad=14),
        gap(on.dots(14)),
        _ruler(on),
        paragraph("۵ سانتی‌متر", on.small, on.width),
        *(_sample(on, size) for size in ("small", "body", "bold", "lead", "name", "title")),
        centred(persian_digits("0123456789"), on.lead, on),
        listed("درست است اگر", ("کادر و خط‌کش کامل است", "رمزینه خوانده می‌شود"), on),
        qr("HTTPS://PISHKHAN.IR/R/TEST", on.width),
    ]
    return page_pdf("برگه آزمایش", parts, on, office=office)


def _sample(on: Look, size: str) -> Block:
    return paragraph("پیشخوان خدمات دولت – کوچهٔ می‌گل (۱۴۰۵)", getattr(on, size), on.width)


def _ruler(on: Look) -> Block:
    """Five centimetres from the right edge, a stroke each."""
    centimetre = 80
    right = on.width - 2
    strokes = [(right - n * centimetre, 0, 2, 24) for n in range(min(5, right // centimetre) + 1)]
    long = strokes[0][0] - strokes[-1][0] + 2
    return Block(30, (Bars((*strokes, (strokes[-1][0], 24, long, 2))),))
