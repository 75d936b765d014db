"""Bills as scanners and people give them: recognised, or refused with the digit that is wrong."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bills import BILLERS, Bill, answers, check_new, read_bill
from app.domain.errors import OperatorCanFix
from app.domain.identifiers.checksums import bill_check

WATER = Bill("1000000112", "1250162", "water", 12_000)


@pytest.mark.parametrize(
    "scanned",
    [
        "0001000000112" + "0000001250162",
        "10000001121250162",
        "1000000112 1250162",
        "۱۰۰۰۰۰۰۱۱۲ – ۱۲۵۰۱۶۲",
        "\u200e1000000112/1250162\r\n",
    ],
)
def test_one_bill_however_it_is_read(scanned):
    assert read_bill(scanned) == WATER
    assert answers(WATER) == {"bill_id": "1000000112", "payment_id": "1250162"}


@pytest.mark.parametrize(
    ("scanned", "code"),
    [
        ("", "bill-shape"),
        ("قبض", "bill-shape"),
        ("123 456 789", "bill-shape"),
        ("1000000113 1250162", "bill-id-check"),
        ("4000123442 1250162", "payment-id-bill"),
        ("99999999999999999999999999", "payment-id-check"),
        ("12345678901234567", "bill-shape"),
    ],
)
def test_a_wrong_one_is_refused(scanned, code):
    with pytest.raises(OperatorCanFix, match=code):
        read_bill(scanned)


def test_the_same_bill_twice_in_a_visit_is_refused():
    assert check_new(WATER, ()) == WATER
    with pytest.raises(OperatorCanFix, match="bill-twice"):
        check_new(read_bill("10000001121250162"), (WATER,))


@given(st.integers(10**5, 10**9), st.sampled_from(sorted(BILLERS)), st.integers(1, 99_999))
def test_every_right_pair_is_read_with_its_amount(file, kind, thousands):
    bill = f"{file:05}{kind}"
    bill += str(bill_check(bill))
    payment = f"{thousands}501"
    payment += str(bill_check(payment))
    payment += str(bill_check(bill + payment))
    if len(payment) < 6:
        return
    read = read_bill(f"{bill:0>13}{payment:0>13}")
    assert (read.biller, read.amount) == (BILLERS[kind], thousands * 1000)


@given(st.text(max_size=60))
def test_rubbish_is_refused_in_words(text):
    with suppress(OperatorCanFix):
        assert read_bill(text).amount > 0
