"""A form made ready to be evaluated often: its conditions compiled, its validator at hand."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any

from app.domain.answers import READ, clean
from app.domain.conditions import Test, always, predicate
from app.domain.form_values import Document, Field, Form
from app.domain.formats import reads, validator
from app.domain.shapes import Fits, Shapes, UnknownWord, says

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator


@dataclass(frozen=True, slots=True)
class Step:
    """One field: when it is shown, and the derived fields that hang on its answer."""

    field: Field
    shows: Test
    derives: tuple[tuple[str, Mapping[str, Any]], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything an evaluation needs, in the form's order. `places` orders fields and errors;
    `formats` are those of fields of which nothing else can be wrong."""

    steps: tuple[Step, ...]
    derives: tuple[tuple[str, Mapping[str, Any]], ...]
    required: tuple[tuple[Test, tuple[str, ...]], ...]
    papers: tuple[tuple[Document, Test], ...]
    labels: Mapping[str, str]
    places: Mapping[str, int]
    bills: Mapping[str, str]
    formats: Mapping[str, str]
    surely_fits: Fits
    validator: Callable[[], "Draft202012Validator"]

    def required_now(self, values: Mapping[str, Any]) -> Iterator[str]:
        """The fields these values make required."""
        return (name for test, names in self.required if test(values) for name in names)


@lru_cache(maxsize=128)
def plan_of(form: Form) -> Plan:
    """The form's plan; forms never change, so it is made once."""
    properties = form.schema["properties"]
    derives = [(name, p["x-derive"]) for name, p in properties.items() if "x-derive" in p]
    asked = {field.name: properties[field.name] for field in form.fields}
    return Plan(
        steps=tuple(_step(field, derives) for field in form.fields),
        derives=tuple((name, rule) for name, rule in derives if "of" not in rule),
        required=tuple(_requirements(form.schema)),
        papers=tuple((paper, _test(paper.condition)) for paper in form.documents),
        labels=dict(_labels(form.fields)),
        places={field.name: place for place, field in enumerate(form.fields)},
        bills={name: p["x-bill"] for name, p in asked.items() if "x-bill" in p},
        formats={name: p["format"] for name, p in asked.items() if _only_format(p)},
        surely_fits=_surely_fits({"type": "object", "properties": asked}),
        validator=cache(lambda: validator({"properties": asked})),
    )


def _only_format(schema: Mapping[str, Any]) -> bool:
    limits = {word for word in schema if says(word)}
    return limits == {"type", "format"} and schema["type"] == "string" and schema["format"] in READ


def _surely_fits(schema: Mapping[str, Any]) -> Fits:
    """A quick yes to values that are right; whoever gets a no asks the validator why."""
    try:
        return Shapes({}, {name: partial(reads, name) for name in READ}).fits(schema)
    except UnknownWord:
        return lambda _values: False


def _step(field: Field, derives: list[tuple[str, Mapping[str, Any]]]) -> Step:
    own = tuple((name, rule) for name, rule in derives if rule.get("of") == field.name)
    return Step(field, _test(field.shown_when), own)


def _test(condition: Mapping[str, Any] | None) -> Test:
    return predicate(condition) if condition else always


def _requirements(schema: Mapping[str, Any]) -> Iterator[tuple[Test, tuple[str, ...]]]:
    yield always, tuple(schema["required"])
    for rule in schema.get("allOf", ()):
        yield predicate(rule["if"]), tuple(rule["then"]["required"])


def _labels(fields: tuple[Field, ...]) -> Iterator[tuple[str, str]]:
    for field in fields:
        yield field.name, field.label
        yield from ((f"{field.name}/{column.name}", column.label) for column in field.columns)


def read_answer(field: Field, raw: Any) -> Any:
    """A field's answer in canonical form, None when unanswered; lists without empty entries."""
    if field.kind == "table":
        return _read_list(raw, lambda row: _read_row(field, row))
    if field.kind == "list":
        return _read_list(raw, lambda entry: clean(field.item, entry))
    return clean(field.kind, raw)


def _read_list(raw: Any, read: Callable[[Any], Any]) -> Any:
    if raw is None or raw == "":
        return None
    if not isinstance(raw, list | tuple):
        return raw
    return [entry for entry in map(read, raw) if entry not in (None, {})] or None


def _read_row(field: Field, row: Any) -> Any:
    if not isinstance(row, Mapping):
        return row
    cells = {column.name: clean(column.kind, row.get(column.name)) for column in field.columns}
    return {name: value for name, value in cells.items() if value is not None}
