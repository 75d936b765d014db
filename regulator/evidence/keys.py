"""The key that seals evidence packages and signs nothing else; the device CA vouches for it."""

from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from app.domain import canonical, evidence, jws
from app.domain.evidence import EvidenceKey, Keys
from app.domain.evidence_write import Sealing
from app.domain.moments import to_wire
from regulator import clock, files, keys
from regulator.log import keys as log_keys


def sealing() -> Sealing:
    """The keys a package names, and what seals it."""
    private = _private(settings.KEYS)
    public = private.public_key().public_bytes_raw()
    word = EvidenceKey(
        evidence.VERSION, jws.key_id(public), canonical.b64u(public), to_wire(clock.now())
    )
    token = evidence.sign_key(word, *keys.signing("device-ca"))
    return Sealing(Keys(keys.directory()["device-ca"], token, str(log_keys.public())), private.sign)


@cache
def _private(folder: Path) -> Ed25519PrivateKey:
    seed = files.made_once(
        folder / "evidence.key", lambda: Ed25519PrivateKey.generate().private_bytes_raw()
    )
    return Ed25519PrivateKey.from_private_bytes(seed)
