"""Paper from a shell."""

import pytest

import printing
from app.cli import main


@pytest.mark.parametrize("size", ["roll80", "roll58", "a5", "a4"])
def test_the_sample_receipt_comes_on_every_paper(tmp_path, size):
    pdf, png = tmp_path / "r.pdf", tmp_path / "r.png"
    assert main(["receipt", "--sample", "--size", size, "--out", str(pdf), "--png", str(png)]) == 0
    assert "تعویض شناسنامه" in printing.text_of(pdf.read_bytes())
    assert png.read_bytes().startswith(b"\x89PNG")


def test_a_place_that_cannot_be_written_says_so(tmp_path, capsys):
    out = str(tmp_path / "nowhere" / "r.pdf")
    assert main(["receipt", "--sample", "--out", out]) == 3
    assert "نوشته نشد" in capsys.readouterr().err
