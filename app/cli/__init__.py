"""The command line: `pishkhan` opens the window, `pishkhan COMMAND` does one thing and ends.

Exit codes: 0 done, 1 a check failed, 2 usage, 3 needs a person, 4 needs the network (wire.md).
"""

import argparse
import io
import sys
from importlib import import_module

import app
from app.cli.command import Command
from app.cli.commands import COMMANDS
from app.domain.errors import Refusal


def main(argv: list[str] | None = None) -> int:
    """Run one command; a known refusal becomes one Persian sentence on stderr."""
    _speak_utf8()
    options = _parser().parse_args(sys.argv[1:] if argv is None else argv)
    try:
        return _run(options.command or "window", options)
    except Refusal as refusal:
        from resources import sentence

        print(sentence(refusal), file=sys.stderr)
        return 4 if refusal.owner == "time" else 3
    except KeyboardInterrupt:
        return 3


def _speak_utf8() -> None:
    """Into a file or pipe Windows would have a code page that knows no Persian."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")


def _run(name: str, options: argparse.Namespace) -> int:
    module, function = next(one.where for one in COMMANDS if one.name == name).split(":")
    return int(getattr(import_module(f"app.cli.{module}"), function)(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pishkhan", description="Pishkhan, the counter office.")
    parser.add_argument("--version", action="version", version=f"pishkhan {app.__version__}")
    _common(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command in COMMANDS:
        _describe(commands.add_parser(command.name, help=command.help), command)
    return parser


def _describe(parser: argparse.ArgumentParser, command: Command) -> None:
    _common(parser)
    for one in command.options:
        parser.add_argument(one.name, **one.how)


def _common(parser: argparse.ArgumentParser) -> None:
    absent = argparse.SUPPRESS  # so that a subcommand does not undo what stood before it
    parser.add_argument("--data", default=absent, metavar="DIR", help="data folder")
    parser.add_argument(
        "--passphrase-fd", type=int, default=absent, metavar="N", help="read the passphrase there"
    )
    parser.add_argument("--json", action="store_true", default=absent, help="answer in JSON")
