"""How long a receipt takes on this machine, against the same page in Latin drawn by reportlab.

Run as `python -m scripts.bench.paper`; `measure` returns the figures for a larger report.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

ROUNDS = 40
_LETTERS = "The quick brown fox jumps over the lazy dog 0123456789 " * 4
_FIRST = """
import time
start = time.perf_counter()
from scripts.bench.paper import first
first()
print(time.perf_counter() - start)
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


def _paired_ms(*jobs: Callable[[int], object]) -> list[float]:
    """Median CPU milliseconds of each job, run in turn so that a slow moment hits them all."""
    times: list[list[float]] = [[] for _ in jobs]
    for n in range(ROUNDS):
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
    """Milliseconds of CPU (the first receipt: of the clock), a ratio, and kilobytes."""
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
        "first_receipt_ms": _first_ms(),
        "receipt_ms": receipt_ms,
        "latin_ms": latin_ms,
        "ratio": receipt_ms / latin_ms,
        "raster_ms": raster_ms,
        "pdf_kb": len(page) / 1024,
    }


def main() -> None:
    for name, value in measure().items():
        print(f"{name:18} {value:8.2f}")


if __name__ == "__main__":
    main()
