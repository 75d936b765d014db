"""Nonces: MAC(time, dev), good for five minutes; nothing is stored, any process can check one."""

import hmac

from django.conf import settings

from app.domain import canonical
from app.domain.moments import to_wire
from app.domain.wire import NONCE_SECONDS
from regulator import clock
from regulator.problems import Problem


def fresh(dev: str) -> dict[str, str]:
    """{nonce, server_time} for the device's next request."""
    now = clock.now()
    return {"nonce": _make(int(now.timestamp()), dev), "server_time": to_wire(now)}


def check(nonce: str, dev: str) -> None:
    """Refuses a nonce that is not ours, another device's, or older than five minutes."""
    time, _, _ = nonce.partition(".")
    made = int(time) if time.isascii() and time.isdigit() and len(time) < 12 else 0
    age = clock.now().timestamp() - made
    ours = nonce.isascii() and hmac.compare_digest(nonce, _make(made, dev))
    if not ours or not -1 <= age <= NONCE_SECONDS:
        raise Problem("stale-nonce", retry_after=0)


def _make(time: int, dev: str) -> str:
    mac = hmac.new(settings.PEPPER, f"nonce\0{time}\0{dev}".encode("ascii"), "sha256").digest()
    return f"{time}.{canonical.b64u(mac[:16])}"
