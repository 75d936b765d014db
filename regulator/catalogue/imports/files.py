"""One door for all imports: read the file, compare, and keep all of it or nothing."""

import gc
from collections.abc import Callable, Mapping
from typing import Literal, get_args

from django.db import transaction

from regulator.catalogue import store
from regulator.catalogue.imports.delegations import read_delegations
from regulator.catalogue.imports.report import Fault, Read, Refused, Report
from regulator.catalogue.imports.services import read_services
from regulator.catalogue.imports.tariffs import read_tariffs
from regulator.oversight.events import log

What = Literal["services", "tariffs", "delegations"]
KINDS: tuple[What, ...] = get_args(What)
_READ: Mapping[What, Callable[[str], Read]] = {
    "services": read_services,
    "tariffs": read_tariffs,
    "delegations": read_delegations,
}


@transaction.atomic
def take(what: What, data: bytes, by: str, *, dry_run: bool = False) -> Report:
    """Import a file. Idempotent; with a fault, or on a dry run, nothing changes."""
    # A country's cards are millions of small values and not one cycle: looking for cycles among
    # them costs a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _take(what, data, by, dry_run=dry_run)
    finally:
        if collecting:
            gc.enable()


def _take(what: What, data: bytes, by: str, *, dry_run: bool) -> Report:
    try:
        read = _READ[what](_text(data))
    except Refused as refused:
        return Report(faults=tuple(refused.faults), dry_run=dry_run)
    found = store.changes(read.values, store.newest())
    if found and not dry_run:
        store.keep(found, by)
        log(f"{what}.imported", f"file:{len(data)}", by, rows=read.rows, items=len(found))
    return Report(
        rows=read.rows,
        added=_named(found, "added"),
        changed=_named(found, "changed"),
        removed=read.removed,
        rows_changed=read.rows_changed,
        unchanged=len(read.values) - len(found),
        unknown=read.unknown,
        dry_run=dry_run,
    )


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        raise Refused([Fault(line, "import-not-utf8")]) from wrong


def _named(found: list[store.Change], verb: str) -> tuple[str, ...]:
    return tuple("/".join(str(part) for part in one.name) for one in found if one.verb == verb)
