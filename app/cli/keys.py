"""`pishkhan passphrase`, `recovery-key`, `rekey`, `keyring`: how this desk is opened.

Passphrases come from a person or the named file descriptor, a line each; the recovery key is
printed once, on standard output, and kept nowhere.
"""

import argparse

import resources
from app.cli.desk import passphrase_of, secret
from app.keys import slots
from app.wiring import renewal
from app.wiring.folder import WindowLock, data_folder


def passphrase(options: argparse.Namespace) -> int:
    """Another passphrase; the other ways to open the desk stay."""
    folder, old = data_folder(getattr(options, "data", None)), passphrase_of(options)
    slots.change_passphrase(folder, old, secret(options, "New passphrase: "))
    print(resources.messages()["passphrase-changed"])
    return 0


def recovery_key(options: argparse.Namespace) -> int:
    """A new recovery key, to be printed and locked away; an older one ends."""
    folder = data_folder(getattr(options, "data", None))
    held = slots.open_with_passphrase(folder, passphrase_of(options))
    print(resources.messages()["recovery-printed"])
    print(slots.add_recovery(folder, held))
    return 0


def keyring(options: argparse.Namespace) -> int:
    """Let this system's keyring open the desk for the signed-in person."""
    folder = data_folder(getattr(options, "data", None))
    slots.add_keyring(folder, slots.open_with_passphrase(folder, passphrase_of(options)))
    print(resources.messages()["keyring-added"])
    return 0


def rekey(options: argparse.Namespace) -> int:
    """A new database key in a new file; no window may be open."""
    folder = data_folder(getattr(options, "data", None))
    lock = WindowLock(folder)
    try:
        renewal.rekey(folder, passphrase_of(options))
    finally:
        lock.release()
    print(resources.messages()["rekeyed"])
    return 0
