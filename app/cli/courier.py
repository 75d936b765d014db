"""`pishkhan courier`: a package to the stick, what comes back on it, and the office's totals."""

import argparse
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import resources
from app.cli.desk import passphrase_of
from app.domain.by_hand import Heard
from app.domain.errors import OperatorCanFix
from app.domain.jalali import clock_time, show, tehran_date
from app.domain.moments import from_wire, to_wire
from app.domain.money import rials
from app.domain.office import DeskTotals
from app.domain.text import persian_digits
from app.wiring import courier as by_hand
from app.wiring.folder import data_folder
from app.wiring.opened import OpenDesk, unlock


def courier(options: argparse.Namespace) -> int:
    """One direction at a time. 1 when the answer says the regulator could not go on."""
    if sum(map(bool, (options.out, options.package, options.totals))) != 1:
        raise OperatorCanFix("courier-one-way")
    desk = unlock(data_folder(getattr(options, "data", None)), passphrase_of(options))
    try:
        if options.out:
            return _out(desk, options)
        return _in(desk, options) if options.package else _totals(desk, options)
    finally:
        desk.close()


def _out(desk: OpenDesk, options: argparse.Namespace) -> int:
    done = by_hand.write_out(desk, Path(options.out), step=_silent, whole=options.all)
    facts = {"entries": done.entries, "bodies": done.bodies, "documents": done.documents}
    _say(options, facts | {"left": done.left, "sha256": done.sha256}, "courier-written")
    return 0


def _in(desk: OpenDesk, options: argparse.Namespace) -> int:
    taken = by_hand.take_in(desk, Path(options.package), step=_silent)
    if isinstance(taken, Heard):
        facts = {"desk": taken.desk, "entries": taken.entries, "as_of": taken.made}
        shown = facts | {"as_of": _when(from_wire(taken.made))}
        _say(options, facts, "courier-heard", shown)
        return 0
    counts = {"acks": taken.acks, "needing": taken.needing, "news": taken.news}
    counts["documents"] = taken.documents
    _say(options, counts | {"problem": taken.problem}, "courier-answered")
    if taken.problem and not getattr(options, "json", False):
        print(resources.messages()[f"problem-{taken.problem}"])
    return 1 if taken.problem else 0


def _totals(desk: OpenDesk, options: argparse.Namespace) -> int:
    found = by_hand.totals(desk)
    if getattr(options, "json", False):
        print(json.dumps({"desks": [_json(one) for one in found.desks], **found.took.as_json()}))
        return 0
    lines = [
        _line(one, "courier-desk" if one.whole else "courier-desk-part") for one in found.desks
    ]
    took = {"n": found.took.n, "fee": rials(found.took.fee), "void": rials(found.took.void)}
    print("\n".join((*lines, _filled("courier-office", took))))
    return 0


def _line(one: DeskTotals, code: str) -> str:
    took = {"n": one.took.n, "fee": rials(one.took.fee), "void": rials(one.took.void)}
    return _filled(code, took | {"desk": one.desk, "as_of": _when(one.as_of)})


def _json(one: DeskTotals) -> dict[str, object]:
    facts = {"desk": one.desk, "as_of": to_wire(one.as_of), "own": one.own, "whole": one.whole}
    return facts | one.took.as_json()


def _when(at: datetime) -> str:
    return f"{show(tehran_date(at))} {clock_time(at)}"


def _say(
    options: argparse.Namespace,
    facts: Mapping[str, object],
    code: str,
    shown: Mapping[str, object] | None = None,
) -> None:
    as_json = getattr(options, "json", False)
    print(json.dumps(facts) if as_json else _filled(code, shown or facts))


def _filled(code: str, facts: Mapping[str, object]) -> str:
    told = {
        name: value if name == "sha256" else persian_digits(str(value))
        for name, value in facts.items()
    }
    return resources.messages()[code].format_map(told)


def _silent(_done: int, _total: int) -> None:
    """A command says what it did when it is done."""
