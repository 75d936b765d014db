"""Ordering an evidence package: which places the asker sees, made aside, fetched once it is whole.

Files lie below packages/ of the data folder and go after a day; the order stays. One whose maker
went with its process says so instead of waiting for ever.
"""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F, Q

import resources
from app.domain.audit import Bodies, Filter
from app.domain.errors import OperatorCanFix, RegulatorCanFix
from app.domain.evidence import ENDING, By, Order
from app.domain.json_values import to_json
from app.domain.moments import to_wire
from app.domain.progress import Progress
from regulator import clock
from regulator.auditing import asking, masking
from regulator.auditing.models import Auditor, Package
from regulator.auditing.sight import Sight, Where
from regulator.evidence import packages
from regulator.rows import fetch_anew

# Entries of one package, those made while one waits, and how long its file is kept.
MOST, SOON, KEPT = 100_000, 200, timedelta(days=1)
# Parts of the way that are written down, and how often a maker is heard of at least; how long after
# its last word nobody is making it any more.
STEPS, BEAT, SILENT = 50, timedelta(seconds=10), timedelta(minutes=5)


def places(sight: Sight, asked: Filter | None, leaves: Sequence[str]) -> list[int]:
    """The places of what is asked for and seen, the lowest first; at most MOST and one."""
    where = Where()
    if asked is None:
        sight.cut(where)
        where.add("l.leaf = ANY(%s)", list(leaves))
    else:
        where = asking.where(asked, sight)
    told = f"SELECT l.n FROM auditing_line l WHERE {where} ORDER BY l.n LIMIT %s"  # noqa: S608
    return [n for (n,) in fetch_anew(told, *where.values, MOST + 1)]


def order(
    by: Auditor, wanted: list[int], *, title: str, reason: str, bodies: Bodies, asked: Any
) -> Package:
    """Make it: a small one at once, a larger one in a thread of its own."""
    now = clock.now()
    who = By(by.name, by.number, by.role)
    told = Order(title, reason, bodies, asked, who, to_wire(now))
    package = Package.objects.create(
        id=secrets.token_hex(16),
        auditor=by,
        at=now,
        heard_at=now,
        order=to_json(told),
        of=len(wanted),
    )
    sweep()
    if len(wanted) <= SOON:
        _make(package, told, wanted)
    else:
        Thread(target=_aside, args=[package, told, wanted], name="package", daemon=True).start()
    return package


def give_up_lost() -> int:
    """Orders nobody makes any more have failed, in words: the server was started anew; how many."""
    now = clock.now()
    silent = Q(heard_at__lt=now - SILENT) | Q(heard_at=None, at__lt=now - SILENT)
    lost = Package.objects.filter(silent, state=Package.State.MAKING)
    names = list(lost.values_list("pk", flat=True))
    told = resources.messages()["package-maker-lost"]
    lost.filter(pk__in=names).update(state=Package.State.FAILED, problem=told, done=0)
    return len(names)


def sweep() -> int:
    """Files go: of orders that are a day old, of lost ones, and what a cut left half written; how
    many went."""
    give_up_lost()
    now, folder = clock.now(), _folder()
    fresh = Q(state=Package.State.DONE, at__gte=now - KEPT) | Q(state=Package.State.MAKING)
    kept = set(Package.objects.filter(fresh).values_list("pk", flat=True))
    old = [path for path in folder.iterdir() if path.name.split(".")[0] not in kept]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def file_of(package: Package) -> Path:
    """Where its file lies, once it is done and until it is a day old."""
    return _folder() / f"{package.pk}{ENDING}"


def _aside(package: Package, told: Order, wanted: list[int]) -> None:
    try:
        _make(package, told, wanted)
    finally:
        connection.close()


def _make(package: Package, told: Order, wanted: list[int]) -> None:
    """Whatever happens, the order says how it ended."""
    problem = resources.messages()["problem-server-error"]
    kept = Package.objects.filter(pk=package.pk)
    shown, heard = 0, clock.now()

    def tell(progress: Progress) -> None:
        nonlocal shown, heard
        part, now = progress.done * STEPS // max(1, progress.of), clock.now()
        if part != shown or now - heard > BEAT:
            shown, heard = part, now
            kept.update(done=progress.done, of=max(progress.of, progress.done), heard_at=now)

    try:
        packages.write_package(file_of(package), told, wanted, mask=masking.masked, tell=tell)
        problem = ""
    except (OperatorCanFix, RegulatorCanFix) as wrong:
        problem = resources.sentence(wrong)
    finally:
        how = Package.State.FAILED if problem else Package.State.DONE
        kept.update(state=how, problem=problem, done=0 if problem else F("of"))


def _folder() -> Path:
    folder = Path(str(settings.DATA)) / "packages"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
