"""Bytes as they came and values as they are read again: leaf hashes, stored entries and bodies."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from app.domain import canonical
from app.domain.entry import Entry
from regulator.intake.models import StoredEntry


def to_bytes(token: str) -> bytes:
    """What is stored of an entry, also when it is no ASCII at all."""
    return token.encode("utf-8", "surrogatepass")


def leaf_of(token: str) -> str:
    """The RFC 6962 leaf hash of any bytes sent in an entry's place, sound or not."""
    return canonical.b64u(hashlib.sha256(b"\x00" + to_bytes(token)).digest())


def any_json(value: Any) -> bytes:
    """Bytes of a body that failed its check: kept as evidence, in no canonical form."""
    return json.dumps(value).encode("ascii")


def entry_of(stored: StoredEntry) -> Entry:
    """The entry in stored bytes that were judged sound; the signature is not checked again."""
    payload = bytes(stored.token).decode("ascii").split(".")[1]
    return Entry(**json.loads(canonical.unb64u(payload)))


def body_of(stored: StoredEntry) -> Mapping[str, Any]:
    """Its body; what remains of one that was erased; empty when it never came."""
    kept = getattr(stored, "kept", None)
    if kept is None:
        gone = getattr(stored, "gone", None)
        return json.loads(bytes(gone.remains)) if gone else {}
    if not kept.sound:
        return {}
    body: Mapping[str, Any] = json.loads(bytes(kept.content))["body"]
    return body
