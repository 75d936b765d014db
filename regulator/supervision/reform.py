"""Making the reports of سازمان اداری و استخدامی (#103) from the sums and the service cards."""

from collections.abc import Iterator
from datetime import date

from app.domain.board_lines import FEWEST, Figures, ServiceLine
from app.domain.catalogue import Catalogue, Service
from app.domain.moments import to_wire
from app.domain.reform import Indicators, ReformReport, Spread
from regulator import clock
from regulator.catalogue import shelf
from regulator.supervision import covering
from regulator.supervision.queries import service_lines
from regulator.supervision.standing import office_lines
from regulator.supervision.within import within


def report(since: date, until: date) -> ReformReport:
    """Of the whole country; no office, no finding, no entry is in it."""
    here, now, catalogue = within(since, until), clock.now(), shelf.current()
    offices = tuple(office_lines(here, now))
    over = covering.spread(here, offices)
    return ReformReport(
        since=since.isoformat(),
        until=until.isoformat(),
        at=to_wire(now),
        coverage=covering.coverage(here, over, offices),
        provinces=tuple(_spread(catalogue, over)),
        services=tuple(_indicators(catalogue, {one.number: one for one in service_lines(here)})),
    )


def _spread(catalogue: Catalogue, over: covering.Spread) -> Iterator[Spread]:
    for code, (counties, served) in sorted(over.counties.items()):
        known = catalogue.provinces.get(code)
        delegated = len(over.delegated.get(code, ()))
        yield Spread(known.name if known else code, delegated, counties, served)


def _indicators(catalogue: Catalogue, lines: dict[int, ServiceLine]) -> Iterator[Indicators]:
    for number in sorted(covering.transferable(catalogue)):
        service = catalogue.services[number]
        line = lines.get(number) or ServiceLine(number, service.title, Figures())
        yield _of(service, line, catalogue.agency_name(service.agency) if service.agency else "")


def _of(service: Service, line: ServiceLine, agency: str) -> Indicators:
    done, known = line.figures, line.baseline
    told = done.answered >= FEWEST
    return Indicators(
        number=service.number,
        service_id=service.service_id,
        title=service.title,
        agency=agency,
        minutes=done.mean if told else None,
        cost=round(done.fee / done.requests) if done.requests >= FEWEST else None,
        inquiries=len(service.inquiries),
        documents=len(service.documents),
        forms=1,
        items=len(service.form.fields),
        baseline=known.minutes if known else None,
        since=known.day if known else "",
        source=known.source if known else "",
        reduction=line.reduction if told else None,
        reached=line.reached if told or (known and known.standard) else None,
    )
