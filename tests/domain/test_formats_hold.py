"""No string crashes a format; each algorithm agrees with python-stdnum where it has one."""

import pytest
import stdnum.iban
import stdnum.luhn
import stdnum.verhoeff
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_97_10

from app.domain import tracking
from app.domain.answers import READ, clean
from app.domain.errors import Refusal
from app.domain.identifiers import READERS, canonical, warning
from app.domain.identifiers.checksums import bill_check, luhn_ok, verhoeff
from app.domain.identifiers.money import masked_card
from app.domain.text import persian_digits
from resources import messages, sentence

DIGITS = st.text("0123456789", min_size=1, max_size=30)
TYPED = st.one_of(
    st.text(max_size=40),
    st.text("0123456789۰۱۲۳۴۵٠١٢٣IRابپتيكی-/. ‌:", max_size=34),
    st.integers(0, 10**30).map(str),
)


@pytest.mark.parametrize("form", sorted(READ))
@given(TYPED)
@example("")
@example("²³")
@example("٠" * 30)
@example("IR" + "۰" * 24)
@settings(max_examples=150, deadline=None)
def test_no_string_crashes_a_format(form, typed):
    """A reader answers or refuses with a known sentence, and what it answers it answers again."""
    kept, refusal = read(form, typed)
    if refusal:
        assert refusal.code in messages()
        assert sentence(told(refusal))
        return
    assert clean(form, kept) in (kept, None)
    if form in READERS:
        assert canonical(form, kept) == kept
        doubt = warning(form, kept)
        assert doubt is None or sentence(doubt)


def read(form, typed):
    try:
        return READ[form](typed), None
    except Refusal as refusal:
        return None, refusal


def told(refusal):
    """A number's refusal gets its field's label where the form is known."""
    refusal.facts.setdefault("label", "")
    return refusal


@given(st.text("0123456789", min_size=24, max_size=24))
def test_sheba_agrees_with_the_iban_of_stdnum(digits):
    """Its structure of IR is not known to stdnum; the check digits are."""
    made = stdnum.iban.calc_check_digits(f"IR00{digits[2:]}")
    assert right("sheba", f"IR{digits}") == (made == digits[:2])


@given(st.text("0123456789", min_size=22, max_size=22))
def test_a_sheba_made_by_stdnum_is_taken(rest):
    made = stdnum.iban.calc_check_digits(f"IR00{rest}")
    assert right("sheba", f"IR{made}{rest}")


@given(DIGITS)
def test_luhn_agrees(digits):
    assert luhn_ok(digits) == holds(stdnum.luhn.validate, digits)


@given(st.text("0123456789", min_size=15, max_size=15))
def test_a_card_completed_by_stdnum_is_taken_and_masked(digits):
    card = digits + stdnum.luhn.calc_check_digit(digits)
    assert canonical("bank-card", persian_digits(card)) == card
    assert masked_card(card)[6:12] == "******"


@given(DIGITS)
def test_verhoeff_agrees(digits):
    assert verhoeff(digits) == int(stdnum.verhoeff.calc_check_digit(digits))


@given(st.text("0123456789", min_size=28, max_size=28))
def test_a_deposit_id_has_two_verhoeff_digits(rest):
    first = stdnum.verhoeff.calc_check_digit(rest)
    second = stdnum.verhoeff.calc_check_digit(rest[::-1])
    made = f"{rest[0]}{first}{second}{rest[1:]}"
    assert canonical("deposit-id", made) == made
    for place in (1, 2):
        wrong = made[:place] + str((int(made[place]) + 1) % 10) + made[place + 1 :]
        assert not right("deposit-id", wrong)


@given(st.integers(0, 99_999), st.integers(0, 999), st.integers(0, 9_000), st.integers(1, 9_999))
def test_a_tracking_id_is_mod_97_10(office, ep, day, serial):
    made = tracking.compose(office=f"{office:05}", ep=ep, day=day, serial=serial)
    assert mod_97_10.is_valid(made)
    assert made[-2:] == mod_97_10.calc_check_digits(made[:-2])


@given(DIGITS, st.integers(0, 29), st.integers(1, 9))
def test_one_wrong_digit_of_a_bill_is_caught_unless_the_rule_itself_is_blind(digits, place, by):
    """11 − s below 2 is 0: rests 0 and 1 share a check digit, which is the standard's own gap."""
    at = place % len(digits)
    wrong = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]
    same = bill_check(digits) == bill_check(wrong)
    assert not same or bill_check(digits) == 0


def right(form, typed):
    try:
        canonical(form, typed)
    except Refusal:
        return False
    return True


def holds(validate, text):
    try:
        validate(text)
    except ValidationError:
        return False
    return True
