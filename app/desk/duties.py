"""The office's duties as this desk knows them; asking to close a while; answering complaints."""

import secrets
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from app.desk.here import Act, Here, record, trusted_now
from app.domain.catalogue import Catalogue
from app.domain.duties import Announced, DeskHealth, Due, DueKind, Duties, days_until
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.jalali import JalaliDate, day_number, parse, show, tehran_date
from app.domain.moments import Moment
from app.domain.staff import Person
from app.domain.text import persian_digits, tidy
from local_db import duties as kept
from local_db import journal, office_cases, people, permits, told

LONGEST = 60
LEAST = 3


def look(here: Here, moment: Moment, catalogue: Catalogue) -> Duties:
    """Everything that endangers the licence, at one moment."""
    now = trusted_now(here, moment)
    today = tehran_date(now)
    with here.db.read() as connection:
        persons = [one for one in people.persons(connection) if not one.disabled]
        return Duties(
            at=now,
            licences=permits.known(connection, here.dev).licences,
            dues=(*_told(connection, today), *_of_people(persons, today)),
            closings=kept.closings(connection),
            findings=kept.findings(connection),
            complaints=kept.complaints(connection),
            announced=_announced(connection, persons, catalogue, today),
            desks=_desks(connection, here, now),
            backup_at=kept.backup_at(connection),
            people=_counted(persons),
        )


def ask_closing(
    here: Here, moment: Moment, first: str, last: str, *, reason: str, operator: str
) -> str:
    """Ask the regulator to close from `first` to `last` (as typed); returns the request's name."""
    begin, end = parse(first), parse(last)
    today = tehran_date(trusted_now(here, moment))
    if end < begin or begin < today:
        raise ManagerCanFix("closing-past")
    if day_number(end) - day_number(begin) >= LONGEST:
        raise ManagerCanFix("closing-long", most=persian_digits(LONGEST))
    why = tidy(reason)
    if len(why) < LEAST:
        raise ManagerCanFix("closing-reason-missing")
    name = secrets.token_hex(16)
    body = {"closing": name, "first": show(begin), "last": show(end), "reason": why}
    with here.db.write() as connection:
        record(connection, here, moment, Act("closing.asked", body, op=operator))
    return name


def answer_complaint(here: Here, moment: Moment, number: str, *, said: str, operator: str) -> str:
    """What the office says to a complaint that is still open; staff of the regulator decide."""
    words = said.strip()
    if len(words) < LEAST:
        raise OperatorCanFix("finding-answer-missing")
    with here.db.write() as connection:
        known = [one for one in kept.complaints(connection) if one.number == number and one.open]
        if not known:
            raise ManagerCanFix("complaint-unknown")
        body = {"finding": f"complaint.{number}", "answer": words, "documents": []}
        body |= {"tids": [known[0].tid]}
        act = Act("finding.answered", body, op=operator, tid=known[0].tid)
        return record(connection, here, moment, act)


def _told(connection: Connection, today: JalaliDate) -> tuple[Due, ...]:
    return tuple(
        Due(one["kind"], one["title"], one["until"], days_until(one["until"], today))
        for one in kept.duties(connection)
        if _is_day(one["until"])
    )


def _is_day(told: str) -> bool:
    try:
        parse(told)
    except OperatorCanFix:
        return False
    return True


def _of_people(persons: list[Person], today: JalaliDate) -> Iterator[Due]:
    """Each person's nearest end of training and of contract."""
    for person in persons:
        listed = person.authorisations or ()
        ends: dict[DueKind, list[str | None]] = {
            "training": [one.training_until for one in listed],
            "contract": [one.contract_until for one in listed],
        }
        for kind, days in ends.items():
            if until := min(filter(None, days), default=""):
                yield Due(kind, person.operator.name, until, days_until(until, today))


def _announced(
    connection: Connection, persons: list[Person], catalogue: Catalogue, today: JalaliDate
) -> tuple[Announced, ...]:
    read, day = kept.readers(connection), show(today)
    made = []
    for one in (*catalogue.notices, *told.announcements(connection)):
        if one.in_force(day):
            who = read.get((one.key, one.version), frozenset())
            names = {True: [], False: []}  # type: dict[bool, list[str]]
            for person in persons:
                names[person.operator.number in who].append(person.operator.name)
            made.append(Announced(one.title, tuple(names[True]), tuple(names[False])))
    return tuple(made)


def _desks(connection: Connection, here: Here, now: datetime) -> tuple[DeskHealth, ...]:
    lease = permits.known(connection, here.dev).lease
    left = lease.last_day - day_number(tehran_date(now)) if lease else None
    owed = journal.owed_count(connection)
    others: dict[int, datetime] = {}
    for one in office_cases.heard(connection):
        if one.desk != here.desk:
            others[one.desk] = max(one.as_of, others.get(one.desk, one.as_of))
    own = DeskHealth(here.desk, True, now, owed=owed, lease_days=left)
    leases, backups = kept.leases_elsewhere(connection), kept.backups_elsewhere(connection)
    today = day_number(tehran_date(now))
    return (
        own,
        *(
            DeskHealth(
                desk,
                False,
                others[desk],
                lease_days=leases[desk] - today if desk in leases else None,
                backup_at=backups.get(desk),
            )
            for desk in sorted(others)
        ),
    )


def _counted(persons: list[Person]) -> dict[str, int]:
    return {
        "operators": sum(one.operator.approved for one in persons),
        "proposed": sum(not one.operator.approved for one in persons),
        "locked": sum(one.locked for one in persons),
    }
