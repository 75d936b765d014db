"""Steps of the night that are no command of somebody's own: catching up, renewing, tidying."""

from argparse import Namespace
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import transaction

from regulator import clock
from regulator.auditing import lines, ordering
from regulator.auditing.models import AuditSession
from regulator.catalogue import releases
from regulator.intake import sequencer
from regulator.intake.models import WrongTry
from regulator.log import tree
from regulator.oversight.events import log
from regulator.say import say
from regulator.supervision import sums

# Wrong V-codes count for an hour, a session of an auditor for eight: after a day nobody asks.
KEPT = timedelta(days=1)


def log_grow(_options: Namespace) -> int:
    """Whatever still waits gets its place, the tree and the auditors' lines grow to the end."""
    placed = 0
    while some := sequencer.place_batch():
        placed += some
    try:
        while tree.grow() == tree.MANY:
            pass
    except tree.AlteredError as altered:
        say(error="log-altered", detail=str(altered))
        return 1
    say(placed=placed, lines=lines.fill())
    return 0


def board_sums(options: Namespace) -> int:
    """The sums behind the supervision board; `--again` makes all of them anew."""
    say(counted=sums.rebuild() if getattr(options, "again", False) else sums.fill())
    return 0


def renew(_options: Namespace) -> int:
    """A release that ends soon is signed again as it is: nothing is published that was not."""
    made = releases.renew("night")
    say(release=made.number if made else None)
    return 0


@transaction.atomic
def tidy(_options: Namespace) -> int:
    """What has ended goes: sessions of the console and of auditors, wrong tries, packages of more
    than a day ago."""
    call_command("clearsessions")
    before = clock.now() - KEPT
    ended: dict[str, Any] = {
        "audit_sessions": AuditSession.objects.filter(began_at__lt=before).delete()[0],
        "wrong_tries": WrongTry.objects.filter(at__lt=before).delete()[0],
        "packages": ordering.sweep(),
    }
    log("night.tidied", "night", "night", **ended)
    say(**ended)
    return 0


STEPS = (log_grow, board_sums, renew, tidy)
