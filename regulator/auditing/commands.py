"""Accounts of auditors from the command line: what is drawn is said once, on stdout."""

from argparse import Namespace

from django.core.exceptions import ValidationError

from regulator.auditing import accounts
from regulator.auditing.models import Auditor
from regulator.say import say


def auditor(options: Namespace, by: str) -> int:
    """`add`, `reset` or `end` an account; 1 when there is none, or its facts do not fit."""
    known = Auditor.objects.filter(number=options.number).first()
    if options.act == "add":
        return _add(options, by)
    if known is None:
        say(error="no-such-auditor")
        return 1
    if options.act == "reset":
        _tell(accounts.reset(known, by))
    else:
        accounts.end(known, by)
        say(number=known.number)
    return 0


def _add(options: Namespace, by: str) -> int:
    made = Auditor(
        number=options.number,
        name=options.name,
        role=options.role,
        agency=options.agency,
        provinces=options.province,
        offices=options.office,
        services=options.service,
    )
    try:
        _tell(accounts.add(made, by))
    except ValidationError as wrong:
        say(error="auditor-unsound", reason=" ".join(wrong.messages))
        return 1
    return 0


def _tell(given: accounts.Given) -> None:
    say(number=given.number, password=given.password, seed=given.seed, otpauth=given.address)
