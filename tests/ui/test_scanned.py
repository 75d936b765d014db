"""What a line of digits in the search box is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.models.scanned import kind_of


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
