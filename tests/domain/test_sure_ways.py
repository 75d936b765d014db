"""The quick looks of the strict readers never say yes where the slow way says no."""

import base64
import json
import random

import pytest

from app.domain import canonical, entry, jws
from app.domain.jws import Unsound
from tests.wire import wire_examples

PAYLOADS = [canonical.dumps(one["payload"]) for one in wire_examples.entries()]
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BITS = b'0123456789"{}[],:-.eEnulatrsf \\u\n\x00\x7f\xd8\xb3\xf0\x9f\x98\x80'


def slowly(signed):
    """The payload in the slow way, or None."""
    try:
        told = jws.payload(signed)
        entry._check_shape(told)
    except Unsound:
        return None
    return told


def spoiled(draw, data):
    """Some bytes changed, put in, taken out or moved."""
    changed = bytearray(data)
    for _ in range(draw.randrange(1, 4)):
        at = draw.randrange(len(changed))
        how = draw.randrange(4)
        if how == 0:
            changed[at] = draw.choice(BITS)
        elif how == 1:
            changed[at:at] = bytes([draw.choice(BITS)]) * draw.choice((1, 1, 15))
        elif how == 2:
            del changed[at]
        else:
            end = at + draw.randrange(40)
            changed[at:at] = changed[at:end]
    return bytes(changed)


def test_what_is_surely_an_entry_is_one():
    draw, both = random.Random(28), 0
    for signed in PAYLOADS:
        assert entry.sure(signed) == slowly(signed) is not None
    for _ in range(6000):
        signed = spoiled(draw, draw.choice(PAYLOADS))
        found = entry.sure(signed)
        assert found is None or found == slowly(signed), signed
        both += found is not None
    assert both > 100


@pytest.mark.parametrize("number", [0, 2**53 - 1, 10**15 - 1, 10**15, 2**53, -(2**53)])
def test_numbers_of_any_size_are_judged_alike(number):
    for name in ("up", "seq"):
        told = json.loads(PAYLOADS[0]) | {name: number}
        signed = json.dumps(told, separators=(",", ":"), sort_keys=True).encode()
        assert (entry.sure(signed) or slowly(signed)) == slowly(signed)


def defined(data):
    """Canonical by its definition: what is read is written the same."""
    try:
        value = json.loads(data.decode(), parse_float=canonical._no, parse_constant=canonical._no)
        return value if canonical.dumps(value) == data else ValueError
    except (ValueError, RecursionError):
        return ValueError


def test_canonical_bytes_are_known_as_they_are_defined():
    draw = random.Random(28)
    values = [
        {"a": {"é": 1, "z": [2**53 - 1, -5, "سلام", {"b": None}]}, "سلام": "1234567890123456"},
        {"\ue000": 1, "\U00010000": 2, "k": "\x7f\u2028\ud7ff"},
        [[[[[[[[1]]]]]]]] * 5,
        {"n": [10**15, -(10**15), 999_999_999_999_999]},
        {"q": '"\\\b\f\n\r\t\x01/', "x": True, "y": False},
    ]
    texts = [canonical.dumps(one) for one in values] + PAYLOADS[:3]
    texts += [b"[" * depth + b"]" * depth for depth in (31, 32, 33, 40)]
    for data in [*texts, *(spoiled(draw, draw.choice(texts)) for _ in range(6000))]:
        try:
            found = canonical.loads(data)
        except ValueError:
            found = ValueError
        assert found == defined(data), data


def test_only_the_one_spelling_of_base64url_is_taken():
    draw = random.Random(28)
    for _ in range(5000):
        text = "".join(draw.choice(ALPHABET) for _ in range(draw.randrange(9)))
        padded = base64.urlsafe_b64decode(text + "A" * (-len(text) % 4))
        right = len(text) % 4 != 1 and canonical.b64u(padded[: len(text) * 3 // 4]) == text
        try:
            assert (canonical.unb64u(text) is not None) == right
        except ValueError:
            assert not right, text
