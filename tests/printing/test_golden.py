"""Pages as they were approved: their words first, then their picture.

After a wanted change run `python -m tests.printing.test_golden`, and look at the pictures. They
are kept at half the pitch of a print head, all pages of a document under each other.
"""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from printing import (
    blank_form_pdf,
    filled_form_pdf,
    page_count,
    receipt_pdf,
    refund_slip_pdf,
    text_of,
    trial_page_pdf,
)
from printing.raster import one_bit
from tests.printing.forms import BIRTH, catalogue, filled, head
from tests.printing.pages import CASES, NOON, OFFICE, UNKNOWN_SHEBA, drawn
from tests.printing.papers import GOLDEN, HARD

FOLDER = Path(__file__).parent.parent / "golden" / "paper"
LEAST_OVERLAP = 0.97
HALF_PITCH = 102


def ink(picture: Image.Image) -> int:
    """Black dots of a one-bit picture."""
    return picture.convert("L").histogram()[0]


def overlap(one: Image.Image, other: Image.Image) -> float:
    """Dots black in both, of the dots black in either."""
    darker, lighter = ImageChops.darker, ImageChops.lighter
    either = ink(darker(one.convert("L"), other.convert("L")))
    return ink(lighter(one.convert("L"), other.convert("L"))) / either


def picture(pdf: bytes) -> Image.Image:
    """All pages under each other."""
    pages = [one_bit(pdf, dpi=HALF_PITCH, page=n) for n in range(page_count(pdf))]
    whole = Image.new("1", (pages[0].width, sum(page.height for page in pages)), 1)
    down = 0
    for page in pages:
        whole.paste(page, (0, down))
        down += page.height
    return whole


def blank(key: str) -> bytes:
    """The blank form of a service."""
    about = head(key)
    return blank_form_pdf(
        catalogue().by_key(key).form,
        service_title=about.service_title,
        agency=about.agency,
        number=about.number,
    )


def answered() -> bytes:
    """One filled form."""
    form, answers = filled("birth_cert_replace", **BIRTH)
    about = head("birth_cert_replace", tid="001230012071000142", places={"23": "تهران"})
    return filled_form_pdf(form, answers, head=about)


PAPERS = {
    **{f"{name}-{size}": (lambda n=name, s=size: drawn(n, s)) for name, size in CASES},
    **{
        f"{name}-large-roll80": (lambda n=name: drawn(n, "roll80", large=True))
        for name in ("receipt", "missing", "guide")
    },
    **{f"receipt-{name}": (lambda one=one: receipt_pdf(one)) for name, one in GOLDEN.items()},
    "receipt-hard-a4": lambda: receipt_pdf(HARD, paper="a4"),
    "receipt-hard-large-a4": lambda: receipt_pdf(HARD, paper="a4", large=True),
    "refund-to-write": lambda: refund_slip_pdf(UNKNOWN_SHEBA, paper="a5"),
    "form-blank": lambda: blank("birth_cert_replace"),
    "form-blank-tables": lambda: blank("inheritance_tax_certificate"),
    "form-filled": answered,
    "trial": lambda: trial_page_pdf(OFFICE, printer="باجه ۳", at=NOON),
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_page_says_and_looks_as_was_approved(name: str) -> None:
    pdf = PAPERS[name]()
    assert text_of(pdf) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    wanted, found = Image.open(FOLDER / f"{name}.png"), picture(pdf)
    assert found.size == wanted.size
    assert overlap(found, wanted) >= LEAST_OVERLAP


def test_the_comparison_sees_one_changed_line() -> None:
    one = Image.open(FOLDER / "receipt-ordinary.png")
    other = Image.open(FOLDER / "receipt-reprint.png")
    assert overlap(one.crop((0, 0, 288, 300)), other.crop((0, 0, 288, 300))) < LEAST_OVERLAP


def write() -> None:
    """Approve what the program draws now."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for name, draw in PAPERS.items():
        pdf, out = draw(), BytesIO()
        picture(pdf).save(out, "PNG", optimize=True)
        (FOLDER / f"{name}.txt").write_text(text_of(pdf), encoding="utf-8")
        (FOLDER / f"{name}.png").write_bytes(out.getvalue())


if __name__ == "__main__":
    write()
