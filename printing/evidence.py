"""The page in an evidence package: what was asked, by whom and why, what is in it, how to check."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.money import rials
from app.domain.pages import PaperSize
from app.domain.report_papers import EvidenceReport
from app.domain.text import isolate
from printing.frame import Part, rows_under, signatures
from printing.layout.blocks import paragraph, rule
from printing.layout.flow import Piece
from printing.layout.grid import Column
from printing.layout.ink import Block, beside, gap, stack
from printing.look import Look, look
from printing.parts import centred, listed, pairs, said, section
from printing.sheets import sheet_pdf
from printing.words import moment, plain

TITLE = "بسته ادله"
HOW = (
    "کلیدهای بالا را با آنچه سازمان به‌طور رسمی منتشر کرده است مقایسه کنید؛ بسته درستی آن‌ها را "
    "خودش ثابت نمی‌کند.",
    "هر پرونده proofs یک رویداد، جای آن در سیاهه کشور و راه آن تا سر امضاشده است و جداگانه "
    "پذیرفتنی است.",
    "با ابزارهای عمومی: راهنمای حسابرسی (audit-guide) هر گام را با OpenSSL و SHA-256 نشان می‌دهد.",
    "با برنامه پیشخوان، بدون شبکه:",
)
COMMAND = "pishkhan verify FILE --authority KID --log-key KEY"


def evidence_report_pdf(
    value: EvidenceReport, *, paper: PaperSize = "a4", large: bool = False
) -> bytes:
    """What was asked, what is there, what was found of it, and how anybody checks it."""
    on = look(paper, large=large)
    facts = [
        ("عنوان", plain(value.title)),
        ("زمان ساخت", moment(value.at)),
        ("سازنده", plain(value.by)),
        *((plain(name), plain(words)) for name, words in value.asked),
    ]
    parts: list[Part] = [
        _head(value, on),
        pairs(on, facts),
        said("چرا خواسته شد", value.reason, on),
        section("در بسته", on, pairs(on, [(name, rials(many)) for name, many in value.counts])),
        *_counted("رویدادها", "نوع رویداد", value.types, on),
        *_counted("یافته‌های نظارتی درباره آن‌ها", "قاعده", value.findings, on),
        listed("بدانید", value.notes, on),
        _codes("سر امضاشده سیاهه کشور", value.head, on),
        _codes("کلیدها", value.keys, on),
        listed("چگونه بررسی می‌شود", HOW, on),
        paragraph(isolate(COMMAND), on.body, on.width, align="left"),
        signatures(("سازنده بسته", "دریافت‌کننده"), on),
    ]
    pieces = [part if isinstance(part, Piece) else Piece(part) for part in parts]
    return sheet_pdf([piece for piece in pieces if piece.block.height], on, TITLE)


def _head(value: EvidenceReport, on: Look) -> Block:
    return stack(
        [
            centred(plain(value.issuer), on.name, on),
            gap(on.dots(6)),
            centred(TITLE, on.title, on),
            gap(on.dots(6)),
            rule(on.width, 3),
            gap(on.dots(10)),
        ]
    )


def _counted(heading: str, of: str, rows: Iterable[tuple[str, int]], on: Look) -> list[Piece]:
    columns = (Column(of, 1), Column("تعداد", 0))
    return rows_under(heading, columns, [(plain(name), rials(many)) for name, many in rows], on)


def _codes(heading: str, rows: Iterable[tuple[str, str]], on: Look) -> Block:
    """Each code on a line of its own, as it stands: it is compared by eye."""
    lines = [
        beside(
            paragraph(plain(name), on.small, on.width),
            paragraph(isolate(told), on.body, on.width, align="left"),
        )
        for name, told in rows
    ]
    return section(heading, on, *lines)
