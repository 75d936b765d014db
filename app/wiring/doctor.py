"""What is well with a desk and what is not, each with what to do; nothing is changed by looking."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import app as program
from app.desk.verify import verify_journal
from app.devices.terminal import Terminal
from app.domain.checkup import Finding, State
from app.domain.clock import Verified, trusted
from app.domain.errors import Refusal
from app.domain.jalali import day_number, tehran_date
from app.domain.jws import Unsound
from app.domain.moments import Moment
from app.domain.progress import Progress, Tell, quiet
from app.domain.text import persian_digits
from app.wiring import mirror, update_record
from app.wiring.backup_file import ENDING
from app.wiring.folder import BACKUPS
from app.wiring.opened import OpenDesk
from app.wiring.printers import read_printers
from app.wiring.protection import protection
from app.wiring.till import TERMINAL
from local_db import backup, country_log, documents, journal, queries
from printing.outputs import output

LITTLE, TOO_LITTLE = 1024, 200  # MiB
DAY = 86_400


def examine(desk: OpenDesk, moment: Moment, tell: Tell = quiet) -> tuple[Finding, ...]:
    """Every check, the cheap ones first."""
    return tuple(findings(desk, moment, tell))


def findings(desk: OpenDesk, moment: Moment, tell: Tell = quiet) -> Iterator[Finding]:
    """The same one by one, so that a screen can show each as it comes."""
    for place, (name, check) in enumerate(CHECKS.items()):
        tell(Progress(name, place, len(CHECKS)))
        if (found := check(desk, moment)) is not None:
            yield found
    tell(Progress("", len(CHECKS), len(CHECKS)))


def _keys(desk: OpenDesk, _moment: Moment) -> Finding:
    on = protection(desk.folder)
    facts = {"copies": on.copies, "keyring": on.keyring or "-", "in_keyring": on.in_keyring}
    if on.copies < 2:
        return Finding("keys", "bad", facts)
    return Finding("keys", "ok" if on.recovery else "warn", facts)


def _tide(desk: OpenDesk, _moment: Moment) -> Finding:
    return Finding("tide", "bad" if desk.here.restored else "ok")


def _clock(desk: OpenDesk, moment: Moment) -> Finding:
    with desk.here.db.read() as connection:
        known = queries.setting(connection, "clock")
    if not known:
        return Finding("clock", "warn", {"minutes": 0})
    off = abs((moment.wall - trusted(Verified(**known), moment)).total_seconds())
    state: State = "ok" if off <= 120 else "warn" if off <= DAY else "bad"
    return Finding("clock", state, {"minutes": int(off // 60)})


def _disk(desk: OpenDesk, _moment: Moment) -> Finding:
    free = shutil.disk_usage(desk.folder).free >> 20
    state: State = "bad" if free < TOO_LITTLE else "warn" if free < LITTLE else "ok"
    return Finding("disk", state, {"free": free})


def _lease(desk: OpenDesk, moment: Moment) -> Finding:
    left = desk.lease.last_day - day_number(tehran_date(_now(desk, moment)))
    state: State = "bad" if left < 0 else "warn" if left < desk.lease.amber_days else "ok"
    return Finding("lease", state, {"days": max(0, left)})


def _catalogue(desk: OpenDesk, moment: Moment) -> Finding:
    with desk.here.db.read() as connection:
        number = queries.release_number(connection)
    if not number:
        return Finding("catalogue", "bad", {"release": 0})
    stale = desk.stale(_now(desk, moment))
    return Finding("catalogue", "warn" if stale else "ok", {"release": number})


def _outbox(desk: OpenDesk, _moment: Moment) -> Finding:
    with desk.here.db.read() as connection:
        owed = journal.owed_count(connection)
    return Finding("outbox", "ok" if owed < 500 else "warn", {"owed": owed})


def _backup(desk: OpenDesk, moment: Moment) -> Finding:
    made = [path.stat().st_mtime for path in (desk.folder / BACKUPS).glob(f"*{ENDING}")]
    if not made:
        return Finding("backup", "warn")
    days = int(max(0.0, moment.wall.timestamp() - max(made)) // DAY)
    return Finding("backup", "ok" if days < 2 else "warn", {"days": days})


def _mirror(desk: OpenDesk, _moment: Moment) -> Finding | None:
    """The second copy of the entries, where one was chosen."""
    with desk.here.db.read() as connection:
        folder = queries.setting(connection, mirror.SETTING)
    if not folder:
        return None
    there = Path(folder).is_dir()
    return Finding("mirror", "ok" if there else "warn", {"folder": folder})


def _printer(desk: OpenDesk, _moment: Moment) -> Finding:
    """Every printer the office set: is it there, has it paper; nothing is printed."""
    with desk.here.db.read() as connection:
        known = read_printers(connection)
    absent = [name for name, printer in known.items() if not _answers(output(printer).ready)]
    if absent:
        return Finding("printer", "bad", {"names": "، ".join(absent)})
    return Finding("printer", "ok" if known else "warn", {"count": len(known)})


def _terminal(desk: OpenDesk, _moment: Moment) -> Finding:
    with desk.here.db.read() as connection:
        found = queries.setting(connection, TERMINAL)
    if not found:
        return Finding("terminal", "warn")
    place = {"address": f"{found['host']}:{found['port']}"}
    there = _answers(Terminal(found["host"], found["port"]).look)
    return Finding("terminal", "ok" if there else "bad", place)


def _answers(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except Refusal:
        return False
    return True


def _documents(desk: OpenDesk, _moment: Moment) -> Finding:
    """Whether every document the file has a key for lies where it should."""
    missing = desk.documents.missing()
    with desk.here.db.read() as connection:
        waiting = documents.waiting_count(connection)
    return Finding("documents", "bad" if missing else "ok", {"lost": missing, "waiting": waiting})


def _file(desk: OpenDesk, _moment: Moment) -> Finding:
    try:
        said = backup.integrity(desk.here.db)
    except Refusal as refusal:
        said = refusal.code
    return Finding("file", "ok" if said == "ok" else "bad", {"said": said})


def _chain(desk: OpenDesk, _moment: Moment) -> Finding:
    try:
        chain = verify_journal(desk.here)
    except Unsound as flaw:
        return Finding("chain", "bad", {"reason": flaw.code, "detail": flaw.detail})
    return Finding("chain", "ok", {"entries": chain.entries, "receipts": chain.cum["n"]})


def _log(desk: OpenDesk, _moment: Moment) -> Finding | None:
    """Whether the country's log still grows out of what it showed this desk before."""
    with desk.here.db.read() as connection:
        found = country_log.standing(connection)
    facts = {"size": found.size or 0, "lies": found.lies}
    if found.reason:
        return Finding("log", "bad", facts | {"reason": found.reason})
    if found.lies:
        return Finding("log", "warn", facts)
    return Finding("log", "ok", facts) if found.size is not None else None


def _regulator(desk: OpenDesk, _moment: Moment) -> Finding:
    try:
        desk.api.greet()
    except (Refusal, Unsound) as trouble:
        return Finding("regulator", "warn", {"url": desk.api.url, "reason": trouble.code})
    return Finding("regulator", "ok", {"url": desk.api.url})


def _update(desk: OpenDesk, _moment: Moment) -> Finding | None:
    """Whether a newer version waits, as the last look by itself found; nobody is asked here."""
    with desk.here.db.read() as connection:
        known = update_record.looked(connection)
    if not known:
        return None
    newer = update_record.newer(known)
    version = {"version": persian_digits(newer or program.__version__)}
    return Finding("update", "warn" if newer else "ok", version)


def _publisher(desk: OpenDesk, _moment: Moment) -> Finding | None:
    """What stood in the way of the last look."""
    with desk.here.db.read() as connection:
        known = update_record.looked(connection)
    if not known:
        return None
    refused = known.get("refused")
    return Finding("publisher", "warn" if refused else "ok", {"reason": refused or "-"})


def _now(desk: OpenDesk, moment: Moment) -> datetime:
    with desk.here.db.read() as connection:
        known = queries.setting(connection, "clock")
    return trusted(Verified(**known) if known else None, moment)


CHECKS: dict[str, Callable[[OpenDesk, Moment], Finding | None]] = {
    "keys": _keys,
    "tide": _tide,
    "clock": _clock,
    "disk": _disk,
    "lease": _lease,
    "catalogue": _catalogue,
    "outbox": _outbox,
    "backup": _backup,
    "mirror": _mirror,
    "printer": _printer,
    "terminal": _terminal,
    "documents": _documents,
    "file": _file,
    "chain": _chain,
    "log": _log,
    "regulator": _regulator,
    "update": _update,
    "publisher": _publisher,
}
