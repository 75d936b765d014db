"""The customer display: joined letters, one a cell, in the order the eye meets them."""

import os
import time

import pytest
from arabic_reshaper import ArabicReshaper
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.displays import Display, Shown
from app.domain.errors import OperatorCanFix
from app.domain.printer_settings import check_display
from printing.display import CustomerDisplay, cells, encoded
from resources import sentence
from tests.printing.printers import Machine, printer
from tests.printing.test_bad_input import NASTY

POLE = Display("tcp", "127.0.0.1:1")
ALPHABET = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
CLEARED = b"\x1b@\x0c"


def rows(text: str, display: Display = POLE) -> bytes:
    """The cells of both rows."""
    return encoded(Shown(text, text), display).removeprefix(CLEARED)


def test_the_bytes_are_those_of_the_code_page() -> None:
    # «قابل پرداخت»: every joined form has a byte of its own.
    assert rows("قابل پرداخت")[9:20] == bytes.fromhex("96a190a2a49520f19391ec")
    assert rows("۱٬۲۶۶٬۰۰۰")[11:20] == bytes.fromhex("812c8286862c808080")
    assert rows("می‌گل")[16:20] == bytes.fromhex("f1f0fcf5")


@pytest.mark.parametrize("letter", ALPHABET)
def test_every_letter_has_a_byte_wherever_it_stands(letter: str) -> None:
    for text in (letter, f"ب{letter}", f"{letter}ب", f"ب{letter}ب"):
        sent = rows(text).replace(b" ", b"")
        assert b"?" not in sent
        assert all(0x80 <= byte <= 0xAF or byte >= 0xE0 for byte in sent)


def test_brackets_are_seen_as_they_are_read() -> None:
    assert cells("شماره (۱۲)", 10) == "(۱۲) ﻩﺭﺎﻤﺷ"
    assert cells("A(4)", 4) == "A(۴)"


def test_what_is_too_long_loses_its_end_and_stays_in_its_row() -> None:
    assert cells("قابل پرداخت در همین باجه", 4) == "ﻞﺑﺎﻗ"
    assert len(rows("ن" * 500)) == 40


WORDS = st.text(st.sampled_from(f"{ALPHABET}abcXYZ0123۰۱۲۳ .,:/-+٬"), max_size=18)


@given(WORDS)
@settings(max_examples=150, deadline=None)
def test_the_order_is_the_oracles(text: str) -> None:
    joined = ArabicReshaper({"ARABIC LIGATURE ALLAH": False}).reshape(" ".join(text.split()))
    wanted = get_display(joined, base_dir="R")
    seen = cells(text, 40).strip()
    digits = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    assert seen == wanted.translate(digits).strip()


@given(NASTY, st.sampled_from(("iran-system", "cp1256")), st.integers(8, 40))
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_the_rows_stay_full_and_no_control_is_sent(text, page, columns) -> None:
    sent = rows(text, Display("tcp", "x", columns=columns, code_page=page))
    assert len(sent) == 2 * columns
    assert all(byte >= 0x20 for byte in sent)


def test_a_display_on_the_network_gets_its_rows() -> None:
    with printer(Machine(talks=False)) as machine:
        place = Display("tcp", f"127.0.0.1:{machine.port}", select=99)
        CustomerDisplay(place).show(Shown("قابل پرداخت", "۵۰۰٬۰۰۰ ریال"))
        for _ in range(50):
            if len(machine.got) == 46:
                break
            time.sleep(0.02)
    assert bytes(machine.got) == encoded(Shown("قابل پرداخت", "۵۰۰٬۰۰۰ ریال"), place)
    assert bytes(machine.got).startswith(b"\x1b@\x1bt\x63\x0c")


def test_a_display_on_a_cable_gets_its_rows(tmp_path) -> None:
    path = tmp_path / "ttyUSB0"
    os.mkfifo(path)
    far = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    CustomerDisplay(Display("device", str(path))).show(Shown("رایگان است"))
    assert os.read(far, 100) == encoded(Shown("رایگان است"), POLE)
    os.close(far)


def test_a_display_that_is_off_is_said_and_nothing_more(tmp_path) -> None:
    for place in (Display("device", str(tmp_path / "x")), Display("tcp", "127.0.0.1:1")):
        with pytest.raises(OperatorCanFix, match="display-absent") as met:
            CustomerDisplay(place).show(Shown("رایگان است"))
        assert "نمایشگر مشتری" in sentence(met.value)


@pytest.mark.parametrize(
    "wrong",
    [
        Display("tcp", ""),
        Display("tcp", "host:lpt"),
        Display("device", "/dev/x\0"),
        Display("device", "/dev/x", columns=4),
        Display("device", "/dev/x", baud=123),
        Display("device", "/dev/x", select=300),
        Display("device", "/dev/x", code_page="cp437"),
        Display("usb", "x"),
    ],
)
def test_a_display_that_could_not_work_is_refused(wrong: Display) -> None:
    with pytest.raises(Exception, match="display-address"):
        check_display(wrong)
