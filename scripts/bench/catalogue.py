"""What a large catalogue costs: a keystroke among 10,000 services, a form of 60 fields."""

import statistics
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import cycle
from typing import Any

import resources
from app.domain.catalogue import Catalogue, catalogue_from_items, search
from app.domain.forms import evaluate, form_from_item
from app.domain.jalali import parse
from ui.models.choosing import Choosing

Row = tuple[str, float, str, str]
SERVICES = 10_000
FIELDS = 60
TYPED = ("گواهی", "المثنی کارت", "ثبت احوال ۱۲", "تغییر نشانی", "qwerty", "صدور پروانه ۷۷۱")
PLACES = ("تهران", "قزوین", "یزد", "شهری", "روستایی", "کشوری", "مرزی", "ویژه")


def rows() -> Iterator[Row]:
    """Keystrokes and forms."""
    taken = keystrokes(ten_thousand())
    yield "search at 10,000 services, a keystroke, median", statistics.median(taken), "ms", ""
    worst = statistics.quantiles(taken, n=20)[-1]
    yield "search at 10,000 services, a keystroke, p95", worst, "ms", "≤ 16 ms"
    window = [_ms(typing) for typing in typings(Choosing.begin(ten_thousand()))]
    worst = statistics.quantiles(window, n=20)[-1]
    yield "the same through the window's list, p95", worst, "ms", "≤ 16 ms"
    form, answers, on = form_from_item(sixty()), filled(), parse("1405/08/30")
    evaluate(form, answers, on=on)
    times = [_ms(lambda: evaluate(form, answers, on=on)) for _ in range(200)]
    yield "evaluate a filled form of 60 fields", statistics.median(times), "ms", "≤ 2 ms"


def keystrokes(catalogue: Catalogue) -> list[float]:
    """Milliseconds of every key of some searches, by a person with habits and pins."""
    uses = {number: number % 17 for number in list(catalogue.services)[:300]}
    pinned = frozenset(list(uses)[:12])
    search(catalogue, "")
    return [
        _ms(lambda typed=text[:end]: search(catalogue, typed, uses=uses, pinned=pinned))
        for text in TYPED * 5
        for end in range(len(text) + 1)
    ]


def typings(list_: Choosing) -> Iterator[Callable[[], Choosing]]:
    """Every key of some searches, typed into the list of services."""
    for text in TYPED * 5:
        for end in range(len(text) + 1):
            yield partial(list_.type, text[:end])


@cache
def ten_thousand() -> Catalogue:
    """The shipped services again and again under other titles and numbers."""
    items = resources.catalogue_items()
    forms = {item["key"]: item for item in items if item["kind"] == "form"}
    cards = cycle([item for item in items if item["kind"] == "service"])
    rest = [item for item in items if item["kind"] not in ("form", "service")]
    more: list[dict[str, Any]] = []
    for number, card in zip(range(SERVICES), cards, strict=False):
        key, where = f"{card['key']}_{number}", PLACES[number % len(PLACES)]
        title = f"{card['title']} {where} {number}"
        named = {"key": key, "number": 1000 + number, "title": title, "offered_at_desk": True}
        more += [card | named, forms[card["key"]] | {"key": key}]
    return catalogue_from_items([*rest, *more])


def sixty() -> dict[str, Any]:
    """A form of 60 fields of every plain kind, a third of them shown by an answer before."""
    item = next(i for i in resources.catalogue_items() if i["key"] == "surname_change")
    names = [f"more_{number}" for number in range(FIELDS)]
    kinds: tuple[dict[str, Any], ...] = (
        {"type": "string", "maxLength": 200},
        {"type": "string", "format": "national-id"},
        {"type": "string", "format": "jalali-date"},
        {"type": "integer", "minimum": 0},
        {"type": "boolean"},
    )
    properties = {
        name: kind | {"title": name} for name, kind in zip(names, cycle(kinds), strict=False)
    }
    elements = [_control(name, place) for place, name in enumerate(names)]
    category = {"type": "Category", "label": "x", "options": {"section": "x"}, "elements": elements}
    schema = {"type": "object", "properties": properties, "required": names[::3]}
    ui = {"type": "Categorization", "elements": [category]}
    return item | {"schema": schema, "ui": ui, "documents": []}


def filled() -> dict[str, Any]:
    """A right answer to every one of them."""
    values = cycle(("نمونه", "0000000019", "1405/08/20", 3, True))
    return {f"more_{number}": value for number, value in zip(range(FIELDS), values, strict=False)}


def _control(name: str, place: int) -> dict[str, Any]:
    control: dict[str, Any] = {"type": "Control", "scope": f"#/properties/{name}"}
    if place % 3 or not place:
        return control
    asked = {"properties": {"more_4": {"const": True}}, "required": ["more_4"]}
    rule = {"effect": "SHOW", "condition": {"scope": "#", "schema": asked}}
    return control | {"rule": rule} if place > 4 else control


def _ms(job: Any) -> float:
    started = time.perf_counter()
    job()
    return (time.perf_counter() - started) * 1000
