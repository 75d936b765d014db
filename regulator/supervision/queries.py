"""The supervision board of a scope and some days, from the daily sums and how offices stand now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from app.domain.board import Board, Criterion, rank
from app.domain.board_lines import (
    FEWEST,
    AgencyLine,
    Baseline,
    Figures,
    MonthLine,
    OfficeLine,
    ProvinceLine,
    ServiceLine,
    gathered,
    share,
    total,
)
from app.domain.moments import to_wire
from regulator import clock
from regulator.catalogue import shelf
from regulator.jalali_fields import jalali_text
from regulator.supervision import covering, sums
from regulator.supervision.days import day_of
from regulator.supervision.models import BoardFigures, RankCriterion, ServiceBaseline
from regulator.supervision.standing import office_lines
from regulator.supervision.within import Within


def board(here: Within) -> Board:
    """What there is to see within that. Of some services only their figures: no findings, no
    ranking.
    """
    now = clock.now()
    offices = tuple(office_lines(here, now))
    settings = BoardFigures.objects.filter(pk=1).first() or BoardFigures()
    over = covering.spread(here, offices)
    quiet = to_wire(now - timedelta(days=settings.silent_days))
    criteria = _criteria() if here.services is None else ()
    ranking = rank(offices, criteria, least=settings.least_requests)
    place, log = sums.as_of()
    return Board(
        since=here.since.isoformat(),
        until=here.until.isoformat(),
        at=to_wire(now),
        place=place,
        log=log,
        country=total(here.sums("day").values()),
        provinces=tuple(_provinces(here, offices, over, quiet)),
        offices=offices,
        services=gathered(service_lines(here)),
        months=months(here),
        agencies=tuple(_agencies(here, over)),
        coverage=covering.coverage(here, over, offices),
        criteria=criteria,
        ranking=ranking,
        unranked=len(offices) - len(ranking) if criteria else 0,
    )


def service_lines(here: Within) -> list[ServiceLine]:
    """A line for each service that was asked for or answered."""
    known, baselines = shelf.current().services, _baselines(here.until)
    return [
        ServiceLine(
            number=number,
            title=known[number].title if number in known else str(number),
            figures=figures,
            baseline=baselines.get(number),
        )
        for number, figures in sorted(here.sums("service").items())
        if number and (figures.requests or figures.answered)
    ]


def _provinces(
    here: Within, offices: Iterable[OfficeLine], over: covering.Spread, quiet: str
) -> Iterator[ProvinceLine]:
    """A line for each province; of a part of the country only for those it has offices in."""
    known = shelf.current().provinces
    by_code: dict[str, list[OfficeLine]] = defaultdict(list)
    for one in offices:
        by_code[one.province].append(one)
    for code in sorted({*by_code, *(known if here.whole else ())}):
        own, (of_all, some) = by_code[code], over.counties.get(code, (0, 0))
        yield ProvinceLine(
            code=code,
            name=known[code].name if code in known else code,
            offices=len(own),
            silent=sum(one.last < quiet for one in own),
            rural=sum(one.rural for one in own),
            figures=total(one.figures for one in own),
            findings=sum(one.findings for one in own),
            past_due=sum(one.past_due for one in own),
            owed=sum(one.owed for one in own),
            last=max((one.last for one in own), default=""),
            counties=of_all,
            served=some,
            delegated=len(over.delegated.get(code, ())),
        )


def _agencies(here: Within, over: covering.Spread) -> list[AgencyLine]:
    """The best in delegation first: by the share delegated, then by answers in time (#28, #68)."""
    catalogue, done = shelf.current(), here.sums("service")
    anywhere = set().union(*over.delegated.values())
    own: dict[str, list[int]] = defaultdict(list)
    for number in sorted(over.services):
        own[catalogue.services[number].agency].append(number)
    own.pop("", None)
    lines = [
        AgencyLine(
            key=key,
            name=catalogue.agency_name(key),
            transferable=len(numbers),
            delegated=len(anywhere & set(numbers)),
            used=sum(done.get(number, Figures()).requests > 0 for number in numbers),
            figures=_of_enough(done.get(number, Figures()) for number in numbers),
        )
        for key, numbers in own.items()
    ]
    return sorted(lines, key=_delegating)


def _of_enough(figures: Iterable[Figures]) -> Figures:
    """Their sum; nothing where it is of too few people."""
    found = total(figures)
    return found if found.requests >= FEWEST else Figures()


def _delegating(line: AgencyLine) -> tuple[int, int, str]:
    figures = line.figures
    in_time = share(figures.on_time, figures.answered, 1000) or 0
    return -(share(line.delegated, line.transferable, 1000) or 0), -in_time, line.key


def months(here: Within) -> tuple[MonthLine, ...]:
    """By Jalali month, in order; months without anything are left out."""
    found: dict[str, list[Figures]] = defaultdict(list)
    for day, figures in here.sums("day").items():
        found[jalali_text(day_of(day))[:7]].append(figures)
    return tuple(MonthLine(month, total(figures)) for month, figures in sorted(found.items()))


def _baselines(until: date) -> Mapping[int, Baseline]:
    """By service, the one that began last."""
    rows = ServiceBaseline.objects.filter(since__lte=until).order_by("since")
    return {
        one.service: Baseline(one.minutes, jalali_text(one.since), one.source, one.standard)
        for one in rows
    }


def _criteria() -> tuple[Criterion, ...]:
    rows = RankCriterion.objects.all()
    return tuple(Criterion(one.name, one.weight, one.best, one.worst) for one in rows)
