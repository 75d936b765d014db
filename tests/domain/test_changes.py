"""What a new release changes, as a value."""

from app.domain.catalogue import catalogue_from_items
from app.domain.changes import changes, tariffs_since

TITLE = "صدور شناسنامه مجدد (تعویض)"
NOTICE = {"kind": "notice", "key": "n1", "version": 1, "title": "آگهی", "text": "متن"}


def tariff(items, **tables):
    """The tariff item with more years."""
    item = next(i for i in items if i["kind"] == "tariff" and i["title"] == TITLE)
    rows = {year: [item["tables"]["1402"][0] | {"amount": n}] for year, n in tables.items()}
    return item | {"version": 2, "tables": item["tables"] | rows}


def found(old, *more, items):
    return changes(old, catalogue_from_items([*items, *more]))


def test_nothing_changed_is_nothing(items, catalogue):
    assert found(catalogue, items=items) == ()
    assert tariffs_since(catalogue, catalogue) is None


def test_a_tariff_difference_has_both_amounts_and_its_first_day(items, catalogue):
    (new,) = found(catalogue, tariff(items, **{"1405": 700_000}), items=items)
    assert (new.kind, new.what, new.old, new.new) == ("tariff", TITLE, 500_000, 700_000)
    assert new.since == "1405/01/01"
    (other,) = found(catalogue, tariff(items, **{"1402": 1}), items=items)
    assert (other.old, other.new, other.since) == (500_000, 1, "1402/01/01")


def test_forms_services_closures_delegations_and_notices(items, catalogue):
    form = next(i for i in items if i["kind"] == "form" and i["key"] == "bill_payment")
    gone = next(i for i in items if i["kind"] == "service" and i["key"] == "tax_186")
    day = {"kind": "closure", "key": "c", "version": 1, "date_sh": "1405/09/02"}
    row = {"service": 101, "office_kind": None, "province": None, "office": None}
    row |= {"state": "closing", "from": "1405/10/01", "to": None, "conditions": ""}
    stop = {"kind": "delegation-list", "key": "x", "version": 1, "from": "1405/07/01"}
    stop |= {"to": "1405/12/29", "basis": "", "rows": [row]}
    day |= {"title": "تعطیلی", "reason": "برف", "provinces": ["23"]}
    more = (form | {"version": 2}, gone | {"version": 2, "offered_at_desk": False}, day, stop)
    told = found(catalogue, *more, NOTICE, items=items)
    assert [(one.kind, one.key) for one in told] == [
        ("form", "bill_payment"),
        ("service-stopped", str(gone["number"])),
        ("delegation", "101"),
        ("closure", "1405/09/02"),
        ("notice", "n1"),
    ]
    assert told[2].since == "1405/10/01"
    assert told[3].note == "برف"
    back = changes(catalogue_from_items([*items, *more]), catalogue)
    assert "service-added" in [one.kind for one in back]


def test_an_extension_counts_from_the_first_day_it_reaches(items, catalogue):
    ahead = {"kind": "decision", "key": "1406", "version": 1, "date": "1405/12/15"}
    ahead |= {"by": "regulator", "text": "", "to_year_sh": 1406, "titles": [TITLE]}
    (one,) = found(catalogue, ahead, items=items)
    assert (one.kind, one.since, one.new) == ("extension", "1406/01/01", 1)
    (late,) = found(catalogue, ahead | {"date": "1406/01/17"}, items=items)
    assert late.since == "1406/01/17"
