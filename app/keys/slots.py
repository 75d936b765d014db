"""The key-slot file: the desk's two secrets, wrapped once for each way to open them.

Secrets: 48 bytes for the database (key and salt, 96 hex digits) and the 32-byte signing seed. Two
copies are written, each atomically, so a torn write leaves one that opens.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import ManagerCanFix, OperatorCanFix

COPIES = ("keys.json", "keys.copy.json")
# RFC 9106's second choice: 64 MiB and three passes, about 0.1 s here.
TIME_COST, MEMORY_KIB, LANES = 3, 64 * 1024, 4
LEAST_PASSPHRASE = 10


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the slots protect. Never printed, logged or passed on a command line."""

    database: bytes
    seed: bytes

    def __repr__(self) -> str:
        return "Secrets(…)"


def draw() -> Secrets:
    """New secrets for a new desk file."""
    return Secrets(secrets.token_bytes(48), secrets.token_bytes(32))


def create(folder: Path, held: Secrets, passphrase: str) -> None:
    """Write a key-slot file with a passphrase slot; refuses to replace one that is there."""
    if any((folder / name).exists() for name in COPIES):
        raise ManagerCanFix("keys-exist")
    if len(passphrase) < LEAST_PASSPHRASE:
        raise OperatorCanFix("passphrase-short", least=LEAST_PASSPHRASE)
    text = json.dumps({"v": 1, "slots": [_wrap(held, passphrase)]}, indent=1)
    for name in COPIES:
        write_atomically(folder / name, text.encode("ascii"))


def open_with_passphrase(folder: Path, passphrase: str) -> Secrets:
    """The secrets, or a refusal: no key file, both copies damaged, or a wrong passphrase."""
    for slot in _read(folder)["slots"]:
        if slot.get("kind") == "passphrase":
            return _unwrap(slot, passphrase)
    raise ManagerCanFix("keys-damaged")


def exists(folder: Path) -> bool:
    """Whether this data folder belongs to a desk."""
    return any((folder / name).exists() for name in COPIES)


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file so that a power cut leaves the old or the new one, whole and private."""
    part = path.with_name(path.name + ".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # Windows has no handle of a folder to flush
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _read(folder: Path) -> dict[str, Any]:
    if not exists(folder):
        raise ManagerCanFix("keys-missing")
    for name in COPIES:
        try:
            found = json.loads((folder / name).read_bytes())
            if found["v"] == 1 and isinstance(found["slots"], list):
                return dict(found)
        except (OSError, ValueError, KeyError, TypeError):
            continue
    raise ManagerCanFix("keys-damaged")


def _wrap(held: Secrets, passphrase: str) -> dict[str, Any]:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    cost = {"t": TIME_COST, "m": MEMORY_KIB, "p": LANES}
    key = _derive(passphrase, salt, cost)
    box = AESGCM(key).encrypt(nonce, held.database + held.seed, b"pishkhan.slot.passphrase.v1")
    return {"kind": "passphrase", "cost": cost, "salt": _b64(salt)} | {
        "nonce": _b64(nonce),
        "box": _b64(box),
    }


def _unwrap(slot: dict[str, Any], passphrase: str) -> Secrets:
    try:
        key = _derive(passphrase, _unb64(slot["salt"]), slot["cost"])
        nonce, box = _unb64(slot["nonce"]), _unb64(slot["box"])
        plain = AESGCM(key).decrypt(nonce, box, b"pishkhan.slot.passphrase.v1")
    except InvalidTag as wrong:
        raise OperatorCanFix("passphrase-wrong") from wrong
    except (ValueError, KeyError, TypeError) as wrong:
        raise ManagerCanFix("keys-damaged") from wrong
    return Secrets(plain[:48], plain[48:])


def _derive(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    return hash_secret_raw(
        passphrase.encode("utf-8"),
        salt,
        time_cost=cost["t"],
        memory_cost=cost["m"],
        parallelism=cost["p"],
        hash_len=32,
        type=Type.ID,
    )


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _unb64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
