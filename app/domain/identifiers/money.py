"""Identifiers money travels by: Sheba, bank card, deposit ID, bill and payment ID, invoice."""

import re

from app.domain.errors import OperatorCanFix
from app.domain.identifiers.checksums import bill_check, luhn_ok, verhoeff
from app.domain.identifiers.typed import bare, digits, wrong_length
from app.domain.text import persian_digits

BILL_TYPES = frozenset("12345689")


def sheba(text: str) -> str:
    """IR and 24 digits, ISO 7064 MOD 97-10; check digits are 02 to 98, so each account has one.

    >>> sheba("IR30 0100 0040 0101 1101 0121 67")
    'IR300100004001011101012167'
    """
    typed = bare(text)
    if not typed.startswith("IR"):
        raise OperatorCanFix("sheba-country")
    number = digits(typed[2:], "sheba", 24)
    if number[:2] != f"{98 - int(number[2:] + '182700') % 97:02}":
        raise OperatorCanFix("sheba-check", check=persian_digits(number[:2]))
    return typed


def bank_card(text: str) -> str:
    """Sixteen digits, Luhn. Never store the result whole: `masked_card`."""
    typed = digits(text, "bank-card", 16)
    if not luhn_ok(typed):
        raise OperatorCanFix("bank-card-check")
    return typed


def masked_card(number: str) -> str:
    """First six and last four digits.

    >>> masked_card("6037999000000015")
    '603799******0015'
    """
    return f"{number[:6]}******{number[-4:]}"


def deposit_id(text: str) -> str:
    """A treasury deposit ID: 30 digits, the second and third are Verhoeff digits of the rest."""
    typed = digits(text, "deposit-id", 30)
    rest = typed[0] + typed[3:]
    checks = (verhoeff(rest), verhoeff(rest[::-1]))
    for place, check in enumerate(checks, 2):
        if int(typed[place - 1]) != check:
            raise OperatorCanFix("deposit-id-check", place=persian_digits(place))
    return typed


def bill_id(text: str) -> str:
    """Six to thirteen digits; the last checks, the one before is the bill's type (7 is refused).

    >>> bill_id("۱۰۰۰۰۰۰۱۱۲")
    '1000000112'
    """
    typed = _short_number(text, "bill-id")
    if int(typed[-1]) != bill_check(typed[:-1]):
        raise OperatorCanFix("bill-id-check", digit=persian_digits(typed[-1]))
    if typed[-2] not in BILL_TYPES:
        raise OperatorCanFix("bill-id-type", digit=persian_digits(typed[-2]))
    return typed


def payment_id(text: str, bill: str = "") -> str:
    """Amount in thousands, year, period, two checks: one of its own, one over bill and payment.

    >>> payment_id("1250162", "1000000112")
    '1250162'
    """
    typed = _short_number(text, "payment-id")
    if int(typed[-2]) != bill_check(typed[:-2]):
        raise OperatorCanFix("payment-id-check", digit=persian_digits(typed[-2]))
    if bill and int(typed[-1]) != bill_check(bill + typed[:-1]):
        raise OperatorCanFix("payment-id-bill", digit=persian_digits(typed[-1]))
    return typed


def payment_amount(number: str) -> int:
    """The rials inside a payment ID.

    >>> payment_amount("1250162")
    12000
    """
    return int(number[:-5] or 0) * 1000


def _short_number(text: str, code: str) -> str:
    """Leading zeros of a scanned code mean nothing."""
    typed = digits(text, code).lstrip("0")
    if not 6 <= len(typed) <= 13:
        raise OperatorCanFix(f"{code}-length", count=persian_digits(len(typed)))
    return typed


def invoice_number(text: str) -> str:
    """A Moadian invoice number: memory (6), hex days (5), hex serial (10), Verhoeff digit.

    >>> invoice_number("DEF5GH0481F000000000C2")
    'DEF5GH0481F000000000C2'
    """
    typed = bare(text)
    if len(typed) != 22:
        raise wrong_length("invoice-number", typed, 22)
    match = re.fullmatch(r"([0-9A-HKMNOPR-UW-Z]{6})([0-9A-F]{5})([0-9A-F]{10})([0-9])", typed)
    if not match:
        raise OperatorCanFix("invoice-number-letter")
    memory, day, serial, check = match.groups()
    letters = "".join(c if c.isdigit() else str(ord(c)) for c in memory)
    if int(check) != verhoeff(f"{letters}{int(day, 16):06}{int(serial, 16):012}"):
        raise OperatorCanFix("invoice-number-check", digit=persian_digits(check))
    return typed
