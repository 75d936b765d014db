"""Commands that work on a data folder without a window: enrol and sync."""

import argparse
import json
import os
from collections.abc import Mapping
from getpass import getpass

from app.domain.printer_settings import terminal_place
from app.wiring.enrolment import FIRST_MANAGER, Newcomer, make_desk
from app.wiring.folder import data_folder
from app.wiring.opened import unlock
from app.wiring.till import TERMINAL
from local_db import journal, queries


def enrol(options: argparse.Namespace) -> int:
    """Spend the code; the first manager's password is asked for, never passed as an argument."""
    folder = data_folder(getattr(options, "data", None))
    passphrase = passphrase_of(options)
    password = secret(options, "Password of the first manager: ")
    newcomer = Newcomer(
        options.server, options.code, passphrase, {FIRST_MANAGER: password}, options.desk
    )
    check = make_desk(folder, newcomer)
    _say(options, {"check": check}, f"Enrolled. Check string, the same on the console: {check}")
    return 0


def sync(options: argparse.Namespace) -> int:
    """One round: push, pull, new release."""
    desk = unlock(data_folder(getattr(options, "data", None)), passphrase_of(options))
    try:
        desk.sync()
        with desk.here.db.read() as connection:
            total, answered = journal.counts(connection)
    finally:
        desk.close()
    facts = {"entries": total, "acknowledged": answered, "release": desk.release}
    _say(options, facts, f"{total} entries, {answered} acknowledged")
    return 0


def terminal(options: argparse.Namespace) -> int:
    """Set the card terminal of this desk: HOST:PORT on the office's network."""
    host, port = terminal_place(options.address)
    desk = unlock(data_folder(getattr(options, "data", None)), passphrase_of(options))
    try:
        found = {"host": host, "port": port}
        desk.writer.write(lambda connection: queries.set_setting(connection, TERMINAL, found))
    finally:
        desk.close()
    _say(options, {"terminal": found}, f"The terminal of this desk is at {options.address}.")
    return 0


def passphrase_of(options: argparse.Namespace) -> str:
    """From the file descriptor that was named, or asked; never an argument or the environment."""
    return secret(options, "Passphrase of this desk: ")


def secret(options: argparse.Namespace, prompt: str) -> str:
    """A secret from the named file descriptor, line by line, or asked without echo."""
    number = getattr(options, "passphrase_fd", None)
    if number is None:
        return getpass(prompt)
    line = b""
    while not line.endswith(b"\n") and (byte := os.read(number, 1)):
        line += byte
    return line.decode("utf-8").rstrip("\r\n")


def _say(options: argparse.Namespace, facts: Mapping[str, object], text: str) -> None:
    print(json.dumps(facts) if getattr(options, "json", False) else text)
