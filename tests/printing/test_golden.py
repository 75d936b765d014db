"""Receipts as they were approved: their words first, then their picture.

After a wanted change run `python -m tests.printing.test_golden`, and look at the pictures.
"""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from printing import png, receipt_pdf, text_of
from tests.printing.papers import GOLDEN

FOLDER = Path(__file__).parent.parent / "golden" / "receipts"
LEAST_OVERLAP = 0.97


def ink(picture: Image.Image) -> int:
    """Black dots of a one-bit picture."""
    return picture.convert("L").histogram()[0]


def overlap(one: Image.Image, other: Image.Image) -> float:
    """Dots black in both, of the dots black in either."""
    darker, lighter = ImageChops.darker, ImageChops.lighter
    either = ink(darker(one.convert("L"), other.convert("L")))
    return ink(lighter(one.convert("L"), other.convert("L"))) / either


@pytest.mark.parametrize("name", GOLDEN)
def test_a_receipt_says_what_was_approved(name: str) -> None:
    wanted = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert text_of(receipt_pdf(GOLDEN[name])) == wanted


@pytest.mark.parametrize("name", GOLDEN)
def test_a_receipt_looks_as_was_approved(name: str) -> None:
    wanted = Image.open(FOLDER / f"{name}.png")
    found = Image.open(BytesIO(png(receipt_pdf(GOLDEN[name]))))
    assert found.size == wanted.size
    assert overlap(found, wanted) >= LEAST_OVERLAP


def test_the_comparison_sees_one_changed_line() -> None:
    one = Image.open(FOLDER / "ordinary.png")
    other = Image.open(FOLDER / "reprint.png")
    assert overlap(one.crop((0, 0, 576, 600)), other.crop((0, 0, 576, 600))) < LEAST_OVERLAP


def write() -> None:
    """Approve what the program draws now."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, paper in GOLDEN.items():
        pdf = receipt_pdf(paper)
        (FOLDER / f"{name}.txt").write_text(text_of(pdf), encoding="utf-8")
        (FOLDER / f"{name}.png").write_bytes(png(pdf))


if __name__ == "__main__":
    write()
