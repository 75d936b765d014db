"""The key-slot file: the desk's two secrets, wrapped once for each way to open them.

Secrets: 48 bytes for the database (key and salt, 96 hex digits) and the 32-byte signing seed. Two
copies are written, each atomically, so a torn write leaves one that opens. While keys change, old
and new stand side by side (`candidates`); the desk file tells which are in force.
"""

import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw

from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.keys import os_keyring, recovery
from app.keys.boxes import DATABASE, Secrets, b64, close, draw, open_box, unb64

__all__ = ["COPIES", "LEAST_PASSPHRASE", "Secrets", "draw"]

COPIES = ("keys.json", "keys.copy.json")
# RFC 9106's second choice: 64 MiB and three passes, about 0.1 s here.
TIME_COST, MEMORY_KIB, LANES = 3, 64 * 1024, 4
LEAST_PASSPHRASE = 10

Slot = dict[str, Any]


def create(folder: Path, held: Secrets, passphrase: str) -> None:
    """Write a key-slot file with a passphrase slot; refuses to replace one that is there."""
    if exists(folder):
        raise ManagerCanFix("keys-exist")
    _write(folder, [_passphrase_slot(held, passphrase)])


def open_with_passphrase(folder: Path, passphrase: str) -> Secrets:
    """The secrets, or a refusal: no key file, both copies damaged, or a wrong passphrase."""
    return candidates(folder, passphrase)[0]


def candidates(folder: Path, passphrase: str) -> tuple[Secrets, ...]:
    """Every pair of secrets the passphrase opens, newest first; more than one only while keys
    change."""
    slots = [slot for slot in _read(folder) if slot.get("kind") == "passphrase"]
    if not slots:
        raise ManagerCanFix("keys-damaged")
    opened = [_open_passphrase(slot, passphrase) for slot in slots]
    found = tuple(held for held in opened if held)
    if not found:
        raise OperatorCanFix("passphrase-wrong")
    return found


def open_with_keyring(folder: Path) -> Secrets | None:
    """The secrets by the key this system keeps for the signed-in person; None without a slot."""
    for slot in _read(folder):
        if slot.get("kind") == "keyring":
            kept = os_keyring.get(str(slot["name"]))
            plain = open_box("keyring", unb64(kept), slot) if kept else None
            return _parted(plain) if plain else None
    return None


def open_with_recovery(folder: Path, typed: str) -> bytes:
    """The database secret by the printed key; it signs nothing, so the desk is enrolled again."""
    key = recovery.typed(typed)
    for slot in _read(folder):
        if slot.get("kind") == "recovery" and (plain := open_box("recovery", key, slot)):
            return plain
    raise OperatorCanFix("recovery-wrong")


def renew(
    folder: Path, held: Sequence[Secrets], passphrase: str, *, recovery_stays: bool = False
) -> None:
    """Wrap these secrets anew. The keyring's slot is dropped, for its key is not here; the recovery
    slot holds the database secret only, and stays where that did not change."""
    others = [slot for slot in _read(folder) if slot.get("kind") == "recovery" and recovery_stays]
    _write(folder, [*(_passphrase_slot(one, passphrase) for one in held), *others])


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Another passphrase for the same secrets; the other slots stay."""
    held = candidates(folder, old)
    others = [slot for slot in _read(folder) if slot.get("kind") != "passphrase"]
    _write(folder, [*(_passphrase_slot(one, new) for one in held), *others])


def add_recovery(folder: Path, held: Secrets) -> str:
    """A recovery slot, instead of an older one; returns the key to print, which is not kept."""
    printed = recovery.draw()
    _replace(folder, "recovery", close("recovery", recovery.typed(printed), held.database))
    return printed


def add_keyring(folder: Path, held: Secrets) -> None:
    """Let this system's keyring open the desk too; an older key there is forgotten."""
    key, name = secrets.token_bytes(32), f"slot-{secrets.token_hex(8)}"
    os_keyring.put(name, b64(key))
    old = [str(slot["name"]) for slot in _read(folder) if slot.get("kind") == "keyring"]
    slot = close("keyring", key, held.database + held.seed)
    _replace(folder, "keyring", slot | {"name": name})
    for forgotten in old:
        os_keyring.drop(forgotten)


def kinds(folder: Path) -> tuple[str, ...]:
    """Which kinds of slots open this desk."""
    return tuple(sorted({str(slot.get("kind")) for slot in _read(folder)}))


def whole_copies(folder: Path) -> int:
    """How many of the two copies can be read."""
    return sum(_slots(folder / name) is not None for name in COPIES)


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
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable."""
    if os.name == "posix":  # Windows has no handle of a folder to flush
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write(folder: Path, slots: Sequence[Slot]) -> None:
    text = json.dumps({"v": 1, "slots": list(slots)}, indent=1)
    for name in COPIES:
        write_atomically(folder / name, text.encode("ascii"))


def _replace(folder: Path, kind: str, slot: Slot) -> None:
    _write(folder, [*(one for one in _read(folder) if one.get("kind") != kind), slot])


def _read(folder: Path) -> list[Slot]:
    if not exists(folder):
        raise ManagerCanFix("keys-missing")
    for name in COPIES:
        found = _slots(folder / name)
        if found is not None:
            return found
    raise ManagerCanFix("keys-damaged")


def _slots(path: Path) -> list[Slot] | None:
    try:
        found = json.loads(path.read_bytes())
        if found["v"] == 1 and isinstance(found["slots"], list):
            return [slot for slot in found["slots"] if isinstance(slot, dict)]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _passphrase_slot(held: Secrets, passphrase: str) -> Slot:
    if len(passphrase) < LEAST_PASSPHRASE:
        raise OperatorCanFix("passphrase-short", least=LEAST_PASSPHRASE)
    salt, cost = secrets.token_bytes(16), {"t": TIME_COST, "m": MEMORY_KIB, "p": LANES}
    slot = close("passphrase", _derive(passphrase, salt, cost), held.database + held.seed)
    return slot | {"cost": cost, "salt": b64(salt)}


def _open_passphrase(slot: Slot, passphrase: str) -> Secrets | None:
    try:
        key = _derive(passphrase, unb64(slot["salt"]), slot["cost"])
        plain = open_box("passphrase", key, slot)
    except (ValueError, KeyError, TypeError) as wrong:
        raise ManagerCanFix("keys-damaged") from wrong
    return _parted(plain) if plain else None


def _parted(plain: bytes) -> Secrets:
    return Secrets(plain[:DATABASE], plain[DATABASE:])


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
