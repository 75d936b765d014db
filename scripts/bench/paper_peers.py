"""The receipt drawn by the other ways there are, so that our time has something to stand by.

Each draws the same lines of text without the QR; only WeasyPrint could also mirror the table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO

Draw = Callable[[int], object]
_PEERS = ("weasyprint", "fpdf")
_LINE = 13


def ours(n: int) -> bytes:
    """Our receipt without its QR, for another citizen each time."""
    import printing
    from tests.printing.papers import ORDINARY

    return printing.receipt_pdf(replace(ORDINARY, qr="", applicant=f"متقاضی {n}"))


def written() -> list[str]:
    """The receipt's lines as text."""
    import printing

    return [line for line in printing.text_of(ours(0)).split("\n") if line]


def peers() -> dict[str, Draw]:
    """Name → how it draws the receipt; those that are installed."""
    lines = written()
    found: dict[str, Draw] = {"reportlab + reshaper + python-bidi": _reshaped(lines)}
    if find_spec(_PEERS[0]):
        found["WeasyPrint"] = _weasyprint(lines)
    if find_spec(_PEERS[1]):
        found["fpdf2"] = _fpdf(lines)
    return found


def _reshaped(lines: list[str]) -> Draw:
    from arabic_reshaper import reshape  # noqa: TID251 - the very way we measure against
    from bidi import get_display
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    import resources

    def draw(n: int) -> bytes:
        # A font of its own for each document: reportlab keeps subsets by document otherwise.
        font = BytesIO(resources.read("fonts/Vazirmatn-Regular.ttf"))
        pdfmetrics.registerFont(TTFont("Reshaped", font))
        out = BytesIO()
        canvas = Canvas(out, (227, _LINE * len(lines) + 40), invariant=1, pageCompression=1)
        canvas.setFont("Reshaped", 8)
        for row, line in enumerate([*lines, f"متقاضی {n}"]):
            canvas.drawRightString(213, _LINE * (len(lines) - row) + 20, get_display(reshape(line)))
        canvas.save()
        return out.getvalue()

    return draw


def _weasyprint(lines: list[str]) -> Draw:
    """With our two weights, its rows as a table and two frames, as on the receipt."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    import resources

    fonts, folder = FontConfiguration(), resources.path("fonts")
    faces = "".join(
        f"@font-face{{font-family:V;font-weight:{weight};src:url('file://{folder}/{file}')}}"
        for weight, file in ((400, "Vazirmatn-Regular.ttf"), (700, "Vazirmatn-Bold.ttf"))
    )
    page = "@page{size:80mm 330mm;margin:5mm}body{font:8pt V;direction:rtl}p,h1,h2{margin:0}"
    sheet = CSS(
        string=f"{faces}{page}table{{width:100%}}div{{border:1pt solid}}", font_config=fonts
    )

    def draw(n: int) -> bytes:
        body = _html([*lines, f"متقاضی {n}"])
        page = HTML(string=f"<html lang=fa><body>{body}</body></html>")
        pdf: bytes = page.write_pdf(stylesheets=[sheet], font_config=fonts)
        return pdf

    return draw


def _html(lines: list[str]) -> str:
    """A heading, the head's lines, rows of key and value, two frames, the rest."""
    rows = "".join(
        f"<tr><td>{key}<td><b>{value}</b>"
        for key, _, value in (x.partition(" ") for x in lines[6:30])
    )
    frames = "".join(f"<div><b>{line}</b><h2>{line}</h2></div>" for line in lines[30:32])
    head, rest = ("".join(f"<p>{line}</p>" for line in some) for some in (lines[1:6], lines[32:]))
    return f"<h1>{lines[0]}</h1>{head}<table>{rows}</table>{frames}{rest}"


def _fpdf(lines: list[str]) -> Draw:
    from fpdf import FPDF

    import resources

    path = resources.path("fonts/Vazirmatn-Regular.ttf")

    def draw(n: int) -> bytes:
        page = FPDF(unit="mm", format=(80, 330))
        page.add_page()
        page.add_font("V", fname=path)
        page.set_font("V", size=8)
        page.set_text_shaping(use_shaping_engine=True, direction="rtl")
        for line in [*lines, f"متقاضی {n}"]:
            page.cell(70, 4.6, line, align="R", new_x="LMARGIN", new_y="NEXT")
        return bytes(page.output())

    return draw
