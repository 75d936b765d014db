"""The receipt as a person, a scanner and a search box meet it."""

import re
import subprocess
import unicodedata
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest
import zxingcpp

from app.domain.money import rials
from app.domain.text import persian_digits
from printing import preview_png, receipt_pdf, text_of
from printing.find import finds
from printing.layout.ink import Bars, Block, gap, stack
from printing.look import look
from printing.raster import one_bit
from printing.receipt import receipt_pieces
from printing.words import code, grouped_id, plain
from tests.printing.papers import GOLDEN, LONG_NAME, ORDINARY, QR, TREASURY, paper


def block_of(receipt) -> Block:
    """The receipt on its roll, as one block."""
    pieces = receipt_pieces(receipt, look("roll80"))
    return stack([gap(16), *(piece.block for piece in pieces), gap(32)])


def visual_lines(pdf: bytes) -> list[str]:
    """Each line's characters from left to right, by pdfium's boxes: what the eye sees."""
    document = pypdfium2.PdfDocument(pdf)
    found = [line for page in document for line in _page_lines(page.get_textpage())]
    document.close()
    return found


def _page_lines(page) -> list[str]:
    rows: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for i in range(page.count_chars()):
        char = page.get_text_range(i, 1)
        left, bottom, right, top = page.get_charbox(i, loose=True)
        if char.strip() and right > left:
            rows[round((top + bottom) / 2)].append((left, char))
    return ["".join(char for _, char in sorted(row)) for row in rows.values()]


NUMBERS = [
    "72-12-1045",
    "1403/28/5571",
    "021-88776655",
    "10031204100",
    "392****636",
    "11:42",
    "IR060100004001064006372710",
    "276140000140501",
    "IR820170000000123456789012",
    *(rials(amount) for amount in (850_000, 320_000, 96_000, 416_000, 1_266_000)),
    *("30114256", "633812764501", "004512", "30114257", "633812764733", "004513", "****7719"),
    "00123-001-2071-0001-42",
    "58203",
    "SA-1405-77120",
    "021-60900000",
    "021-1880",
    "021-88990011",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_stands_from_left_to_right_as_it_is_read(number: str) -> None:
    seen = visual_lines(receipt_pdf(ORDINARY))
    assert any(persian_digits(number) in line for line in seen), seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("کارت (نسخهٔ ۲ – Smart Card v2)", "SmartCardv2"),
        ("فرم Form A-1 را بیاورید", "FormA-1"),
        ("نسخهٔ Windows 11 و María José Núñez", "MaríaJoséNúñez"),
        ("تلفن my.gov.ir 021-88990011", "۰۲۱-۸۸۹۹۰۰۱۱"),
    ],
)
def test_latin_phrases_inside_persian_keep_their_order(text: str, seen: str) -> None:
    lines = visual_lines(receipt_pdf(paper(applicant=text)))
    assert any(seen in line for line in lines), lines


def test_no_number_is_seen_that_was_not_written() -> None:
    written = persian_digits("|".join([plain(repr(ORDINARY)), *NUMBERS]))
    for line in visual_lines(receipt_pdf(ORDINARY)):
        for number in re.findall(r"[۰-۹]{4,}", line):
            assert number in written or number == "۱۴۰۵", line


def pdftotext(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return unicodedata.normalize("NFKC", done.stdout.decode())


def bare(text: str) -> str:
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


@pytest.mark.parametrize("read", [text_of, pdftotext])
@pytest.mark.parametrize(
    "wanted",
    [
        "رسید",
        "شناسه پیگیری",
        ORDINARY.service_title,
        ORDINARY.tid,
        persian_digits(ORDINARY.tid),
        rials(ORDINARY.total),
        ORDINARY.applicant,
        "کوچهٔ بهار",
        "۰۲۱-۸۸۷۷۶۶۵۵",
        "۷۲-۱۲-۱۰۴۵",
    ],
)
def test_two_readers_find_what_a_person_would_search_for(read, wanted: str) -> None:
    assert unicodedata.normalize("NFKC", wanted) in bare(read(receipt_pdf(ORDINARY)))


def test_search_takes_digits_of_any_script() -> None:
    pdf = receipt_pdf(ORDINARY)
    assert finds(pdf, ORDINARY.tid)
    assert finds(pdf, "1٬266٬000")
    assert not finds(pdf, "1٬266٬001")


def test_the_qr_read_from_the_printed_dots_is_the_signed_text() -> None:
    picture = one_bit(receipt_pdf(ORDINARY)).convert("L")
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == QR


@pytest.mark.parametrize("name", GOLDEN)
def test_every_qr_module_is_four_dots_by_four(name: str) -> None:
    block = block_of(GOLDEN[name])
    (bars,) = [ink for ink in block.ink if isinstance(ink, Bars) and ink.unit == 4]
    picture = one_bit(receipt_pdf(GOLDEN[name])).load()
    side = max(x + w for x, _, w, _ in bars.boxes)
    dark = {(x + i, y) for x, y, w, _ in bars.boxes for i in range(w)}
    for y in range(-4, side + 4):
        for x in range(-4, side + 4):
            left, top = bars.left + 4 * x + 8, bars.top + 4 * y
            dots = {picture[left + i, top + k] for i in range(4) for k in range(4)}
            assert dots == {0 if (x, y) in dark else 255}, (x, y)


@pytest.mark.parametrize("name", GOLDEN)
def test_rules_and_frames_are_as_thick_on_paper_as_they_were_drawn(name: str) -> None:
    block = block_of(GOLDEN[name])
    picture = one_bit(receipt_pdf(GOLDEN[name]))
    assert picture.height == block.height
    dots = picture.load()
    for bars in (ink for ink in block.ink if isinstance(ink, Bars)):
        for x, y, _, height in (box for box in bars.boxes if box[2] == 560):
            column = bars.left + x + 8 + 3
            top = bars.top + y
            assert [dots[column, top + k] for k in (0, height - 1)] == [0, 0], (name, y)
            assert dots[column, top - 1] == 255
            # Below a frame's upper edge its side goes on.
            assert len(bars.boxes) > 1 or dots[column, top + height] == 255


def test_a_qr_text_beyond_version_ten_is_refused() -> None:
    with pytest.raises(ValueError, match="version"):
        receipt_pdf(paper(qr=QR * 2))


def test_the_raster_is_as_wide_as_the_head() -> None:
    assert one_bit(receipt_pdf(ORDINARY)).size[0] == 576
    assert one_bit(receipt_pdf(ORDINARY)).mode == "1"


def test_two_threads_may_raster_and_read_at_once() -> None:
    pdf = receipt_pdf(ORDINARY)
    alone = one_bit(pdf).tobytes(), text_of(pdf)
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(lambda: (one_bit(pdf).tobytes(), text_of(pdf))) for _ in range(12)]
        assert {job.result() for job in jobs} == {alone}


def test_the_preview_shows_the_whole_width_of_the_paper() -> None:
    assert preview_png(receipt_pdf(ORDINARY), scale=2).startswith(b"\x89PNG")


def test_equal_papers_give_equal_bytes() -> None:
    assert receipt_pdf(ORDINARY) == receipt_pdf(paper())


@pytest.mark.parametrize("one", [ORDINARY, paper(print_count=2), paper(practice=True)])
def test_a_roll_receipt_is_at_most_25_kilobytes(one) -> None:
    assert len(receipt_pdf(one)) <= 25 * 1024


def test_a_first_print_has_no_marks_and_the_second_is_the_first_reprint() -> None:
    assert not finds(receipt_pdf(ORDINARY), "چاپ مجدد")
    assert finds(receipt_pdf(paper(print_count=2)), "چاپ مجدد – بار ۱")
    assert finds(receipt_pdf(paper(print_count=12)), "چاپ مجدد – بار ۱۱")


def test_practice_paper_says_so_at_both_ends() -> None:
    assert not finds(receipt_pdf(ORDINARY), "فاقد اعتبار")
    assert text_of(receipt_pdf(paper(practice=True))).count("تمرینی – فاقد اعتبار") == 2


def test_a_voided_receipt_says_so_at_both_ends() -> None:
    assert text_of(receipt_pdf(paper(voided=True))).count("باطل‌شده – فاقد اعتبار") == 2


def test_a_corrected_receipt_names_the_one_it_replaces() -> None:
    pdf = receipt_pdf(paper(replaces="00123-001-2071-0009-18"))
    assert finds(pdf, "رسید اصلاحی")
    assert finds(pdf, "به جای رسید ۰۰۱۲۳-۰۰۱-۲۰۷۱-۰۰۰۹-۱۸")


def test_a_long_name_takes_more_lines_and_loses_no_word() -> None:
    short, long = block_of(ORDINARY), block_of(paper(applicant=LONG_NAME))
    assert long.height > short.height
    text = text_of(receipt_pdf(paper(applicant=LONG_NAME)))
    assert all(word.strip("،") in text for word in LONG_NAME.split())


def test_a_provisional_due_time_says_so_and_shows_its_hour() -> None:
    text = text_of(receipt_pdf(GOLDEN["practice-long"]))
    assert "(موقت)" in text
    assert "ساعت ۱۴:۰۰" in text
    assert "سه‌شنبه ۱۰ آذر ۱۴۰۵" in text


def test_lines_of_one_account_stand_together_with_their_sum() -> None:
    mixed = paper(lines=(ORDINARY.lines[1], TREASURY, ORDINARY.lines[2]))
    text = text_of(receipt_pdf(mixed))
    assert text.count("به حساب دفتر پیشخوان") == 1
    assert "جمع این حساب ۴۱۶٬۰۰۰" in text


def test_a_free_service_says_free_and_shows_no_empty_table() -> None:
    text = text_of(receipt_pdf(paper(lines=(), payments=(), total=0)))
    assert "رایگان" in text
    assert "تعداد" not in text
    assert "پرداخت الکترونیکی" not in text


def test_nothing_asks_for_a_stamp_and_the_id_has_one_name() -> None:
    text = text_of(receipt_pdf(paper(external_codes=())))
    assert not re.search("مهر|امضا شود|کد رهگیری|المثنی", text)


def test_empty_fields_leave_no_empty_labels() -> None:
    bare_paper = paper(
        documents=(),
        follow_up=(),
        complaints="",
        privacy="",
        agency_contact="",
        other_channels="",
        external_codes=(),
        delivered_at="",
        service_id="",
        due_basis="",
    )
    text = text_of(receipt_pdf(bare_paper))
    assert not re.search("مدارک دریافت|چگونه|شکایت|تماس|راه‌های|محل تحویل|– شناسه", text)


def test_free_text_keeps_web_addresses_as_they_are_typed() -> None:
    assert plain("www.a1.ir و 12") == "\u2066www.a1.ir\u2069 و ۱۲"
    assert plain("تلفن 021-88776655") == "تلفن \u2066۰۲۱-۸۸۷۷۶۶۵۵\u2069"
    assert plain("ساعت 8 تا 14") == "ساعت ۸ تا ۱۴"
    assert code("021-8877 داخلی 3") == "\u2066۰۲۱-۸۸۷۷\u2069 داخلی ۳"


def test_a_tracking_id_is_grouped_whatever_it_came_as() -> None:
    assert grouped_id("001230012071000142") == ORDINARY.tid
    assert grouped_id("۰۰۱۲۳-۰۰۱-۲۰۷۱-۰۰۰۱-۴۲") == ORDINARY.tid
    with pytest.raises(ValueError, match="18 digits"):
        grouped_id("123")
