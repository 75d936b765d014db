"""What each command does, once Django is set up. Answers are one JSON line on stdout."""

from argparse import Namespace

from django.core.management import call_command, execute_from_command_line

from regulator import keys
from regulator.catalogue.releases import VersionReused
from regulator.catalogue.releases import seed as seed_catalogue
from regulator.demo import make_demo_office
from regulator.intake.rebuild import rebuild as rebuild_projections
from regulator.offices import codes
from regulator.offices.models import Office
from regulator.say import say
from regulator.serving import serve as serve_forever

BY = "command"


def run(options: Namespace) -> int:
    """The named command's exit code."""
    commands = (serve, demo, seed, enrolment_code, rebuild, manage)
    named = {command.__name__.replace("_", "-"): command for command in commands}
    try:
        return named[options.command](options)
    except VersionReused as reused:
        return _say(1, error="version-reused", item=str(reused))


def serve(options: Namespace) -> int:
    """Bring the database up to date and serve."""
    _prepare()
    serve_forever(options.port, stop_with_stdin=options.stop_with_stdin)
    return 0


def demo(options: Namespace) -> int:
    """An empty folder becomes a regulator with a demo office and a fresh code, then serves."""
    _prepare()
    seed_catalogue(BY)
    office = make_demo_office()
    code = codes.issue(office, BY)
    stop = options.stop_with_stdin
    serve_forever(options.port, stop_with_stdin=stop, code=code, office=office.code)
    return 0


def seed(_options: Namespace) -> int:
    """Load the shipped catalogue; publish a release if anything changed."""
    _prepare()
    return _say(0, release=seed_catalogue(BY).number)


def enrolment_code(options: Namespace) -> int:
    """A fresh one-time code for an office."""
    _prepare()
    office = Office.objects.filter(code=options.office).first()
    if office is None:
        return _say(1, error="no-such-office")
    return _say(0, code=codes.issue(office, BY), office=office.code)


def rebuild(_options: Namespace) -> int:
    """Make the cases again from entries, bodies and moves."""
    _prepare()
    return _say(0, cases=rebuild_projections(BY))


def manage(options: Namespace) -> int:
    """Any Django command on this data folder."""
    execute_from_command_line(["regulator", *options.arguments])
    return 0


def _prepare() -> None:
    """The newest tables, and the four keys, made by the first start."""
    call_command("migrate", verbosity=0, interactive=False)
    keys.directory()


def _say(exit_code: int, **facts: object) -> int:
    say(**facts)
    return exit_code
