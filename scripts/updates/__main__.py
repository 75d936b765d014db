"""`python -m scripts.updates COMMAND REPOSITORY …`: what a publisher does (docs/updates.md).

Passphrases are asked, or read line by line from --passphrase-fd; never an argument.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path

from securesystemslib.signer import CryptoSigner, Key

import app
from local_db.migrate import newest
from scripts.updates import keys
from scripts.updates.repository import LASTS, OFFLINE, Holders, Repository

OLDEST = 1  # every schema since the first is opened and brought forward


def main(arguments: Sequence[str]) -> int:
    """0 when it was done."""
    options = _parser().parse_args(arguments)
    now = datetime.now(UTC)
    if options.command == "key":
        print(keys.make(options.repository, _secret(options, "New passphrase: ")).keyid)
        return 0
    repository = Repository(options.repository)
    if options.command == "init":
        repository.init(_holders(options), now)
    elif options.command == "release":
        print(repository.release(options.package, _said(options), now))
    elif options.command == "withdraw":
        repository.withdraw(options.path, now)
    elif options.command == "rotate":
        _rotate(repository, options, now)
    elif options.command == "sign":
        print("signed:", *repository.sign(_signers(options)) or ("nothing",))
    elif options.command == "publish":
        repository.publish(_signers(options), now)
    else:
        repository.refresh(_signers(options), now)
    return 0


def _holders(options: argparse.Namespace) -> dict[str, Holders]:
    found = {name: [keys.public(path) for path in getattr(options, name)] for name in LASTS}
    thresholds = {name: getattr(options, f"{name}_threshold", None) for name in OFFLINE}
    return {name: Holders(some, thresholds.get(name) or 1) for name, some in found.items()}


def _rotate(repository: Repository, options: argparse.Namespace, now: datetime) -> None:
    add: dict[str, list[Key]] = {}
    for role, path in options.add:
        add.setdefault(role, []).append(keys.public(Path(path)))
    drop: dict[str, list[str]] = {}
    for role, path in options.drop:
        drop.setdefault(role, []).append(keys.public(Path(path)).keyid)
    thresholds = {role: int(number) for role, number in options.threshold}
    repository.change_root(now, add=add, drop=drop, thresholds=thresholds)


def _said(options: argparse.Namespace) -> dict[str, object]:
    names = ("version", "platform", "minimum", "reads", "writes", "notes")
    return {name: getattr(options, name) for name in names}


def _signers(options: argparse.Namespace) -> list[CryptoSigner]:
    return [keys.signer(path, _secret(options, f"Passphrase of {path}: ")) for path in options.key]


def _secret(options: argparse.Namespace, prompt: str) -> str:
    if options.passphrase_fd is None:
        return getpass(prompt)
    line = b""
    while not line.endswith(b"\n") and (byte := os.read(options.passphrase_fd, 1)):
        line += byte
    return line.decode().rstrip("\r\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts.updates", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    made = {}
    for name in ("key", "init", "release", "withdraw", "rotate", "sign", "publish", "refresh"):
        made[name] = commands.add_parser(name)
        made[name].add_argument("repository", type=Path, help="its folder; of `key`: the file")
        made[name].add_argument("--passphrase-fd", type=int)
    for role in LASTS:
        made["init"].add_argument(f"--{role}", type=Path, action="append", required=True)
    for role in OFFLINE:
        made["init"].add_argument(f"--{role}-threshold", type=int, default=1)
    for name in ("sign", "publish", "refresh"):
        made[name].add_argument("--key", type=Path, action="append", required=True)
    for name in ("--add", "--drop", "--threshold"):
        pair = ("ROLE", "NUMBER" if name == "--threshold" else "FILE.pub")
        made["rotate"].add_argument(name, nargs=2, action="append", default=[], metavar=pair)
    made["withdraw"].add_argument("path", help="as `release` printed it")
    _of_a_release(made["release"])
    return parser


def _of_a_release(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("package", type=Path)
    parser.add_argument("--platform", required=True, help="debian-amd64, windows-x64")
    parser.add_argument("--version", default=app.__version__)
    parser.add_argument("--minimum", default="0.1.0", help="the oldest version it may replace")
    parser.add_argument("--reads", type=int, default=OLDEST)
    parser.add_argument("--writes", type=int, default=newest())
    parser.add_argument("--notes", default="", help="what is new, a few Persian sentences")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
