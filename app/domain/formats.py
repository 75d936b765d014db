"""The JSON Schema validator of our forms: the Iranian formats, and one refusal per wrong value.

`jsonschema` is imported at the first use: it costs more than the whole first window.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from app.domain.answers import READ
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.money import rials
from app.domain.text import persian_digits

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.exceptions import ValidationError

_TYPE_CODES = {"integer": "answer-integer", "boolean": "answer-boolean"}
_LIMIT_CODES = {"minimum": "answer-minimum", "maximum": "answer-maximum"}


def validator(schema: Mapping[str, Any]) -> "Draft202012Validator":
    """A validator that knows the formats; their refusals are the errors' `cause`."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema, format_checker=format_checker())


@cache
def format_checker() -> "FormatChecker":
    """Every format of ours, and none of the library's own."""
    from jsonschema import FormatChecker

    checker = FormatChecker(formats=())
    for name in READ:
        checker.checks(name, raises=Refusal)(_checks(name))
    return checker


def _checks(name: str) -> Callable[[object], bool]:
    """Text must read; what is not text is the type's affair."""

    def check(value: object) -> bool:
        if isinstance(value, str):
            READ[name](value)
        return True

    return check


def reads(name: str, value: str) -> bool:
    """Whether a text has that format of ours."""
    return misread(name, value) is None


def misread(name: str, value: str) -> Refusal | None:
    """What is wrong with a text of that format of ours."""
    try:
        READ[name](value)
    except Refusal as refusal:
        return refusal
    return None


def refusals(
    found: "Iterator[ValidationError]", labels: Mapping[str, str]
) -> Iterator[tuple[tuple[Any, ...], Refusal]]:
    """Each error's path and what to tell the person. `labels` by field, and by field/column."""
    for error in found:
        path = tuple(error.absolute_path)
        if error.validator == "required":
            yield from _missing(error, path, labels)
        else:
            yield path, refusal(error, labels.get(_label_key(path), ""))


def _missing(
    error: "ValidationError", path: tuple[Any, ...], labels: Mapping[str, str]
) -> Iterator[tuple[tuple[Any, ...], Refusal]]:
    wanted: Any = error.validator_value
    row_answers: Any = error.instance
    for name in wanted:
        if name not in row_answers:
            label = labels.get(_label_key((*path, name)), "")
            row = persian_digits(int(path[1]) + 1)
            yield (*path, name), OperatorCanFix("answer-missing-in-row", label=label, row=row)


def _label_key(path: tuple[Any, ...]) -> str:
    return "/".join(part for part in path if isinstance(part, str))


def refusal(error: "ValidationError", label: str) -> Refusal:
    """One validation error as a refusal; a format's own refusal as it is."""
    if isinstance(error.cause, Refusal):
        return error.cause
    word = str(error.validator)
    limit: Any = error.validator_value
    if word in ("oneOf", "enum", "const"):
        return OperatorCanFix("answer-choice", label=label)
    if word == "maxLength":
        return OperatorCanFix("answer-too-long", label=label, limit=persian_digits(limit))
    if word in _LIMIT_CODES:
        return OperatorCanFix(_LIMIT_CODES[word], label=label, limit=rials(limit))
    return OperatorCanFix(_TYPE_CODES.get(str(limit), "answer-type"), label=label)
