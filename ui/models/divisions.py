"""Province → county → city: each list hangs on the answer above it in the form."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from app.domain.catalogue import Catalogue
from app.domain.forms import Answer, Field, Form

ABOVE = {"county": "province", "city": "county"}


@lru_cache(maxsize=128)
def parents(form: Form) -> Mapping[str, str]:
    """Each county's province and each city's county, by field name: the last one asked before."""
    last: dict[str, str] = {}
    found = {}
    for field in form.fields:
        if above := last.get(ABOVE.get(field.kind, "")):
            found[field.name] = above
        last[field.kind] = field.name
    return found


def below(form: Form, name: str) -> Iterator[str]:
    """Every field whose list hangs on that one, however far down."""
    for field, above in parents(form).items():
        if above == name:
            yield field
            yield from below(form, field)


def choices(
    form: Form, field: Field, answers: Mapping[str, Answer], catalogue: Catalogue
) -> tuple[tuple[str, str], ...]:
    """(code, label) of what can be chosen now; none while the answer above is missing."""
    if field.kind == "province":
        return tuple((code, province.name) for code, province in catalogue.provinces.items())
    above = parents(form).get(field.name, "")
    if field.kind == "county":
        names = catalogue.counties.get(str(answers.get(above)), {})
        return tuple((name, name) for name in names)
    province = str(answers.get(parents(form).get(above, "")))
    cities = catalogue.counties.get(province, {}).get(str(answers.get(above)), ())
    return tuple((name, name) for name in cities)
