"""X and Z as pages: a shift's figures as they stand, and as its Z entry holds them for ever."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from app.desk import shifts
from app.domain.errors import OperatorCanFix
from app.domain.facts import COUNTS
from app.domain.moments import from_wire
from app.domain.pages import PageWanted
from app.domain.report_papers import ShiftReport, Tally, TallyTable
from app.domain.shifts import AccountMoney, Figures
from app.domain.summary_tables import Words
from app.domain.text import isolate, persian_digits
from app.wiring.naming import report_words
from app.wiring.pages.room import Made, Room, issued
from local_db import page_queries, queries, shift_queries


def x_report(room: Room, wanted: PageWanted) -> Made:
    """The open shift as it stands; it closes nothing."""
    with room.here.db.read() as connection:
        name = wanted.shift or queries.open_shift(connection, room.operator) or ""
        people = page_queries.names(connection)
    shift, said = shifts.look(room.here, name), report_words()
    kinds = Counter[str]()
    for one in shift.pending:
        kinds[one.kind] += one.count
    value = ShiftReport(
        issued(room),
        "X",
        shift.opened_at,
        None,
        _tables(room, shift.figures, [asdict(one) for one in shift.figures.terminals]),
        open_items=counted(kinds, said),
        journal=((said["facts"]["entries"], _run(shift.first_seq, shift.last_seq)),),
        operator=people.get(shift.operator, shift.operator),
    )
    return Made(value, f"x-{shift.last_seq}")


def z_report(room: Room, wanted: PageWanted) -> Made:
    """A closed shift's Z, from its entry alone: every print says the same."""
    with room.here.db.read() as connection:
        found = shift_queries.closed_shift(connection, wanted.number)
        people = page_queries.names(connection)
    if found is None:
        raise OperatorCanFix("z-unknown", number=persian_digits(wanted.number))
    z = found.z
    going_on = {"unknown": len(z["unknown"]), "parked": len(z["parked"]), "unsent": z["unsent"]}
    value = ShiftReport(
        issued(room),
        "Z",
        from_wire(z["opened_at"]),
        from_wire(z["closed_at"]),
        _tables(room, _figures(z), z["terminals"]),
        number=z["number"],
        differences=tuple(
            (one["terminal"] or "", one["expected"], one["found"], one["note"])
            for one in z["differences"]
        ),
        open_items=counted(going_on, report_words()),
        journal=tuple(_facts(room, z, people)),
        print_count=found.prints + 1,
        operator=people.get(found.operator, found.operator),
    )
    return Made(value, f"{z['number']:04}")


def counted(kinds: Mapping[str, int], said: Words) -> tuple[tuple[str, int], ...]:
    """What is still open, in words; nothing of what there is none."""
    return tuple((said["open"][kind], count) for kind, count in kinds.items() if count)


def _tables(
    room: Room, figures: Figures, terminals: Iterable[Mapping[str, Any]]
) -> tuple[TallyTable, ...]:
    said = report_words()
    amounts = {"receipts": figures.fees, "payments_succeeded": figures.collected}
    amounts |= {"refunds": figures.refunded, "voided": figures.voided}
    work = [
        Tally(said["lines"][name], count, amounts.get(name))
        for name, count in figures.counts.items()
        if count
    ]
    taken = [one for one in figures.accounts if one.payments]
    back = [one for one in figures.accounts if one.refunded]
    agency = room.catalogue.agency_name
    found = (
        _table("work", work, said),
        _table("accounts", [Tally(agency(o.payee), o.payments, o.collected) for o in taken], said),
        _table("returned", [Tally(agency(one.payee), None, one.refunded) for one in back], said),
        _table("terminals", [_terminal(one) for one in terminals], said),
    )
    return tuple(one for one in found if one.rows)


def _terminal(one: Mapping[str, Any]) -> Tally:
    return Tally(isolate(persian_digits(one["terminal"])), one["payments"], one["amount"])


def _table(name: str, rows: Sequence[Tally], said: Words) -> TallyTable:
    total = None
    if name != "work" and len(rows) > 1:
        counts = [row.count for row in rows if row.count is not None]
        amount = sum(row.amount or 0 for row in rows)
        total = Tally(said["lines"]["total"], sum(counts) if counts else None, amount)
    return TallyTable(said["tables"][name], said["heads"][name], tuple(rows), total)


def _figures(z: Mapping[str, Any]) -> Figures:
    return Figures(
        counts={name: z["counts"][name] for name in COUNTS},
        fees=z["fees"],
        collected=z["collected"],
        refunded=z["refunded"],
        voided=z["voided"],
        accounts=tuple(AccountMoney(**one) for one in z["accounts"]),
    )


def _facts(room: Room, z: Mapping[str, Any], people: Mapping[str, str]) -> list[tuple[str, str]]:
    said = report_words()["facts"]
    desk, number = persian_digits(room.here.desk), persian_digits(f"{z['number']:04}")
    rows = [
        (said["number"], said["z_number"].format(desk=desk, number=number)),
        (said["entries"], _run(z["first_seq"], z["last_seq"])),
    ]
    hand = z["hand_over"]
    name = said["hand_to"].format(name=people.get(hand["to"], hand["to"])) if hand["to"] else ""
    note = " – ".join(part for part in (name, hand["note"]) if part)
    return [*rows, (said["hand_over"], note)] if note else rows


def _run(first: int, last: int) -> str:
    words = report_words()["facts"]["run"]
    return words.format(first=persian_digits(first), last=persian_digits(last))
