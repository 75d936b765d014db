"""The parts all pages share: headings, key–value rows, lists, notices, the office's head."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.papers import Office
from printing.layout.blocks import banner, bullets, framed, paragraph, rule
from printing.layout.blocks import pairs as paired
from printing.layout.ink import Block, beside, gap, shifted, stack
from printing.layout.text import Style
from printing.look import Look
from printing.words import code, plain

FRAME_PAD = 14
_BETWEEN = 48
NO_WORTH = "فاقد اعتبار"


def centred(text: str, style: Style, look: Look) -> Block:
    """A line in the middle, or as many as it takes."""
    return paragraph(text, style, look.width, align="centre")


def office_head(office: Office, look: Look) -> Block:
    """Who gave this paper: the office by its code and licence number."""
    codes = f"کد دفتر {code(office.code)} – پروانه {code(office.licence)}"
    phone = f"تلفن {code(office.phone)}" if office.phone else ""
    return stack(
        [
            centred(plain(office.name), look.name, look),
            gap(look.dots(4)),
            centred(codes, look.small, look),
            centred(plain(office.address), look.small, look),
            centred(phone, look.small, look),
            gap(look.dots(10)),
            rule(look.width, 3),
        ]
    )


def warnings(look: Look, *, practice: bool = False, voided: bool = False) -> Block:
    """At both ends, so that no half of the paper passes for a valid one."""
    said = [("تمرینی", practice), ("باطل‌شده", voided)]
    banners = [
        banner(f"{text} – {NO_WORTH}", look.lead, look.width) for text, applies in said if applies
    ]
    return stack([gap(8), *banners, gap(8)]) if banners else gap(0)


def pairs(look: Look, rows: Iterable[tuple[str, str]]) -> Block:
    """Key and value, row by row; rows without a value are left out. Sheets have two columns."""
    said = [row for row in rows if row[1]]
    if look.is_roll:
        return paired(said, look.pair, look.width)
    column = (look.width - _BETWEEN) // 2
    half = (len(said) + 1) // 2
    columns = (said[:half], said[half:])
    right, left = (paired(some, look.pair, column, spread=False) for some in columns)
    return beside(shifted(right, look.width - column), left)


def section(heading: str, look: Look, *parts: Block) -> Block:
    """A heading and what stands under it."""
    return stack([gap(look.dots(14)), paragraph(heading, look.bold, look.width), *parts])


def listed(heading: str, items: tuple[str, ...], look: Look) -> Block:
    """A section of dashes; nothing for an empty list."""
    if not items:
        return gap(0)
    return section(heading, look, bullets(tuple(map(plain, items)), look.body, look.width))


def said(heading: str, text: str, look: Look) -> Block:
    """A section of one paragraph; nothing for an empty text."""
    if not text:
        return gap(0)
    return section(heading, look, paragraph(plain(text), look.body, look.width))


def note(text: str, look: Look) -> Block:
    """A few words in the middle that everybody should read."""
    inner = paragraph(plain(text), look.bold, look.width - 2 * FRAME_PAD, align="centre")
    return stack([gap(look.dots(14)), framed(inner, look.width, pad=FRAME_PAD)])


def boxed(look: Look, *parts: Block, width: int = 0) -> Block:
    """Set apart, as what must be remembered."""
    return stack([gap(look.dots(18)), framed(stack(parts), width or look.width, pad=FRAME_PAD)])
