"""Check-digit rules shared by several identifiers."""

_D = [
    "0123456789",
    "1234067895",
    "2340178956",
    "3401289567",
    "4012395678",
    "5987604321",
    "6598710432",
    "7659821043",
    "8765932104",
    "9876543210",
]
_P = [
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258",
]
_INVERSE = "0432156789"


def verhoeff(digits: str) -> int:
    """The Verhoeff check digit of these digits.

    >>> verhoeff("236")
    3
    """
    check = 0
    for place, digit in enumerate(reversed(digits), 1):
        check = int(_D[check][int(_P[place % 8][int(digit)])])
    return int(_INVERSE[check])


def mod11(digits: str, weights: tuple[int, ...]) -> int:
    """Weighted sum modulo 11, weights from the left."""
    return sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11


def bill_check(digits: str) -> int:
    """Check digit of bill and payment IDs: weights 2…7 from the right, 11 − s, below 2 is 0.

    >>> bill_check("100000011")
    2
    """
    weights = tuple(2 + place % 6 for place in range(len(digits)))[::-1]
    rest = mod11(digits, weights)
    return 0 if rest < 2 else 11 - rest


def luhn_ok(digits: str) -> bool:
    """Whether a card number's digits satisfy Luhn."""
    doubled = (int(d) * (2 - place % 2) for place, d in enumerate(digits, len(digits) % 2))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0
