"""Identifiers of people and companies: national, legal and foreign ID, economic code, passport."""

import re

from app.domain.errors import OperatorCanFix
from app.domain.identifiers.checksums import mod11
from app.domain.identifiers.typed import bare, digits, wrong_length
from app.domain.text import persian_digits

_LEGAL_WEIGHTS = (29, 27, 23, 19, 17) * 2


def national_id(text: str) -> str:
    """Ten digits, weights 10…2, modulo 11; ten equal digits are never issued.

    Eight or nine typed digits are refused and never padded: a dropped digit would turn into
    another valid person in one case of ten. The padded number is offered as a question.

    >>> national_id("۰۰۰-۰۰۰۰۰۱-۹")
    '0000000019'
    >>> try: national_id("00000426")
    ... except OperatorCanFix as refusal: print(refusal.code, refusal.facts["candidate"])
    national-id-padded ۰۰۰۰۰۰۰۴۲۶
    """
    typed = digits(text, "national-id")
    if len(typed) in (8, 9):
        raise _too_short(typed)
    if len(typed) != 10:
        raise wrong_length("national-id", typed, 10)
    if len(set(typed)) == 1:
        raise OperatorCanFix("national-id-repeated", digit=persian_digits(typed[0]))
    if int(typed[9]) != _national_check(typed):
        raise OperatorCanFix("national-id-check", digit=persian_digits(typed[9]))
    return typed


def _too_short(typed: str) -> OperatorCanFix:
    padded = typed.zfill(10)
    if len(set(padded)) > 1 and int(padded[9]) == _national_check(padded):
        count = persian_digits(len(typed))
        return OperatorCanFix("national-id-padded", count=count, candidate=persian_digits(padded))
    return wrong_length("national-id", typed, 10)


def _national_check(typed: str) -> int:
    rest = mod11(typed[:9], tuple(range(10, 1, -1)))
    return rest if rest < 2 else 11 - rest


def legal_id(text: str) -> str:
    """Eleven digits: registry (4), serial (6), check; the tenth digit plus two shifts the sum.

    >>> legal_id("14002207985")
    '14002207985'
    """
    typed = digits(text, "legal-id", 11)
    if len(set(typed)) == 1:
        raise OperatorCanFix("legal-id-repeated", digit=persian_digits(typed[0]))
    if set(typed[3:9]) == {"0"}:
        raise OperatorCanFix("legal-id-zeros")
    shift = (int(typed[9]) + 2) * sum(_LEGAL_WEIGHTS)
    if int(typed[10]) != (mod11(typed[:10], _LEGAL_WEIGHTS) + shift) % 11 % 10:
        raise OperatorCanFix("legal-id-check", digit=persian_digits(typed[10]))
    return typed


def foreign_id(text: str) -> str:
    """Twelve digits; no public check digit is known."""
    return digits(text, "foreign-id", 12)


def economic_code(text: str) -> str:
    """A company's legal ID (11), a person's national ID and four digits (14), or the old 12."""
    typed = digits(text, "economic-code", 11, 12, 14)
    if len(typed) == 11:
        legal_id(typed)
    if len(typed) == 14:
        national_id(typed[:10])
    return typed


def passport(text: str) -> str:
    """An Iranian passport: one Latin letter and eight digits.

    >>> passport("a ۰۰۰۰۰۰۰۱")
    'A00000001'
    """
    typed = bare(text)
    if not re.match(r"[A-Z](?![A-Z])", typed):
        raise OperatorCanFix("passport-letter")
    digits(typed[1:], "passport", 8)
    return typed
