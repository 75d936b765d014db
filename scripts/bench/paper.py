"""How long a receipt takes on this machine, against the same page in Latin drawn by reportlab.

Run as `python -m scripts.bench.paper`; `measure` returns the figures for a larger report.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

Row = tuple[str, float, str, str]
ROUNDS = 40
_BARS = {
    "WeasyPrint": "≥ 8 ×",
    "fpdf2": "≥ 8 ×",
    "reportlab + reshaper + python-bidi": "≥ 1.3 ×",
}
_LETTERS = "The quick brown fox jumps over the lazy dog 0123456789 " * 4
_FIRST = """
import time
start = time.process_time()
from scripts.bench.paper import first
first()
print(time.process_time() - start)
"""


def first() -> None:
    """The first receipt of a process, imports and fonts included."""
    import printing
    from tests.printing.papers import ORDINARY

    printing.receipt_pdf(ORDINARY)


def _first_ms() -> float:
    command = [sys.executable, "-c", _FIRST]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout) * 1000


def _best_first_ms() -> float:
    """The best of three new processes: the first one reads our files from the disk."""
    return min(_first_ms() for _ in range(3))


def _paired_ms(*jobs: Callable[[int], object], rounds: int = ROUNDS) -> list[float]:
    """Median CPU milliseconds of each job, run in turn so that a slow moment hits them all."""
    times: list[list[float]] = [[] for _ in jobs]
    for n in range(rounds):
        for job, taken in zip(jobs, times, strict=True):
            start = time.process_time()
            job(n)
            taken.append((time.process_time() - start) * 1000)
    return [statistics.median(taken) for taken in times]


def latin_page() -> Callable[[int], bytes]:
    """The same lines at the same places in Latin letters of the same font, and the same QR."""
    from reportlab.pdfgen.canvas import Canvas

    from printing.layout.ink import stack
    from printing.layout.qr import qr
    from printing.look import look
    from printing.receipt import receipt_pieces
    from tests.printing.papers import ORDINARY

    on = look("roll80")
    block = stack(piece.block for piece in receipt_pieces(ORDINARY, on))
    _register_fonts()

    def draw(n: int) -> bytes:
        out = BytesIO()
        canvas = Canvas(out, (on.sheet.width, block.height), invariant=1, pageCompression=1)
        for ink in block.ink:
            _draw_latin(canvas, ink, block.height, n)
        for bars in qr(ORDINARY.qr, on.width).ink:
            boxes = (" ".join(map(str, box)) for box in bars.boxes)
            canvas._code.append(" re\n".join(boxes) + " re\nf")
        canvas.showPage()
        canvas.save()
        return out.getvalue()

    return draw


def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    import resources

    for weight in ("Regular", "Bold"):
        font = BytesIO(resources.read(f"fonts/Vazirmatn-{weight}.ttf"))
        pdfmetrics.registerFont(TTFont(f"Latin-{weight}", font))


def _draw_latin(canvas: Any, ink: Any, height: int, n: int) -> None:
    """As many letters as the line has glyphs; bars as they are, the QR (unit 4) left out."""
    if hasattr(ink, "run"):
        canvas.setFont(f"Latin-{ink.run.weight}", ink.size)
        canvas.drawString(ink.x, height - ink.y, _LETTERS[n % 20 :][: len(ink.run.glyphs)])
    elif ink.unit == 1:
        for x, y, wide, high in ink.boxes:
            canvas.rect(x, height - y, wide, high, stroke=0, fill=1)


def measure() -> dict[str, float]:
    """Milliseconds of CPU, a ratio, and kilobytes."""
    import printing
    from printing import raster
    from tests.printing.papers import ORDINARY

    def receipt(n: int) -> bytes:
        # Another citizen each time: only the constant words are found in the cache.
        return printing.receipt_pdf(replace(ORDINARY, applicant=f"متقاضی {n}", total=n * 1000))

    page, latin = receipt(0), latin_page()
    latin(0)
    receipt_ms, latin_ms, raster_ms = _paired_ms(receipt, latin, lambda _: raster.one_bit(page))
    return {
        "first_receipt_ms": _best_first_ms(),
        "receipt_ms": receipt_ms,
        "latin_ms": latin_ms,
        "ratio": receipt_ms / latin_ms,
        "raster_ms": raster_ms,
        "pdf_kb": len(page) / 1024,
    }


def rows() -> Iterator[Row]:
    """(name, value, unit, bar) for `make bench`."""
    found = measure()
    yield "first receipt, imports and fonts included", found["first_receipt_ms"], "ms", "≤ 300 ms"
    yield "receipt PDF (rich, 33 cm, with QR)", found["receipt_ms"], "ms", ""
    yield "the same page in Latin", found["latin_ms"], "ms", ""
    yield "receipt against Latin", found["ratio"], "×", "≤ 1.3 ×"
    yield "raster of it, 576 × 2,628 dots", found["raster_ms"], "ms", "≤ 6 ms at half the length"
    yield "its PDF", found["pdf_kb"], "KB", "≤ 25 KB"
    yield from _sizes()
    yield from _against_peers()


def _sizes() -> Iterator[Row]:
    """Pages that are no rich receipt: the ordinary short one, a sheet, a long table."""
    import printing
    from printing import raster
    from printing.escpos import escpos
    from tests.printing.pages import drawn
    from tests.printing.papers import PLAIN, SIX_ROWS

    plain = printing.receipt_pdf(PLAIN)
    picture = raster.one_bit(plain)
    (taken,) = _paired_ms(lambda _: raster.one_bit(plain))
    yield f"raster of a plain receipt, 576 × {picture.height}", taken, "ms", "≤ 6 ms"
    yield "ESC/POS of it", len(escpos(picture)) / 1024, "KB", "0.4 KB a millimetre"
    sent = escpos(picture, margins=True)
    yield "the same, left margins set", len(sent) / 1024, "KB", "≤ 75 KB"
    six = raster.one_bit(printing.receipt_pdf(SIX_ROWS))
    yield "ESC/POS of six rows, 600 letters, QR", len(escpos(six)) / 1024, "KB", "≤ 75 KB"
    rich = raster.one_bit(drawn("receipt", "roll80"))
    (taken,) = _paired_ms(lambda _: escpos(rich))
    yield "ESC/POS of the rich receipt", len(escpos(rich)) / 1024, "KB", "0.4 KB a millimetre"
    yield "encoding it", taken, "ms", ""
    yield "receipt on A4", len(drawn("receipt", "a4")) / 1024, "KB", "≤ 30 KB"
    yield "receipt in large print on A4, 2 pages", len(_large()) / 1024, "KB", "≤ 30 KB"
    (taken,) = _paired_ms(lambda _: drawn("sent", "a4"))
    yield "table of 40 rows on A4, 3 pages", taken, "ms", ""


def _large() -> bytes:
    from tests.printing.pages import drawn

    return drawn("receipt", "a4", large=True)


def _against_peers() -> Iterator[Row]:
    from scripts.bench.paper_peers import ours, peers

    others = peers()
    for draw in others.values():
        draw(0)
    mine, *theirs = _paired_ms(ours, *others.values(), rounds=8)
    yield "receipt without QR", mine, "ms", ""
    for name, taken in zip(others, theirs, strict=True):
        yield f"its lines by {name}", taken / mine, "×", _BARS[name]


def main() -> None:
    """Print the figures."""
    for name, value, unit, bar in rows():
        print(f"{name:<46} {value:9.2f} {unit:<3} {bar}", flush=True)


if __name__ == "__main__":
    main()
