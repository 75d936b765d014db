"""Every page on every paper: numbers as they are read, nothing off the paper, words found."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from app.domain.money import rials
from app.domain.papers import AgencyRow, VisitGuide, VisitRow
from app.domain.receipts import ReceiptPaper
from app.domain.report_papers import EvidenceReport, InspectionPage, JournalRow
from app.domain.text import persian_digits
from printing import page_count, text_of
from printing.find import finds
from printing.look import SHEETS
from printing.raster import one_bit
from printing.words import grouped_id
from tests.printing.pages import CASES, PAGES, drawn
from tests.printing.test_receipt import pdftotext, visual_lines

TITLES = {
    "receipt": "رسید",
    "reprint": "چاپ مجدد – بار ۲",
    "corrected": "رسید اصلاحی",
    "void": "اعلام ابطال",
    "missing": "نواقص مدارک",
    "inquiry": "پرداخت در حال بررسی",
    "refund": "درخواست استرداد وجه",
    "ticket": "نوبت",
    "guide": "راهنمای مراجعه",
    "delivery": "برگه تحویل",
    "envelope": "پاکت مراجعه",
    "sent": "فهرست ارسال به دستگاه",
    "received": "فهرست دریافت از دستگاه",
    "poster": "خدمات و تعرفه‌ها",
    "x-report": "گزارش میان‌شیفت",
    "z-report": "صورت‌جلسه پایان شیفت شماره ۱۲۷",
    "day": "گزارش روز",
    "journal": "گزیده سیاهه رویدادها",
    "inspection": "آماده بازرسی",
    "evidence": "بسته ادله",
}


# What a value holds and no page of its kind says in these words.
UNSAID = {
    ReceiptPaper: ("qr", "print_count", "service_number"),
    VisitGuide: ("service_number",),
    JournalRow: ("leaf",),
    InspectionPage: ("qr", "digest"),
    EvidenceReport: ("head", "keys"),
    VisitRow: ("about",),
    AgencyRow: ("about",),
}


def told(value: Any) -> Iterator[str]:
    """Every number of a value as paper writes it."""
    if isinstance(value, VisitRow | AgencyRow):
        yield from told(value.about.tid)
    if dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            if one.name not in UNSAID.get(type(value), ()):
                yield from told(getattr(value, one.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from told(part)
    elif isinstance(value, str):
        yield from _in_text(value)
    elif isinstance(value, int) and not isinstance(value, bool | datetime) and value >= 100:
        yield rials(value)


def _in_text(text: str) -> Iterator[str]:
    if re.fullmatch(r"\d{18}", text):
        yield persian_digits(grouped_id(text))
        return
    for found in re.findall(r"[A-Za-z]*[0-9][0-9A-Za-z*/:-]*[0-9]", text):
        # A device's key is typed back as it stands.
        yield found if re.fullmatch(r"[0-9a-f]{16}", found) else persian_digits(found)


@pytest.mark.parametrize(("name", "size"), CASES)
def test_every_number_of_a_page_stands_as_it_is_read(name: str, size: str) -> None:
    numbers = sorted(set(told(PAGES[name][1])))
    seen = visual_lines(drawn(name, size))
    missing = [one for one in numbers if not any(one in line for line in seen)]
    # Ranks and counts of a row may be plain where amounts are grouped.
    missing = [one for one in missing if not any(one.replace("٬", "") in line for line in seen)]
    assert missing == []


@pytest.mark.parametrize(("name", "size"), CASES)
def test_two_readers_find_the_title_and_bytes_are_equal(name: str, size: str) -> None:
    pdf = drawn(name, size)
    assert finds(pdf, TITLES[name])
    assert TITLES[name].split()[0] in pdftotext(pdf)
    assert pdf == drawn(name, size)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(("name", "size"), CASES)
def test_nothing_leaves_the_paper(name: str, size: str, large: bool) -> None:
    pdf, sheet = drawn(name, size, large=large), SHEETS[size]
    for page in range(page_count(pdf)):
        picture = whole(pdf, page)
        left, top, right, bottom = inked(picture)
        assert left >= sheet.margin - 8
        assert right <= sheet.width - sheet.margin + 8
        assert top >= sheet.top
        assert bottom <= picture.height - min(sheet.top, 8)


def whole(pdf: bytes, page: int) -> Image.Image:
    """A whole page in dots, margins too."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=8 * 25.4 / 72 * (1 - 1e-6), grayscale=True).to_pil()
    document.close()
    return picture


def inked(picture: Image.Image) -> tuple[int, int, int, int]:
    return picture.point([255 if level <= 150 else 0 for level in range(256)]).getbbox()


def test_a_long_table_repeats_its_head_on_every_page_and_numbers_them() -> None:
    pdf = drawn("sent", "a4")
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 3
    for number, page in enumerate(document, 1):
        text = page.get_textpage().get_text_range()
        assert "شماره دستگاه" in text
        assert f"صفحه {'۰۱۲۳'[number]} از ۳" in text


def test_no_row_of_a_long_table_is_lost_at_the_page_breaks() -> None:
    _, value, _ = PAGES["sent"]
    for size in ("a4", "a5", "roll80"):
        text = text_of(drawn("sent", size))
        ids = [persian_digits(grouped_id(row.about.tid)) for row in value.rows]
        assert [one for one in ids if text.count(one) != 1] == []


def test_practice_pages_say_so_at_both_ends() -> None:
    draw, value, _ = PAGES["missing"]
    issued = dataclasses.replace(value.issued, practice=True)
    pdf = draw(dataclasses.replace(value, issued=issued))
    assert text_of(pdf).count("تمرینی – فاقد اعتبار") == 2


def test_a_reprint_says_who_when_and_why() -> None:
    text = text_of(drawn("reprint", "roll80"))
    for wanted in ("رضا کاظمی", "رسید نخست گم شده است", "سه‌شنبه ۱۰ آذر", "ساعت ۱۴:۰۰"):
        assert wanted in text


def test_what_a_page_does_not_know_leaves_no_label() -> None:
    draw, value, _ = PAGES["missing"]
    pdf = draw(dataclasses.replace(value, until=None, how=(), v_code=""))
    assert not re.search("تا شنبه|چگونه|رمز پیگیری", text_of(pdf))


def test_sheets_of_two_pages_are_small() -> None:
    sizes = {
        (name, size): len(drawn(name, size)) / 1024
        for name, size in CASES
        if size in ("a4", "a5") and page_count(drawn(name, size)) <= 2
    }
    assert {case: kb for case, kb in sizes.items() if kb > 30} == {}


def test_a_roll_receipt_of_58_millimetres_is_384_dots() -> None:
    assert one_bit(drawn("receipt", "roll58")).width == 384
