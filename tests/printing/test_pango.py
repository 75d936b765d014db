"""Our letters beside Pango's, drawn by WeasyPrint from the same font: the same picture.

WeasyPrint is a development dependency; nothing of ours uses it.
"""

import statistics

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps

import resources
from printing.layout.blocks import paragraph
from printing.layout.flow import Piece
from printing.layout.text import Style
from printing.look import look
from printing.sheets import sheet_pdf

LINES = (
    "درخواست گواهی ولادت",
    "کوچهٔ بهار، پلاک ۴۵ (طبقه سوم)",
    "سید محمدرضا حسینی‌نژاد فیروزآبادی اصل",
    "مبلغ ۱٬۲۶۶٬۰۰۰ ریال پرداخت شد",
    "می‌خواهند به «خانه‌هایشان» بروند",
    "کلاس اول: الف، لا، للا، ﷲ".replace("ﷲ", "الله"),
    "گَچِ دیوار را بِشُویید و مُدارا کنید",
    "نشانی www.sabteahval.ir را ببینید",
    "زمان نهایی پاسخ: سه‌شنبه ۱۰ آذر ۱۴۰۵",
    "ثبت احوال؛ پیش‌نویس [نسخه ۲] تا ۵۰٪",
)
SIZE = 24
SCALE = 10
LEAST = 0.97


def picture(pdf: bytes) -> Image.Image:
    """The ink of a one-line page at ten times the head's pitch, a little white around it."""
    document = pypdfium2.PdfDocument(pdf)
    grey = document[0].render(scale=SCALE * 8 * 25.4 / 72, grayscale=True).to_pil().copy()
    document.close()
    black = grey.point([0 if level <= 128 else 255 for level in range(256)])
    return ImageOps.expand(black.crop(ImageOps.invert(black).getbbox()), 6, 255)


def ours(line: str) -> bytes:
    on = look("roll80")
    return sheet_pdf([Piece(paragraph(line, Style(SIZE, 35), on.width))], on, "line")


def theirs(line: str) -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    path = resources.path("fonts/Vazirmatn-Regular.ttf")
    style = (
        f"@font-face{{font-family:V;src:url('file://{path}')}}@page{{size:80mm 20mm;margin:5mm}}"
        f"body{{font:{SIZE / 8}mm V;direction:rtl;margin:0}}"
    )
    sheet = CSS(string=style, font_config=fonts)
    page = HTML(string=f"<html lang=fa><body>{line}</body></html>")
    return page.write_pdf(stylesheets=[sheet], font_config=fonts)


def overlap(one: Image.Image, other: Image.Image) -> float:
    """Dots black in both of the dots black in either, at the best of a few shifts."""
    wide, tall = max(one.width, other.width), max(one.height, other.height)
    first, second = (Image.new("L", (wide, tall), 255) for _ in range(2))
    first.paste(one)
    second.paste(other)
    best = 0.0
    for x in range(-4, 5):
        for y in range(-4, 5):
            moved = ImageChops.offset(second, x, y)
            both = ImageChops.lighter(first, moved).histogram()[0]
            best = max(best, both / ImageChops.darker(first, moved).histogram()[0])
    return best


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_our_lines_are_pangos() -> None:
    found = {line: overlap(picture(ours(line)), picture(theirs(line))) for line in LINES}
    assert statistics.mean(found.values()) >= LEAST
    # Pango sets Latin letters on a grid of its own, some hundredths of a dot beside ours.
    assert {line: same for line, same in found.items() if same < LEAST - 0.01} == {}
