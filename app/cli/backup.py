"""`pishkhan backup`, `restore` and `re-enrol`: copies that open, and a desk that begins again."""

import argparse
import json
from pathlib import Path

import resources
from app.cli.desk import passphrase_of
from app.wiring import backup as copies
from app.wiring import clock, renewal
from app.wiring import mirror as second
from app.wiring.folder import BACKUPS, WindowLock, data_folder
from app.wiring.opened import unlock


def backup(options: argparse.Namespace) -> int:
    """Write a backup and read it back; the folder is the desk's own unless another is named."""
    folder, passphrase = data_folder(getattr(options, "data", None)), passphrase_of(options)
    desk = unlock(folder, passphrase)
    try:
        out = Path(options.out) if options.out else folder / BACKUPS
        made = copies.make(desk, clock.moment(), out=out, occasion="manual")
    finally:
        desk.close()
    facts = {"file": str(made.path), "sha256": made.sha256, "through": made.through}
    _say(options, facts, "backup-made")
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put a backup in place; what was there is kept."""
    folder, passphrase = data_folder(getattr(options, "data", None)), passphrase_of(options)
    lock = WindowLock(folder)
    try:
        stamp = f"{clock.now():%Y%m%d-%H%M%S}"
        aside = copies.restore(folder, Path(options.file), passphrase, stamp=stamp)
    finally:
        lock.release()
    desk = unlock(folder, passphrase)
    desk.close()
    code = "backup-restored-old" if desk.here.restored else "backup-restored"
    _say(options, {"aside": str(aside or "-"), "restored": desk.here.restored}, code)
    return 0


def re_enrol(options: argparse.Namespace) -> int:
    """Spend a code for a new key of this same desk; nothing in its file is dropped."""
    folder, passphrase = data_folder(getattr(options, "data", None)), passphrase_of(options)
    lock = WindowLock(folder)
    try:
        check = renewal.enrol_again(
            folder, passphrase, options.code, reason=options.reason, new_desk=options.new_desk
        )
    finally:
        lock.release()
    _say(options, {"check": check}, "enrolled-again")
    return 0


def mirror(options: argparse.Namespace) -> int:
    """Name the folder of the second copy, or none; it is brought up to date at once."""
    folder = Path(options.folder).resolve() if options.folder != "none" else None
    desk = unlock(data_folder(getattr(options, "data", None)), passphrase_of(options))
    try:
        second.choose(desk.here.db, folder)
        added = second.follow(desk.here.db)
    finally:
        desk.close()
    _say(options, {"folder": str(folder or "-"), "added": added}, "mirror-chosen")
    return 0


def _say(options: argparse.Namespace, facts: dict[str, object], code: str) -> None:
    text = resources.messages()[code].format_map(facts)
    print(json.dumps(facts) if getattr(options, "json", False) else text)
