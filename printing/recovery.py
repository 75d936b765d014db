"""The sheet of the recovery key: printed once, straight to paper, kept in no queue and no file."""

from __future__ import annotations

from datetime import datetime

from app.domain.pages import PaperSize
from app.domain.papers import Office
from app.domain.text import isolate, persian_digits
from printing.frame import Part, page_pdf
from printing.layout.blocks import framed
from printing.layout.ink import gap
from printing.look import look
from printing.parts import centred, listed, pairs
from printing.words import moment


def recovery_sheet_pdf(
    office: Office, key: str, *, desk: int, at: datetime, paper: PaperSize = "a4"
) -> bytes:
    """The key in eight numbered groups, and what it opens."""
    on = look(paper)
    groups = [f"{persian_digits(n)}: {isolate(one)}" for n, one in enumerate(key.split("-"), 1)]
    inside = on.narrowed(28)
    lines = [
        centred("    ".join(groups[start : start + 2]), on.lead, inside) for start in (0, 2, 4, 6)
    ]
    parts: list[Part] = [
        pairs(on, [("باجه", persian_digits(desk)), ("ساخته‌شده در", moment(at))]),
        gap(on.dots(14)),
        *(framed(line, on.width, pad=10) for line in lines),
        gap(on.dots(14)),
        listed(
            "نگهداری",
            (
                "در گاوصندوق بگذارید؛ هر کس آن را داشته باشد پرونده باجه را می‌خواند.",
                "به‌کار می‌آید وقتی گذرواژه فراموش شود؛ امضای باجه را باز نمی‌کند.",
                "با ساخته‌شدن کلید تازه، این برگه بی‌اعتبار می‌شود؛ آن را نابود کنید.",
            ),
            on,
        ),
    ]
    return page_pdf("کلید بازیابی باجه", parts, on, office=office)
