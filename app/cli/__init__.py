"""The commands: `pishkhan`, `pishkhan demo`, `pishkhan enrol`, `pishkhan sync`.

Exit codes: 0 done, 1 a check failed, 2 usage, 3 needs a person, 4 needs the network (wire.md).
Nothing heavy is imported before a command is chosen, so the window's first frame comes soon.
"""

import argparse
import sys
from collections.abc import Callable

from app.domain.errors import Refusal


def main(argv: list[str] | None = None) -> int:
    """Run one command; a known refusal becomes one Persian sentence on stderr."""
    options = _parser().parse_args(sys.argv[1:] if argv is None else argv)
    try:
        return _chosen(options.command)(options)
    except Refusal as refusal:
        from resources import sentence

        print(sentence(refusal), file=sys.stderr)
        return 4 if refusal.owner == "time" else 3
    except KeyboardInterrupt:
        return 3


def _chosen(name: str | None) -> Callable[[argparse.Namespace], int]:
    if name == "demo":
        from app.cli.demo import demo

        return demo
    if name in ("enrol", "sync"):
        from app.cli import desk

        return desk.enrol if name == "enrol" else desk.sync
    from app.cli.window import window

    return window


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pishkhan", description="Pishkhan, the counter office.")
    _common(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _common(commands.add_parser("window", help="open the window (also without any command)"))
    demo = commands.add_parser("demo", help="a regulator, an office and a first request, for you")
    demo.add_argument("--headless", action="store_true", help="no window: play it, check it")
    demo.add_argument("--out", default="demo", help="where pictures and the receipt go")
    enrol = commands.add_parser("enrol", help="make this folder a desk of an office")
    enrol.add_argument("--server", required=True, help="address of the regulator")
    enrol.add_argument("--code", required=True, help="the one-time code")
    _common(enrol)
    _common(commands.add_parser("sync", help="one round with the regulator, now"))
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    absent = argparse.SUPPRESS  # so that a subcommand does not undo what stood before it
    parser.add_argument("--data", default=absent, metavar="DIR", help="data folder")
    parser.add_argument(
        "--passphrase-fd", type=int, default=absent, metavar="N", help="read the passphrase there"
    )
    parser.add_argument("--json", action="store_true", default=absent, help="answer in JSON")
