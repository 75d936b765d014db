"""Numbers of papers and of the state's registers: licence, birth certificate, service, office."""

import re

from app.domain.errors import OperatorCanFix
from app.domain.identifiers.typed import bare, digits
from app.domain.text import latin_digits, persian_digits, tidy


def licence_no(text: str) -> str:
    """As typed; no public rule is known, so the ten digits are only a doubt."""
    return bare(text)


def licence_no_doubt(typed: str) -> OperatorCanFix | None:
    """Ten digits, by common practice."""
    if re.fullmatch(r"[0-9]{10}", typed):
        return None
    return OperatorCanFix("licence-no-doubt", count=persian_digits(len(typed)))


def birth_cert_serial(text: str) -> str:
    """Series and serial as typed, with ASCII digits.

    >>> birth_cert_serial("الف ۱۲ / ۳۴۵۶۷۸")
    'الف 12 / 345678'
    """
    return latin_digits(tidy(text))


def birth_cert_serial_doubt(typed: str) -> OperatorCanFix | None:
    """A letter or word, two digits, six digits."""
    known = re.fullmatch(r"[^\W\d]+[\s/\-]*[0-9]{2}[\s/\-]*[0-9]{6}", typed)
    return None if known else OperatorCanFix("birth-cert-serial-doubt")


def service_id(text: str) -> str:
    """The official ID of a service: eleven digits, the first is 1."""
    typed = digits(text, "service-id", 11)
    if typed[0] != "1":
        raise OperatorCanFix("service-id-start")
    return typed


def office_code(text: str) -> str:
    """A counter office's licence code, as typed; the shape is only a doubt."""
    return bare(text)


def office_code_doubt(typed: str) -> OperatorCanFix | None:
    """72, two digits, four digits."""
    return None if re.fullmatch(r"72[0-9]{6}", typed) else OperatorCanFix("office-code-doubt")
