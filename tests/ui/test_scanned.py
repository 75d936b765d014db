"""What a line of digits in the search box is, and a receipt whatever the keyboard's layout."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.layouts import DIGITS, WINDOWS, X11, typed
from ui.models.scanned import kind_of
from ui.scanning import receipt_in


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("", ""),
        ("شناسنامه", ""),
        ("102", ""),
        ("۰۰۰۰۰۰۰۴۲۶", "visitor"),
        ("0000000427", ""),
        ("00000-001-2076-0001-60", "tracking"),
        ("000000012076000160", "tracking"),
        ("1000000112 1250162", "bill"),
        ("10000001120001250162", "bill"),
        ("10000001121250163", "bill"),
        ("14002207985", ""),
    ],
)
def test_each_line_is_what_its_digits_say(line: str, kind: str) -> None:
    assert kind_of(line) == kind


@settings(max_examples=60)
@given(st.text(max_size=40) | st.text("0123456789۰۱۲۳۴۵۶۷۸۹ -", max_size=40))
def test_any_line_is_something(line: str) -> None:
    assert kind_of(line) in ("", "visitor", "bill", "tracking")


@settings(max_examples=60)
@given(
    code=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=100, max_size=160),
    before=st.text("سلام ۱۲abc", max_size=20),
    layout=st.sampled_from([(X11, DIGITS), (WINDOWS, "")]),
)
def test_a_receipt_is_read_whatever_the_layout(code: str, before: str, layout) -> None:
    receipt = f"HTTPS://P.EXAMPLE/R/{code}"
    keys = "".join(typed(receipt, layout[0], digits=layout[1]))
    assert receipt_in(before + receipt) == (receipt, receipt)
    assert receipt_in(before + keys) == (keys, receipt)


@settings(max_examples=60)
@given(st.text(max_size=300) | st.text("ضصثقفغ :/.ـ،ريال", min_size=100, max_size=300))
def test_nothing_else_is_taken_for_a_receipt(line: str) -> None:
    assert receipt_in(line) is None
