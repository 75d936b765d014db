"""The regulator's courier key: packages are sealed for it, and the device CA vouches for it."""

from functools import cache
from pathlib import Path

from django.conf import settings

from app.domain import canonical, courier, sealing
from app.domain.courier import CourierKey
from app.domain.moments import to_wire
from regulator import clock, files, keys


def token() -> str:
    """The public half as the desks take it: a JWS of typ pk-courier-key+jws."""
    public = sealing.public_of(private())
    pub = canonical.b64u(public)
    word = CourierKey(courier.VERSION, courier.key_id(public), pub, to_wire(clock.now()))
    kid, signer = keys.signing("device-ca")
    return courier.sign(word, kid=kid, signer=signer)


def key_id() -> str:
    """How a package must name it."""
    return courier.key_id(sealing.public_of(private()))


def private() -> bytes:
    """The private half, made by the first start."""
    return _private(settings.KEYS)


@cache
def _private(folder: Path) -> bytes:
    return files.made_once(folder / "courier.key", lambda: sealing.draw()[0])
