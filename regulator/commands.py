"""What each command does, once Django is set up. Answers are one JSON line on stdout."""

from argparse import Namespace
from pathlib import Path

from django.core.management import call_command, execute_from_command_line
from django.core.management.base import SystemCheckError

from app.domain.errors import OperatorCanFix, Refusal
from regulator import keys, night_steps
from regulator.agencies import simulator
from regulator.auditing import commands as audit_commands
from regulator.auditing import lines
from regulator.catalogue import shelf
from regulator.catalogue.days_off import propose_year
from regulator.catalogue.imports.files import KINDS, take
from regulator.catalogue.imports.report import NAMED
from regulator.catalogue.releases import VersionReused
from regulator.catalogue.releases import publish as publish_catalogue
from regulator.catalogue.releases import seed as seed_catalogue
from regulator.courier import taking
from regulator.demo import make_demo_office, make_demo_people, show_duties
from regulator.evidence import commands as evidence_commands
from regulator.intake import erasing
from regulator.intake.rebuild import rebuild as rebuild_projections
from regulator.log import commands as log_commands
from regulator.log import keys as log_keys
from regulator.offices import codes
from regulator.offices.models import Office
from regulator.oversight import nightly
from regulator.say import say
from regulator.serving import end_with_stdin, sequence, serve_alone
from regulator.serving import serve as serve_forever
from regulator.simulation import country as simulation
from regulator.simulation.spec import read_spec
from resources import sentence

BY = "command"
LOG = (
    evidence_commands.published,
    log_commands.audit_log,
    log_commands.log_cosigned,
    log_commands.log_proof,
    log_commands.log_files,
)


def run(options: Namespace) -> int:
    """The named command's exit code."""
    commands = (serve, demo, check, seed, enrolment_code, rebuild, publish, seed_holidays, manage)
    named = {
        one.__name__.replace("_", "-"): one
        for one in (
            *commands,
            sequencer,
            agency_simulator,
            auditor,
            courier,
            erase,
            inspect,
            simulate,
            *LOG,
            *night_steps.STEPS,
        )
    }
    named |= {f"import-{what}": import_file for what in KINDS}
    try:
        return named[options.command](options)
    except VersionReused as reused:
        return _say(1, error="version-reused", item=str(reused))


def serve(options: Namespace) -> int:
    """Bring the database up to date and serve; no first caller waits for the catalogue."""
    _prepare()
    shelf.current()
    serve_forever(options.port, stop_with_stdin=options.stop_with_stdin)
    return 0


def sequencer(options: Namespace) -> int:
    """Give stored entries their places in the log, until stopped; `serve` starts one by itself."""
    if options.stop_with_stdin:
        end_with_stdin()
    sequence()
    return 0


def demo(options: Namespace) -> int:
    """An empty folder becomes a regulator with a demo office and a fresh code, then serves."""
    _prepare()
    seed_catalogue(BY)
    office = make_demo_office()
    show_duties(office)
    code = codes.issue(office, BY)
    if options.prepare:
        return _say(0, code=code, office=office.code, **make_demo_people())
    if options.stop_with_stdin:
        end_with_stdin()
    serve_alone(options.port, code=code, office=office.code)
    return 0


def check(options: Namespace) -> int:
    """What Django finds wrong with these settings; warnings count."""
    try:
        call_command("check", deploy=options.deploy, fail_level="WARNING")
    except SystemCheckError as found:
        return _say(1, error="settings", found=str(found))
    return _say(0, settings="good")


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
    """Make the cases again from entries, bodies and moves, and the auditors' lines from the log."""
    _prepare()
    return _say(0, cases=rebuild_projections(BY), lines=lines.rebuild(BY))


def auditor(options: Namespace) -> int:
    """An account of the auditor's workspace: added, given new secrets, ended."""
    _prepare()
    return audit_commands.auditor(options, BY)


def import_file(options: Namespace) -> int:
    """Services, tariffs or delegation lists from a file: all of it or nothing, and what changed."""
    _prepare()
    what = next(kind for kind in KINDS if options.command == f"import-{kind}")
    try:
        data = Path(options.file).read_bytes()
    except OSError as failed:
        return _say(1, error="file-unreadable", detail=failed.strerror)
    report = take(what, data, BY, dry_run=options.dry_run)
    return _say(1 if report.faults else 0, **report.told)


def inspect(_options: Namespace) -> int:
    """The nightly rules over whatever came into the log since; says what is new."""
    _prepare()
    return _say(0, **nightly.inspect())


def publish(_options: Namespace) -> int:
    """The next release, if anything changed; cards held back are named."""
    _prepare()
    done = publish_catalogue(BY)
    held = [{"service": one.service, "undeclared": one.fields} for one in done.held]
    number = done.release.number
    return _say(0, release=number, published=done.fresh, held=len(held), held_services=held[:NAMED])


def seed_holidays(options: Namespace) -> int:
    """Propose a coming year's days off as a draft: lunar days are estimated until confirmed."""
    _prepare()
    try:
        proposed = propose_year(options.year, BY)
    except OperatorCanFix as wrong:
        return _say(1, error=wrong.code, reason=sentence(wrong))
    return _say(0, **proposed)


def agency_simulator(options: Namespace) -> int:
    """Every agency's program in one process; says at each round how many cases it moved."""
    _prepare()
    if options.stop_with_stdin:
        end_with_stdin()
    made = simulator.programs(options.url, BY)
    for number, moved in enumerate(simulator.rounds(made, options.every), 1):
        say(round=number, moved=moved)
        if number == options.rounds:
            break
    return 0


def erase(options: Namespace) -> int:
    """Erase what is known here of an ended request; what remains says nothing of the person."""
    _prepare()
    try:
        done = erasing.erase(erasing.Order(options.tid, options.ground, options.number), BY)
    except Refusal as wrong:
        return _say(1, error=wrong.code, reason=sentence(wrong))
    return _say(0, bodies=done.bodies, documents=done.documents, second=done.second)


def simulate(options: Namespace) -> int:
    """An empty folder becomes a country with honest offices and the fraud a file asks for; what the
    rules found of it.
    """
    _prepare()
    try:
        spec = read_spec(Path(options.spec).read_bytes())
        result = simulation.run(spec, BY)
    except OSError as failed:
        return _say(1, error="file-unreadable", detail=failed.strerror)
    except Refusal as wrong:
        return _say(1, error=wrong.code, reason=sentence(wrong))
    return _say(0, **result)


def courier(options: Namespace) -> int:
    """Take a package in and write its answer; the same package gets the same answer."""
    _prepare()
    try:
        with Path(options.package).open("rb") as file:
            kept = taking.take(file, BY)
        Path(options.out).write_bytes(bytes(kept.content))
    except OSError as failed:
        return _say(1, error="file-unusable", detail=failed.strerror)
    except Refusal as wrong:
        return _say(1, error=wrong.code, reason=sentence(wrong))
    facts = {"entries": kept.entries, "needing": kept.needing, "documents": kept.documents}
    return _say(0, office=kept.office_id, desk=kept.desk, problem=kept.problem, **facts)


def manage(options: Namespace) -> int:
    """Any Django command on this data folder."""
    execute_from_command_line(["regulator", *options.arguments])
    return 0


def _prepare() -> None:
    """The newest tables, and the keys, made by the first start."""
    call_command("migrate", verbosity=0, interactive=False)
    keys.directory()
    log_keys.public()


def _say(exit_code: int, **facts: object) -> int:
    say(**facts)
    return exit_code
