"""Rightly signed entries that must be refused: not canonical, misshapen, or in a wrong place."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from app.domain import canonical, entry, wire
from scripts.freeze_wire import keys, story
from scripts.freeze_wire.bad import Bad, bad, compact, header
from scripts.freeze_wire.keys import DESK_1, DESK_2, LEASE
from scripts.freeze_wire.story import Written, resign


def canonical_form(good: Written) -> Iterator[Bad]:
    """Bytes that say the same, or nearly, in another spelling."""
    text = canonical.dumps(asdict(good.entry)).decode()
    reverse = dict(reversed(list(json.loads(text).items())))
    spellings = {
        "duplicate-key": (text.replace("{", '{"app":"pishkhan/9",', 1), "the same key twice"),
        "duplicate-inside": (text.replace('"cum":{', '"cum":{"fee":0,', 1), "twice, deeper"),
        "float": (text.replace('"v":1', '"v":1.5'), "no fractions"),
        "one-point-zero": (text.replace('"v":1', '"v":1.0'), "1.0 is a float"),
        "exponent": (text.replace('"v":1', '"v":1e0'), "1e0 is a float"),
        "negative-zero": (text.replace('"n":0', '"n":-0'), "zero has one spelling"),
        "leading-zero": (text.replace('"v":1', '"v":01'), "not JSON"),
        "plus-sign": (text.replace('"v":1', '"v":+1'), "not JSON"),
        "nan": (text.replace('"v":1', '"v":NaN'), "not JSON"),
        "infinity": (text.replace('"v":1', '"v":Infinity'), "not JSON"),
        "unsorted-keys": (json.dumps(reverse, separators=(",", ":")), "JCS sorts"),
        "whitespace": (text.replace(",", ", ", 1), "JCS has none"),
        "trailing-space": (text + " ", "nothing after"),
        "trailing-newline": (text + "\n", "nothing after"),
        "trailing-object": (text + "{}", "nothing after"),
        "leading-bom": ("\ufeff" + text, "no byte order mark"),
        "escaped-letter": (text.replace('"app":"p', '"app":"\\u0070'), "p has one spelling"),
        "escaped-slash": (text.replace("pishkhan/", "pishkhan\\/"), "/ is not escaped"),
        "lone-surrogate": (text.replace('"app":"p', '"app":"\\ud800'), "no character"),
        "single-quotes": (text.replace('"', "'"), "not JSON"),
        "array": (f"[{text}]", "not an object"),
        "text": ('"entry"', "not an object"),
        "null": ("null", "not an object"),
        "deep-nesting": ("[" * 4000 + "]" * 4000, "must not exhaust the stack"),
        "nested-33": (text.replace('"log":null', f'"log":{"[" * 33}{"]" * 33}'), "too deep"),
        "big-integer": (text.replace('"v":1', f'"v":{2**53}'), "beyond I-JSON"),
        "huge-integer": (text.replace('"v":1', f'"v":{"9" * 5000}'), "beyond any machine"),
    }
    for name, (spelling, why) in spellings.items():
        yield bad(name, compact(header(), spelling.encode()), "bad-canonical", why)
    broken = text.encode().replace(b"pishkhan", b"\xc0\xafshkhan")
    yield bad("not-utf-8", compact(header(), broken), "bad-canonical", "an overlong slash")


# name: (key, value, why)
SHAPES: dict[str, tuple[str, Any, str]] = {
    "unknown-key": ("extra", 1, "a new key means version 2"),
    "version-2": ("v", 2, "version 1 only"),
    "true-for-one": ("v", True, "a boolean is no integer"),
    "seq-zero": ("seq", 0, "counts from 1"),
    "seq-as-text": ("seq", "1", "an integer"),
    "tid-as-integer": ("tid", 6_207_100_019_8, "a tracking ID is text"),
    "tid-with-dashes": ("tid", "00000-001-2071-0001-98", "no dashes"),
    "tid-in-persian-digits": ("tid", "۰۰۰۰۰۰۰۱۲۰۷۱۰۰۰۱۹۸", "ASCII digits"),
    "tid-newline": ("tid", "000000012071000198\n", "`$` would let it pass"),
    "tid-too-short": ("tid", "00000001207100019", "18 digits"),
    "office-too-short": ("office", "0000", "five digits"),
    "desk-hundred": ("desk", 100, "1 to 99"),
    "desk-zero": ("desk", 0, "1 to 99"),
    "ep-thousand": ("ep", 1000, "0 to 999"),
    "ts-without-milliseconds": ("ts", "2026-11-21T05:30:00Z", "milliseconds"),
    "ts-with-offset": ("ts", "2026-11-21T09:00:00.000+03:30", "UTC"),
    "ts-thirteenth-month": ("ts", "2026-13-01T00:00:00.000Z", "no such moment"),
    "up-negative": ("up", -1, "monotonic time does not fall"),
    "boot-upper-case": ("boot", "00112233445566AA", "lower-case hex"),
    "ck-without-age": ("ck", {"off": 1}, "both or null"),
    "ck-negative-age": ("ck", {"off": 0, "age": -1}, "an age is not negative"),
    "ck-boolean": ("ck", {"off": False, "age": 1}, "a boolean is no integer"),
    "type-with-space": ("type", "visit opened", "words with dots"),
    "type-empty": ("type", "", "words with dots"),
    "op-national-id-with-name": ("op", "علی", "an operator number"),
    "op-thirteen-digits": ("op", "1234567890123", "at most twelve digits"),
    "ref-short": ("ref", "abc", "a leaf hash"),
    "prev-null": ("prev", None, "even the first has one"),
    "bh-hex": ("bh", "0" * 64, "base64url, 43 characters"),
    "cum-missing-void": ("cum", {"n": 0, "fee": 0}, "three totals"),
    "cum-negative": ("cum", {"n": 0, "fee": -1, "void": 0}, "totals do not fall below zero"),
    "cum-extra": ("cum", {"n": 0, "fee": 0, "void": 0, "vat": 0}, "three totals"),
    "log-without-root": ("log", {"size": 1}, "both or null"),
    "lease-number": ("lease", 7, "text or null"),
    "cat-text": ("cat", "7", "an integer or null"),
    "app-persian": ("app", "پیشخوان", "printable ASCII"),
    "app-empty": ("app", "", "at least one character"),
}


def shapes(good: Written) -> Iterator[Bad]:
    """Canonical, rightly signed, and not an entry of version 1."""
    for name, (key, value, why) in SHAPES.items():
        payload = asdict(good.entry) | {key: value}
        yield bad(name, resign(payload), "bad-canonical", why)
    for gone in ("ref", "cum", "app"):
        payload = {key: value for key, value in asdict(good.entry).items() if key != gone}
        yield bad(f"without-{gone}", resign(payload), "bad-canonical", "all keys are present")


def chains(written: list[Written]) -> Iterator[Bad]:
    """Good entries where they do not belong: `seq` and `prev` are what the chain expects."""
    first, second, third, *_ = written
    stranger = entry.genesis(story.certificate()[:-1] + "A")
    forged = resign(asdict(second.entry) | {"prev": third.leaf})
    fork = resign(asdict(second.entry) | {"type": "heartbeat"})
    cases = {
        "gap": (third.token, 2, first.leaf, "entry 2 is missing"),
        "repeated": (first.token, 2, first.leaf, "entry 1 again"),
        "rollback": (second.token, 4, third.leaf, "an older head"),
        "wrong-prev": (forged, 2, first.leaf, "prev names another entry"),
        "wrong-genesis": (first.token, 1, stranger, "made of another certificate"),
        "genesis-later": (first.token, 1, first.leaf, "the first follows nothing"),
        "fork": (third.token, 3, canonical.leaf(fork), "entry 2 has a twin; 3 follows the other"),
    }
    for name, (token, seq, prev, why) in cases.items():
        yield bad(name, token, "bad-chain", why) | {"seq": seq, "prev": prev}


def bodies(good: Written) -> Iterator[Bad]:
    """A good entry with a body that is not its own."""
    seq, grain, body = good.wrapped["seq"], good.wrapped["salt"], good.wrapped["body"]
    big = {"app": "x" * (128 * 1024)}
    deep: Any = 1
    for _ in range(40):
        deep = [deep]
    wrong: dict[str, tuple[Any, str]] = {
        "changed": ({"seq": seq, "salt": grain, "body": body | {"app": "other"}}, "hash"),
        "key-added": ({"seq": seq, "salt": grain, "body": body | {"x": 1}}, "hash"),
        "other-salt": ({"seq": seq, "salt": "A" * 22, "body": body}, "hash"),
        "other-seq": ({"seq": seq + 1, "salt": grain, "body": body}, "of another entry"),
        "seq-true": ({"seq": True, "salt": grain, "body": body}, "a boolean is no integer"),
        "seq-float": ({"seq": float(seq), "salt": grain, "body": body}, "a float"),
        "salt-short": ({"seq": seq, "salt": grain[:20], "body": body}, "16 bytes"),
        "salt-long": ({"seq": seq, "salt": grain[:-1] + "AA", "body": body}, "16 bytes"),
        "salt-padded": ({"seq": seq, "salt": grain + "==", "body": body}, "no padding"),
        "salt-number": ({"seq": seq, "salt": 1234567890123456789012, "body": body}, "text"),
        "salt-null": ({"seq": seq, "salt": None, "body": body}, "text"),
        "body-array": ({"seq": seq, "salt": grain, "body": [body]}, "an object"),
        "body-null": ({"seq": seq, "salt": grain, "body": None}, "an object"),
        "body-too-large": ({"seq": seq, "salt": grain, "body": big}, "128 KiB"),
        "body-float": ({"seq": seq, "salt": grain, "body": {"x": 0.5}}, "no fractions"),
        "body-big-integer": ({"seq": seq, "salt": grain, "body": {"x": 2**53}}, "beyond I-JSON"),
        "body-too-deep": ({"seq": seq, "salt": grain, "body": {"x": deep}}, "40 levels"),
        "without-salt": ({"seq": seq, "body": body}, "three keys"),
        "extra-key": ({"seq": seq, "salt": grain, "body": body, "v": 1}, "three keys"),
    }
    for name, (wrapped, why) in wrong.items():
        yield bad(name, good.token, "bad-body", why) | {"wrapped": wrapped}


def messages() -> Iterator[Bad]:
    """What the regulator never signed, or not so."""
    lease = story.lease()
    payload = canonical.loads(canonical.unb64u(lease.split(".")[1]))
    cases = {
        "lease-by-the-desk": (_lease(payload, DESK_1), "bad-signature", "a desk extends itself"),
        "lease-of-desk-2": (_lease(payload, DESK_2), "bad-signature", "an unknown key"),
        "lease-longer": (_lease(payload | {"more": 1}, LEASE), "bad-canonical", "unknown key"),
        "lease-text-days": (_lease(payload | {"days": "14"}, LEASE), "bad-canonical", "text"),
        "lease-true-days": (_lease(payload | {"days": True}, LEASE), "bad-canonical", "bool"),
        "lease-version-2": (_lease(payload | {"v": 2}, LEASE), "bad-canonical", "version"),
        "certificate-as-lease": (story.certificate(), "bad-framing", "another use of a key"),
        "lease-newline": (lease + "\n", "bad-framing", "`$` would let it pass"),
    }
    for name, (token, reason, why) in cases.items():
        yield bad(name, token, reason, why)


def _lease(payload: dict[str, Any], key: keys.Key) -> str:
    return compact(header(typ=wire.LEASE, kid=key.kid), canonical.dumps(payload), key)
