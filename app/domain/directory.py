"""The device directory: whose key is whose, as the regulator's certificates say.

With a saved directory anyone can check a receipt's QR without a network (#51).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import jws, page_mark, qr, wire
from app.domain.canonical import unb64u
from app.domain.jws import Unsound
from app.domain.page_mark import PageMark


@dataclass(frozen=True, slots=True)
class Genuine:
    """A QR some certified device made, and that device's certificate and state."""

    mark: qr.Mark
    certificate: wire.Certificate
    state: str


def check_qr(text: str, directory: Mapping[str, Any]) -> Genuine:
    """Who made a scanned receipt; `Unsound` when nobody in the directory did.

    Every device whose key begins with the QR's four bytes is tried; a directory entry whose
    certificate does not fit is passed over, so a doctored file can hide a device, not invent one.
    """
    makers: list[tuple[wire.Certificate, str]] = []
    try:
        mark = qr.open_sealed(qr.from_text(text), _trying(directory, makers))
    except OverflowError as odd:
        raise Unsound("bad-framing", "a moment out of range") from odd
    if mark.tid[:8] != f"{makers[0][0].office}{makers[0][0].ep:03}":
        raise Unsound("bad-signature", "the tracking ID is not of the device that signed")
    return Genuine(mark, *makers[0])


def check_page(text: str, directory: Mapping[str, Any]) -> tuple[PageMark, wire.Certificate, str]:
    """Who gave a signed page: its mark, the device's certificate and state; else `Unsound`."""
    makers: list[tuple[wire.Certificate, str]] = []
    data = page_mark.from_text(text)
    try:
        mark = page_mark.open_sealed(data, _trying(directory, makers))
    except OverflowError as odd:
        raise Unsound("bad-framing", "a moment out of range") from odd
    if mark.desk != makers[0][0].desk:
        raise Unsound("bad-signature", "the page is not of the desk that signed")
    return mark, *makers[0]


def _trying(
    directory: Mapping[str, Any], makers: list[tuple[wire.Certificate, str]]
) -> Callable[[bytes, bytes, bytes], bool]:
    """Tries every device with that prefix; who signed goes to `makers`."""

    def verifies(prefix: bytes, message: bytes, signature: bytes) -> bool:
        for certificate, state in _devices(directory, prefix.hex()):
            if jws.verifies(unb64u(certificate.pub), message, signature):
                makers.append((certificate, state))
        return bool(makers)

    return verifies


def certified(
    tokens: Iterable[str], keys: Mapping[str, Any], start: str
) -> Iterator[wire.Certificate]:
    """The sound certificates among some whose device begins with these hex digits."""
    for token in tokens if keys else ():
        try:
            certificate = wire.read_from(wire.Certificate, token, keys)
        except Unsound:
            continue
        fits = certificate.dev == jws.key_id(unb64u(certificate.pub))
        if fits and certificate.dev.startswith(start):
            yield certificate


def _devices(directory: Mapping[str, Any], start: str) -> Iterator[tuple[wire.Certificate, str]]:
    for dev, entry in directory["devices"].items():
        if not dev.startswith(start):
            continue
        try:
            certificate = wire.read_from(wire.Certificate, entry["certificate"], directory["keys"])
        except Unsound:
            continue
        if certificate.dev == dev == jws.key_id(unb64u(certificate.pub)):
            yield certificate, str(entry["state"])
