"""The key of the log: it signs checkpoints and nothing else; its name is the log's origin."""

from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from app.domain import signed_notes
from app.domain.signed_notes import Checkpoint, Note, NoteKey
from regulator import files


def public() -> NoteKey:
    """What readers of the log are configured with; made by the first start."""
    return NoteKey(settings.LOG_ORIGIN, _private(settings.KEYS).public_key().public_bytes_raw())


def signed(size: int, root: bytes) -> Note:
    """The checkpoint of that tree."""
    key = public()
    return signed_notes.signed(
        Checkpoint(key.name, size, root).text, key, _private(settings.KEYS).sign
    )


@cache
def _private(folder: Path) -> Ed25519PrivateKey:
    seed = files.made_once(
        folder / "log.key", lambda: Ed25519PrivateKey.generate().private_bytes_raw()
    )
    return Ed25519PrivateKey.from_private_bytes(seed)
