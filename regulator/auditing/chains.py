"""The chains of a desk as they are drawn: enrolments, gaps, forks, clock steps, silences."""

from collections import defaultdict
from collections.abc import Iterable

from app.domain.audit_sheets import Chains, DeskChain, EnrolmentChain, Gap, Mark, Stretch
from app.domain.moments import from_wire, to_wire
from regulator.auditing.lines import ms
from regulator.auditing.listing import moment
from regulator.auditing.sight import Sight
from regulator.intake.models import ForkedEntry, StoredEntry
from regulator.intake.stored import body_of
from regulator.offices.models import Enrolment, LeaseFigures
from regulator.rows import fetch

MOST = 500
DAY = 86_400_000
_ENDS = "SELECT MIN(seq), MAX(seq), COUNT(*), MIN(at), MAX(at) FROM auditing_line WHERE dev = %s"
_GAPS = """
    SELECT seq, following FROM (
      SELECT seq, LEAD(seq) OVER (ORDER BY seq) AS following FROM auditing_line WHERE dev = %s) q
    WHERE following > seq + 1 ORDER BY seq LIMIT %s"""
_SILENCES = """
    SELECT arrived, following FROM (
      SELECT arrived, LEAD(arrived) OVER (ORDER BY seq) AS following
      FROM auditing_line WHERE dev = %s) q
    WHERE following - arrived > %s ORDER BY arrived LIMIT %s"""
_RESTORED = """
    SELECT seq, at FROM auditing_line WHERE dev = %s AND type = 'db.restored'
    ORDER BY seq LIMIT %s"""


def of_device(sight: Sight, dev: str) -> Chains:
    """The chain of one key; none where it is not seen."""
    return _drawn(Enrolment.objects.filter(dev=dev, office__in=sight.office_rows()))


def of_desk(sight: Sight, office: str, desk: int | None) -> Chains:
    """All chains of a workstation, or of every one of an office."""
    found = Enrolment.objects.filter(office=office, office_id__in=sight.office_rows())
    return _drawn(found if desk is None else found.filter(desk__number=desk))


def _drawn(enrolments: Iterable[Enrolment]) -> Chains:
    desks: dict[tuple[str, int], list[EnrolmentChain]] = defaultdict(list)
    for one in sorted(enrolments, key=lambda one: (one.issued_at, one.dev)):
        desks[one.office_id, one.desk.number].append(_chain(one))
    return Chains(
        tuple(
            DeskChain(office, desk, tuple(told)) for (office, desk), told in sorted(desks.items())
        )
    )


def _chain(one: Enrolment) -> EnrolmentChain:
    [(first, last, count, began, ended)] = fetch(_ENDS, one.dev)
    longest = _lease_days(one.office_id) * DAY
    silences = fetch(_SILENCES, one.dev, longest, MOST)
    return EnrolmentChain(
        dev=one.dev,
        ep=one.ep,
        opened=to_wire(one.issued_at),
        closed=to_wire(one.closed_at) if one.closed_at else "",
        first=first or 0,
        last=last or 0,
        seqs=count,
        began=moment(began),
        ended=moment(ended),
        gaps=tuple(Gap(seq + 1, then - 1) for seq, then in fetch(_GAPS, one.dev, MOST)),
        forks=_forks(one.dev),
        steps=_steps(one.dev),
        silences=tuple(
            Stretch(moment(since), moment(until), (until - since) // 3_600_000)
            for since, until in silences
        ),
        restored=tuple(Mark(seq, moment(at)) for seq, at in fetch(_RESTORED, one.dev, MOST)),
    )


def _forks(dev: str) -> tuple[Mark, ...]:
    found = ForkedEntry.objects.filter(dev=dev).order_by("seq", "id")[:MOST]
    return tuple(Mark(one.seq, to_wire(one.arrived_at)) for one in found)


def _steps(dev: str) -> tuple[Mark, ...]:
    """Clock steps as the desk journalled them."""
    found = StoredEntry.objects.filter(dev=dev, type="clock.stepped").select_related("kept")
    told = ((one.seq, body_of(one)) for one in found.order_by("seq")[:MOST])
    return tuple(
        Mark(seq, body["to"], ms(from_wire(body["to"])) - ms(from_wire(body["from"])))
        for seq, body in told
        if {"from", "to"} <= body.keys()
    )


def _lease_days(office: str) -> int:
    figures = LeaseFigures.objects.filter(office=office).first()
    figures = figures or LeaseFigures.objects.filter(office=None).first() or LeaseFigures()
    return figures.days
