"""The lists: entries by filter and page, their count, what there is to filter by."""

from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import ConfigDict

from app.domain.audit import (
    PAGE,
    Count,
    Facets,
    Filter,
    OfficeFacet,
    Page,
    ServiceFacet,
)
from regulator.auditing import listing, reads
from regulator.auditing.doors import Asker, Told, door
from regulator.auditing.session_api import Nothing
from regulator.catalogue import shelf
from regulator.oversight.nightly import REASONS
from regulator.words import choices
from resources import names

LARGEST, MOST = 2**62, 500
Word = Annotated[str, Field(max_length=64, pattern=r"^[^\x00-\x1f\x7f]*$")]
Whole = Annotated[int, Field(ge=0, le=LARGEST)]
Day = Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
Words = Annotated[list[Word], Field(max_length=MOST)]
NOTHING: Any = Field(default_factory=list)


class FilterIn(Schema):
    """`app.domain.audit.Filter` as it is asked; a part nobody knows is refused."""

    model_config = ConfigDict(extra="forbid")
    offices: Words = NOTHING
    provinces: Words = NOTHING
    desk: Annotated[int, Field(ge=1, le=99)] | None = None
    dev: Word = ""
    operator: Word = ""
    services: Annotated[list[Whole], Field(max_length=MOST)] = NOTHING
    types: Words = NOTHING
    since: Day = ""
    until: Day = ""
    amount_from: Whole | None = None
    amount_to: Whole | None = None
    rules: Words = NOTHING
    verdicts: Words = NOTHING
    tid: Word = ""
    text: Word = ""

    def value(self) -> Filter:
        """As the rules know it."""
        told = {name: _plain(value) for name, value in self.dict().items()}
        return Filter(**told)


class EntriesIn(Schema):
    """A filter, and the place to go on from: `after` towards older ones, `before` to newer."""

    filter: FilterIn = FilterIn()
    after: Whole | None = None
    before: Whole | None = None
    limit: Annotated[int, Field(ge=1, le=PAGE)] = PAGE


class CountIn(Schema):
    """Only the filter."""

    filter: FilterIn = FilterIn()


@door("entries", "entries", Page)
def entries(asker: Asker, asked: EntriesIn) -> Told:
    """Entries by filter, the newest place first."""
    filtered = asked.filter.value()
    place = {"after": asked.after, "before": asked.before}
    page = listing.page(filtered, asker.sight, **place, limit=asked.limit)
    about = reads.of_filter(filtered) | {name: n for name, n in place.items() if n is not None}
    return Told(page, len(page.rows), about)


@door("entries/count", "entries", Count)
def count(asker: Asker, asked: CountIn) -> Told:
    """How many entries fit a filter."""
    filtered = asked.filter.value()
    return Told(listing.count(filtered, asker.sight), 0, reads.of_filter(filtered))


@door("facets", None, Facets)
def facets(asker: Asker, _asked: Nothing) -> Told:
    """What there is to filter by, of the scope only."""
    sight, catalogue = asker.sight, shelf.current()
    offices = tuple(OfficeFacet(one.code, one.name, one.province) for one in sight.office_rows())
    services = tuple(
        ServiceFacet(one.number, one.title, catalogue.agency_name(one.agency or ""))
        for one in catalogue.services.values()
        if sight.sees_service(one.number)
    )
    found = Facets(
        offices=offices,
        services=services,
        types=_types() if "entries" in sight.rights else (),
        rules=_rules() if "findings" in sight.rights else (),
        provinces=tuple(sorted({one.province for one in offices})),
    )
    return Told(found, len(offices))


def _types() -> tuple[str, ...]:
    """Of every entry there can be."""
    known = (name.rsplit("/", 1)[1].removesuffix(".json") for name in names("wire/v1", ".json"))
    return tuple(one for one in known if one != "common")


def _rules() -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(rule for rule, _ in choices("findings")), *REASONS]))


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
