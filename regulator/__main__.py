"""Commands of the back end: `python -m regulator <command> --data DIR`.

serve · sequencer · demo · seed · enrolment-code · rebuild
check [--deploy]: the settings, as Django judges them; a warning is a failure
manage: any Django command, e.g. createsuperuser
import-services FILE.yaml · import-tariffs FILE.csv · import-delegations FILE.csv
seed-holidays YEAR: a draft of the days off of a coming Jalali year
erase --tid ID --ground WORDS: by this side's own order, after its time of keeping
courier --in FILE --out ANSWER: a package that came by hand, and what it takes home
publish: what was imported or confirmed goes out as the next signed release
auditor add|reset|end --number N: an account of the auditor's workspace; secrets are said once
audit-log: every entry of the log hashed again; what differs is named
witness --url URL --log-key KEY --name NAME: cosigns what the log honestly grew; needs no database
log-proof --leaf HASH --out FILE.tlog-proof · log-files --out DIR
published: the public keys to publish, for whoever checks logs and packages
log-cosigned --head FILE --witness KEY: a head that a witness cosigned, for proofs and packages
inspect: the nightly rules over the log; what they find is told to the offices
nightly: log-grow, inspect, board-sums, renew, tidy and audit-log, each apart from the others
simulate --spec FILE: an empty folder becomes a country with planted fraud; what was found of it
agency-simulator --url URL: agencies that take over cases and move them on (demo only)
"""

import argparse
import os
import sys


def main(argv: list[str]) -> int:
    """Exit code: 0 done, 1 a check failed, 2 usage."""
    options = _parser().parse_args(argv)
    os.umask(0o077)
    if options.command == "witness":
        # Not the regulator's: another's program, in a folder of its own.
        from regulator.log import witness

        return witness.run(options)
    if options.command == "nightly":
        from regulator import night

        return night.run(options)
    os.environ["PISHKHAN_REGULATOR_DATA"] = options.data
    os.environ["DJANGO_SETTINGS_MODULE"] = "regulator.settings"
    if options.command in ("serve", "demo", "sequencer"):
        os.environ["PISHKHAN_REGULATOR_SERVES"] = "1"
    import django

    django.setup()
    from regulator.commands import run

    return run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m regulator", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    _serving_commands(commands)
    for name in ("seed", "rebuild", "publish", "inspect", "log-grow", "renew", "tidy"):
        _command(commands, name)
    sums = _command(commands, "board-sums")
    sums.add_argument("--again", action="store_true", help="make all of them anew")
    night = _command(commands, "nightly")
    night.add_argument("--only", action="append", default=[], help="this step; may be repeated")
    _command(commands, "enrolment-code").add_argument("--office", required=True)
    _command(commands, "simulate").add_argument("--spec", required=True, help="TOML: seed, kinds")
    for name in ("import-services", "import-tariffs", "import-delegations"):
        importer = _command(commands, name)
        importer.add_argument("file")
        importer.add_argument(
            "--dry-run", action="store_true", help="print the diff, change nothing"
        )
    _command(commands, "seed-holidays").add_argument("year", type=int, help="Jalali, e.g. 1407")
    simulator = _command(commands, "agency-simulator")
    simulator.add_argument("--url", required=True, help="where this regulator serves")
    simulator.add_argument("--every", type=float, default=15.0, help="seconds between rounds")
    simulator.add_argument("--rounds", type=int, default=0, help="0: until it is stopped")
    simulator.add_argument("--stop-with-stdin", action="store_true")
    eraser = _command(commands, "erase")
    eraser.add_argument("--tid", required=True, help="the tracking ID")
    eraser.add_argument("--ground", required=True, help="the law or decision")
    eraser.add_argument("--number", default="", help="of the order")
    hand = _command(commands, "courier")
    hand.add_argument("--in", dest="package", required=True, help="the package of a desk")
    hand.add_argument("--out", required=True, help="its answer")
    _audit_command(_command(commands, "auditor"))
    _log_commands(commands)
    _command(commands, "manage").add_argument("arguments", nargs=argparse.REMAINDER)
    return parser


def _serving_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    for name in ("serve", "demo"):
        server = _command(commands, name)
        server.add_argument("--port", type=int, default=0)
        server.add_argument("--stop-with-stdin", action="store_true")
    commands.choices["demo"].add_argument(
        "--prepare", action="store_true", help="make its data and say who may come in; do not serve"
    )
    _command(commands, "check").add_argument("--deploy", action="store_true")
    _command(commands, "sequencer").add_argument("--stop-with-stdin", action="store_true")


def _audit_command(auditor: argparse.ArgumentParser) -> None:
    auditor.add_argument("act", choices=("add", "reset", "end"))
    auditor.add_argument("--number", required=True, help="what they sign in with")
    auditor.add_argument("--name", default="", help="first and last name")
    auditor.add_argument("--role", default="auditor", help="auditor, agency, association, reform")
    auditor.add_argument("--agency", default="", help="of an agency's officer: its key")
    for part in ("province", "office"):
        auditor.add_argument(f"--{part}", action="append", default=[], help="scope; none: all")
    auditor.add_argument("--service", action="append", type=int, default=[], help="scope")


def _log_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    _command(commands, "audit-log")
    _command(commands, "published")
    prover = _command(commands, "log-proof")
    prover.add_argument("--leaf", required=True, help="the entry's leaf hash")
    prover.add_argument("--checkpoint", default="", help="a head of this log that witnesses signed")
    prover.add_argument("--out", required=True, help="where the proof goes")
    _command(commands, "log-files").add_argument("--out", required=True, help="a folder")
    cosigned = _command(commands, "log-cosigned")
    cosigned.add_argument("--head", required=True, help="the file `head` of the witness's folder")
    cosigned.add_argument("--witness", required=True, help="its public key: name+id+key")
    watcher = _command(commands, "witness")
    watcher.add_argument("--url", required=True, help="the log's prefix, https://…/log")
    watcher.add_argument("--log-key", required=True, help="the log's public key: name+id+key")
    watcher.add_argument("--name", required=True, help="the witness's own name, e.g. kanoon.ir/w1")
    watcher.add_argument("--every", type=float, default=60.0, help="seconds between looks")
    watcher.add_argument("--rounds", type=int, default=0, help="0: until it is stopped")


def _command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str):  # type: ignore[no-untyped-def]
    command = commands.add_parser(name)
    known = os.environ.get("PISHKHAN_REGULATOR_DATA")
    command.add_argument("--data", required=not known, default=known, help="data folder")
    return command


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
