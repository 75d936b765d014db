"""Conditions: the few words of JSON Schema our rules are written in, as quick yes/no functions.

The same schema in any JSON Schema validator gives the same answer (a test compares them); this
reading exists because a form asks some hundred of them at each key press.

>>> adult = {"properties": {"age": {"type": "number", "minimum": 18}}, "required": ["age"]}
>>> holds = predicate(adult)
>>> [holds({"age": 18}), holds({"age": 17}), holds({"age": "18"}), holds({})]
[True, False, False, False]
"""

from collections.abc import Callable, Mapping
from typing import Any

Schema = Mapping[str, Any]
Test = Callable[[Any], bool]


def predicate(schema: Schema) -> Test:
    """The function a schema stands for. ValueError for a word outside the closed list."""
    tests = [_word(word, value) for word, value in schema.items()]
    if len(tests) == 1:
        return tests[0]
    return lambda answer: all(test(answer) for test in tests)


def always(_answer: Any) -> bool:
    """The condition of what has none."""
    return True


def _word(word: str, value: Any) -> Test:
    try:
        return _WORDS[word](value)
    except KeyError:
        raise ValueError(f"not a word of conditions: {word}") from None


def _same(one: Any, other: Any) -> bool:
    """JSON equality: 1 is 1.0, but true is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _properties(schemas: Mapping[str, Schema]) -> Test:
    tests = [(name, predicate(schema)) for name, schema in schemas.items()]
    return lambda answers: all(test(answers[name]) for name, test in tests if name in answers)


def _required(names: list[str]) -> Test:
    return lambda answers: all(name in answers for name in names)


def _all_of(schemas: list[Schema]) -> Test:
    tests = [predicate(schema) for schema in schemas]
    return lambda answer: all(test(answer) for test in tests)


def _any_of(schemas: list[Schema]) -> Test:
    tests = [predicate(schema) for schema in schemas]
    return lambda answer: any(test(answer) for test in tests)


def _not(schema: Schema) -> Test:
    test = predicate(schema)
    return lambda answer: not test(answer)


def _contains(schema: Schema) -> Test:
    test = predicate(schema)
    return lambda answer: not isinstance(answer, list) or any(test(one) for one in answer)


def _type(name: str) -> Test:
    if name == "array":
        return lambda answer: isinstance(answer, list)
    if name == "number":
        return _is_number
    raise ValueError(f"not a type of conditions: {name}")


_WORDS: dict[str, Callable[[Any], Test]] = {
    "properties": _properties,
    "required": _required,
    "allOf": _all_of,
    "anyOf": _any_of,
    "not": _not,
    "contains": _contains,
    "type": _type,
    "const": lambda value: lambda answer: _same(answer, value),
    "enum": lambda values: lambda answer: any(_same(answer, value) for value in values),
    "minimum": lambda low: lambda answer: not _is_number(answer) or bool(answer >= low),
    "maximum": lambda high: lambda answer: not _is_number(answer) or bool(answer <= high),
    "exclusiveMinimum": lambda low: lambda answer: not _is_number(answer) or bool(answer > low),
    "exclusiveMaximum": lambda high: lambda answer: not _is_number(answer) or bool(answer < high),
}
