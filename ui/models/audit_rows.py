"""Rows of entries as the auditor's table shows them: words made once, when their page comes."""

from dataclasses import dataclass
from typing import Self

from app.domain.audit import COUNTED, Count, Facets, Row
from app.domain.money import rials
from app.domain.text import isolate, persian_digits
from ui import words
from ui.models.audit_words import VERDICTS, grouped, moment, office_name, service_name
from ui.models.entries import entry_name

HEADS = (
    "زمان",
    "رویداد",
    "دفتر",
    "باجه",
    "متصدی",
    "خدمت",
    "مبلغ (ریال)",
    "شناسه پیگیری",
    "یافته",
    "سرنوشت",
)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry in words: a cell for each of HEADS, and the tone of the last two."""

    row: Row
    cells: tuple[str, ...]
    tone: str
    alarmed: bool

    @property
    def said(self) -> str:
        """All of it, for the ear."""
        told = zip(HEADS, self.cells, strict=True)
        return "، ".join(f"{head} {cell}" for head, cell in told if cell)

    @classmethod
    def of(cls, row: Row, facets: Facets) -> Self:
        """An entry in words; one that cannot be believed says only where it lies."""
        verdict, tone = VERDICTS.get(row.verdict, (row.verdict, ""))
        cells = (
            moment(row.at) or moment(row.arrived),
            entry_name(row.type) if row.type else "ناخوانا",
            office_name(facets, row.office),
            persian_digits(row.desk),
            persian_digits(row.operator),
            service_name(facets, row.service),
            "" if row.amount is None else rials(row.amount),
            words.tracking(row.tid) if row.tid else "",
            persian_digits(row.findings) if row.findings else "",
            verdict,
        )
        return cls(row, cells, tone, row.findings > 0)


def place_of(row: Row) -> str:
    """Where an entry stands: «رویداد ۱٬۲۰۴ سیاهه کشور · شماره ۷ زنجیره»."""
    return f"جای {isolate(grouped(row.n))} سیاهه کشور · شماره {isolate(grouped(row.seq))} زنجیره"


def count_words(count: Count | None) -> str:
    """«۱۲٬۴۰۰ رویداد», or that there are more than are counted."""
    if count is None:
        return ""
    if count.capped:
        return f"بیش از {grouped(COUNTED)} رویداد"
    return f"{grouped(count.count)} رویداد"
