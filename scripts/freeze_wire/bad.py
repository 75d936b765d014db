"""Entries that must be refused as they stand: framing, signature, canonical form and shape."""

import json
from collections.abc import Iterator
from typing import Any

from app.domain import canonical, jws
from scripts.freeze_wire.keys import DESK_1, DESK_2, STRANGER, Key
from scripts.freeze_wire.story import Written

Bad = dict[str, Any]
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def bad(name: str, token: str, reason: str, why: str) -> Bad:
    """One entry that must be refused."""
    return {"name": name, "token": token, "reason": reason, "why": why}


def compact(header: str, payload: bytes, key: Key = DESK_1) -> str:
    """Any header over any bytes, rightly signed."""
    signed = f"{canonical.b64u(header.encode())}.{canonical.b64u(payload)}"
    return f"{signed}.{canonical.b64u(key.sign(signed.encode()))}"


def header(**changes: str) -> str:
    """The expected header, or one with other values or keys."""
    parts = {"alg": "Ed25519", "kid": DESK_1.kid, "typ": "pk-entry+jws"} | changes
    return json.dumps(parts, separators=(",", ":"), sort_keys=True)


def _twin(part: str) -> str:
    """The same bytes in another base64url spelling: the unused tail bits are set."""
    return part[:-1] + ALPHABET[ALPHABET.index(part[-1]) + 1]


def framing(good: Written) -> Iterator[Bad]:
    """What is no entry at all, before any key is looked up."""
    head, body, sign = good.token.split(".")
    shapes = {
        "newline-at-end": (good.token + "\n", "`$` would let it pass"),
        "newline-at-start": ("\n" + good.token, "nothing may stand before"),
        "space-inside": (f"{head}. {body}.{sign}", "no white space in base64url"),
        "crlf-at-end": (good.token + "\r\n", "a line of a text file is no entry"),
        "padded-header": (f"{head}=.{body}.{sign}", "no padding"),
        "padded-payload": (f"{head}.{body}=.{sign}", "no padding"),
        "padded-signature": (f"{good.token}==", "no padding"),
        "non-ascii": (good.token[:-1] + "а", "a Cyrillic letter that looks Latin"),
        "persian-digit": (f"{head}.{body[:-1]}۱.{sign}", "`[0-9]` and not `\\d`"),
        "standard-base64": (f"{head}.{body}.{sign[:-2]}+/", "the other alphabet"),
        "too-long": (f"{head}.{'A' * 16384}.{sign}", "more than 16 KiB"),
        "two-parts": (f"{head}.{body}", "no signature"),
        "four-parts": (f"{good.token}.{sign}", "one part too many"),
        "empty": ("", "nothing"),
        "empty-payload": (f"{head}..{sign}", "a detached payload"),
        "short-signature": (good.token[:-1], "85 characters of signature"),
        "long-signature": (good.token + "A", "87 characters of signature"),
        "json-form": (json.dumps({"payload": body}), "the JSON form of JWS"),
        "tail-bits-of-signature": (f"{head}.{body}.{_twin(sign)}", "same bytes, other spelling"),
        "tail-bits-of-header": (f"{_odd(head)}.{body}.{sign}", "no base64url of whole bytes"),
    }
    for name, (token, why) in shapes.items():
        yield bad(name, token, "bad-framing", why)


def _odd(part: str) -> str:
    return part + "A" * ((1 - len(part)) % 4)


def headers(good: Written) -> Iterator[Bad]:
    """Headers other than the expected one, rightly signed over."""
    payload = canonical.unb64u(good.token.split(".")[1])
    heads = {
        "alg-none": (header(alg="none"), "no signature at all"),
        "alg-eddsa": (header(alg="EdDSA"), "the older name is not ours"),
        "alg-hs256": (header(alg="HS256"), "a MAC keyed with the public key"),
        "alg-lower-case": (header(alg="ed25519"), "names are exact"),
        "typ-of-an-ack": (header(typ="pk-ack+jws"), "another use of a key"),
        "typ-unknown": (header(typ="jwt"), "another kind of token"),
        "extra-header-key": (header(jku="https://evil.example/k"), "keys come from us"),
        "crit-header": (header(crit="b64"), "extensions are not for us"),
        "kid-too-short": (header(kid=DESK_1.kid[:15]), "sixteen hex digits"),
        "kid-upper-case": (header(kid=DESK_1.kid.upper()), "lower case only"),
        "header-whitespace": (header().replace(":", ": "), "one exact spelling"),
        "header-newline": (header() + "\n", "`$` would let it pass"),
        "header-order": (_reordered(), "one exact order"),
        "header-without-typ": (header().replace(',"typ":"pk-entry+jws"', ""), "typ is needed"),
        "header-duplicate-alg": (header().replace("{", '{"alg":"none",', 1), "alg twice"),
    }
    for name, (head, why) in heads.items():
        yield bad(name, compact(head, payload), "bad-framing", why)


def _reordered() -> str:
    return f'{{"typ":"pk-entry+jws","alg":"Ed25519","kid":"{DESK_1.kid}"}}'


def signature(good: Written, other: Written) -> Iterator[Bad]:
    """Well framed, and not signed by the device it names."""
    head, body, sign = good.token.split(".")
    payload, raw = canonical.unb64u(body), canonical.unb64u(sign)
    borrowed = other.token.split(".")
    cases = {
        "other-key": (compact(header(), payload, DESK_2), "desk 2 signs in desk 1's name"),
        "unknown-key": (
            compact(header(kid=STRANGER.kid), payload, STRANGER),
            "rightly signed by nobody we know",
        ),
        "signature-of-another-entry": (f"{head}.{body}.{borrowed[2]}", "a real signature, moved"),
        "payload-of-another-entry": (f"{head}.{borrowed[1]}.{sign}", "a real payload, moved"),
        "zero-signature": (f"{head}.{body}.{canonical.b64u(bytes(64))}", "64 zero bytes"),
        "signature-bit": (f"{head}.{body}.{canonical.b64u(_flip(raw, 100))}", "one bit of R"),
        "signature-s-bit": (f"{head}.{body}.{canonical.b64u(_flip(raw, 300))}", "one bit of S"),
        "signature-s-plus-l": (f"{head}.{body}.{canonical.b64u(_plus_l(raw))}", "S + L, the twin"),
        "payload-bit": (f"{head}.{canonical.b64u(_flip(payload, 333))}.{sign}", "one bit of it"),
        "seq-raised": (_text(good, '"seq":', '"seq":9'), "a number changed by hand"),
        "kid-of-desk-2": (
            f"{canonical.b64u(header(kid=DESK_2.kid).encode())}.{body}.{sign}",
            "the header is signed too",
        ),
    }
    for name, (token, why) in cases.items():
        yield bad(name, token, "bad-signature", why)


def _flip(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def _plus_l(raw: bytes) -> bytes:
    order = 2**252 + 27742317777372353535851937790883648493
    return raw[:32] + (int.from_bytes(raw[32:], "little") + order).to_bytes(32, "little")


def _text(good: Written, old: str, new: str) -> str:
    head, body, sign = good.token.split(".")
    text = canonical.unb64u(body).decode().replace(old, new, 1)
    return f"{head}.{canonical.b64u(text.encode())}.{sign}"


def unknown_dev(good: Written) -> Bad:
    """Rightly signed by desk 2 over an entry that says it is desk 1's."""
    payload = canonical.unb64u(good.token.split(".")[1])
    token = compact(header(kid=DESK_2.kid), payload, DESK_2)
    assert jws.kid_of(token, typ="pk-entry+jws") == DESK_2.kid
    return bad("dev-is-not-the-signer", token, "bad-canonical", "dev must be the signing key")
