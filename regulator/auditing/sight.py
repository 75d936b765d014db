"""Role × scope, in one place: which lines, cases, findings and offices an account sees at all.

Every query is cut by it on the server; what lies outside is not there, not even as a number.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from app.domain.audit import Right
from app.domain.catalogue import Service
from regulator.agencies import scope
from regulator.auditing.models import Auditor, Line
from regulator.catalogue import shelf
from regulator.intake.models import Case
from regulator.offices.models import Office
from regulator.oversight.models import Finding


class Where:
    """Conditions of a statement with their values, joined by AND."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: list[Any] = []

    def add(self, part: str, *values: Any) -> None:
        """One more condition; only constants of ours stand in `part`, all else is a value."""
        self.parts.append(part)
        self.values += values

    def __str__(self) -> str:
        return " AND ".join(self.parts) or "TRUE"


@dataclass(frozen=True, slots=True)
class Sight:
    """What an account sees. None: everything. `chosen` are services of which it sees only what an
    answer chose `agency` for.
    """

    role: str
    rights: frozenset[Right]
    offices: frozenset[str] | None
    services: frozenset[int] | None
    chosen: frozenset[int] = frozenset()
    agency: str = ""

    def narrowed(self, offices: frozenset[str] | None, services: Collection[int]) -> "Sight":
        """Only these of the offices and (any given) of the services it sees: never more."""
        named = frozenset(services) if services else None
        return replace(
            self,
            offices=_both(self.offices, offices),
            services=_both(self.services, named),
            chosen=_both(named, self.chosen) or frozenset(),
        )

    def cut(self, where: Where) -> None:
        """The lines `l` it sees."""
        if self.offices is not None:
            where.add("l.office = ANY(%s)", sorted(self.offices))
        if self.services is None:
            return
        own = "l.service = ANY(%s)"
        if self.chosen:
            either = f"({own} OR (l.service = ANY(%s) AND l.agency = %s))"
            where.add(either, sorted(self.services), sorted(self.chosen), self.agency)
        else:
            where.add(own, sorted(self.services))

    def findings(self) -> QuerySet[Finding]:
        """The findings it sees; of a limited choice of services, those about their entries."""
        found = Finding.objects.all()
        if self.offices is not None:
            found = found.filter(office__in=self.offices)
        if self.services is not None:
            own = Q(service__in=self.services)
            if self.chosen:
                own |= Q(service__in=self.chosen, agency=self.agency)
            found = found.filter(Exists(Line.objects.filter(own, leaf=OuterRef("leaf"))))
        return found

    def cases(self) -> QuerySet[Case]:
        """The cases it sees."""
        found = Case.objects.all()
        if self.chosen:
            scope.work_out_all()
        if self.offices is not None:
            found = found.filter(office__in=self.offices)
        if self.services is not None:
            chosen = Q(service__in=self.chosen, agency=self.agency or None)
            found = found.filter(Q(service__in=self.services) | chosen)
        return found

    def sees_service(self, number: int) -> bool:
        """Whether any entry of that service can be seen."""
        return self.services is None or number in self.services or number in self.chosen

    def office_rows(self) -> QuerySet[Office]:
        """The offices it sees."""
        found = Office.objects.order_by("code")
        return found if self.offices is None else found.filter(code__in=self.offices)


def of(auditor: Auditor) -> Sight:
    """As role and scope stand at this moment."""
    named = frozenset(auditor.services) or None
    if not auditor.agency:
        return Sight(auditor.role, auditor.rights, _offices(auditor), named)
    services = [
        one for one in shelf.current().services.values() if named is None or one.number in named
    ]
    own = frozenset(one.number for one in services if _is_own(one, auditor.agency))
    chosen = frozenset(one.number for one in services if _may_choose(one, auditor.agency))
    seen = own, chosen, auditor.agency
    return Sight(auditor.role, auditor.rights, _offices(auditor), *seen)


def _both(a: frozenset[Any] | None, b: frozenset[Any] | None) -> frozenset[Any] | None:
    """What is in both; None is everything."""
    return (b if a is None else a) if a is None or b is None else a & b


def codes_in(provinces: Iterable[str]) -> frozenset[str]:
    """The offices of those provinces."""
    found = Office.objects.filter(province__in=list(provinces))
    return frozenset(found.values_list("code", flat=True))


def _offices(auditor: Auditor) -> frozenset[str] | None:
    if not auditor.offices and not auditor.provinces:
        return None
    return frozenset(auditor.offices) | codes_in(auditor.provinces)


def _is_own(service: Service, agency: str) -> bool:
    return not service.agency_by and service.agency == agency


def _may_choose(service: Service, agency: str) -> bool:
    return service.agency_by is not None and agency in service.agency_by[1].values()
