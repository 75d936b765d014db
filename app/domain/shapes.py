"""Schemas as plain functions: a sure yes, many times sooner than from a validator that can say why.

Only the words our own schemas use are known, and only values as `json.loads` makes them are
answered yes; whoever gets a no asks the validator, whose word counts.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Schema = Mapping[str, Any]
Fits = Callable[[Any], bool]
Reads = Callable[[str], bool]
_SAYS_NOTHING = {"title", "description", "default", "readOnly", "$schema", "$id", "$defs"}


class UnknownWord(ValueError):
    """A schema uses a word that is not known here; the validator must be asked each time."""


class Shapes:
    """Makes the functions, in one thread. `named` are the shapes by what a `$ref` calls them,
    `formats` tell whether a text has a format.
    """

    def __init__(
        self, named: Mapping[str, Schema], formats: Mapping[str, Reads] = MappingProxyType({})
    ) -> None:
        self._named, self._formats = named, formats
        self._made: dict[str, Fits] = {}

    def fits(self, schema: Schema) -> Fits:
        """Whether a value surely has this shape. Raises UnknownWord."""
        words = {key: word for key, word in schema.items() if says(key)}
        tests = [self._referred(words.pop("$ref"))] if "$ref" in words else []
        if "anyOf" in words:
            tests.append(_any([self.fits(one) for one in words.pop("anyOf")]))
        if "oneOf" in words:
            tests.append(_one_of(_constants(words.pop("oneOf"))))
        if "enum" in words:
            tests.append(_one_of(words.pop("enum")))
        if "const" in words:
            tests.append(_one_of([words.pop("const")]))
        if "type" in words:
            tests.append(self._typed(words.pop("type"), words))
        if words:
            raise UnknownWord(", ".join(sorted(words)))
        return tests[0] if len(tests) == 1 else _all(tests)

    def _referred(self, name: str) -> Fits:
        """The shape behind a name; a shape within itself is looked up when it is met."""
        if name not in self._made:

            def later(value: Any) -> bool:
                return self._made[name](value)

            self._made[name] = later
            self._made[name] = self.fits(self._named[name])
        return self._made[name]

    def _typed(self, kind: object, words: dict[str, Any]) -> Fits:
        """The test of a type with the words that belong to it, taken out of `words`."""
        own = {"object": self._object, "array": self._array, "string": self._string}
        makers = {**own, **_MAKERS}
        if not isinstance(kind, str) or kind not in makers:
            raise UnknownWord(f"type {kind}")
        if kind != "string":
            words.pop("format", None)  # only a text has one
        return makers[kind](words)

    def _object(self, words: dict[str, Any]) -> Fits:
        parts = {key: self.fits(one) for key, one in words.pop("properties", {}).items()}
        required = frozenset(words.pop("required", ()))
        fewest = words.pop("minProperties", 0)
        more = words.pop("additionalProperties", True)
        other = self.fits(more) if isinstance(more, dict) else (lambda _value: bool(more))
        part_of = parts.get

        def fits(value: Any) -> bool:
            if type(value) is not dict or len(value) < fewest or not required <= value.keys():
                return False
            return all(part_of(key, other)(part) for key, part in value.items())

        return fits

    def _array(self, words: dict[str, Any]) -> Fits:
        item = self.fits(words.pop("items", {}))
        fewest, most = words.pop("minItems", 0), words.pop("maxItems", 2**53)
        unique = words.pop("uniqueItems", False)

        def fits(value: Any) -> bool:
            if type(value) is not list or not fewest <= len(value) <= most:
                return False
            return all(map(item, value)) and not (unique and _doubled(value))

        return fits

    def _string(self, words: dict[str, Any]) -> Fits:
        fewest, most = words.pop("minLength", 0), words.pop("maxLength", 2**53)
        match = re.compile(words.pop("pattern", r"[\s\S]*"), re.ASCII).fullmatch
        reads = self._format(words.pop("format")) if "format" in words else _any_text
        return lambda value: (
            type(value) is str
            and fewest <= len(value) <= most
            and match(value) is not None
            and reads(value)
        )

    def _format(self, name: str) -> Reads:
        if name not in self._formats:
            raise UnknownWord(f"format {name}")
        return self._formats[name]


def _any_text(_value: str) -> bool:
    return True


def says(word: str) -> bool:
    """Whether a word of a schema limits anything; `x-` words are for whoever draws or derives."""
    return word not in _SAYS_NOTHING and not word.startswith("x-")


def _constants(choices: list[Schema]) -> list[Any]:
    """The values of a choice; only one of them can fit."""
    found = [{key: word for key, word in one.items() if says(key)} for one in choices]
    values = [one["const"] for one in found if set(one) == {"const"}]
    if len(values) != len(found) or _doubled(values):
        raise UnknownWord("oneOf")
    return values


def _integer(words: dict[str, Any]) -> Fits:
    low, high = words.pop("minimum", -(2**63)), words.pop("maximum", 2**63)
    return lambda value: type(value) is int and low <= value <= high


def _boolean(_words: dict[str, Any]) -> Fits:
    return lambda value: value is True or value is False


def _null(_words: dict[str, Any]) -> Fits:
    return lambda value: value is None


_MAKERS = {"integer": _integer, "boolean": _boolean, "null": _null}


def _one_of(values: list[Any]) -> Fits:
    # By type as well: 1 is not True, and 1.0 is not 1.
    wanted = {(type(one), one) for one in values}
    return lambda value: type(value) in _PLAIN and (type(value), value) in wanted


_PLAIN = (str, int, bool, type(None))


def _any(tests: list[Fits]) -> Fits:
    return lambda value: any(test(value) for test in tests)


def _all(tests: list[Fits]) -> Fits:
    return lambda value: all(test(value) for test in tests)


def _doubled(value: list[Any]) -> bool:
    """Whether something may stand twice; what cannot be told quickly may."""
    plain = all(type(one) in _PLAIN for one in value)
    return not plain or len(set(value)) < len(value)
