"""Bodies checked against their schemas: the second half of an entry, strict as the first.

The schemas are handed in (resources/wire/v1); this module only applies them. Where JSON Schema, or
Python's reading of it, is lax we are not: 1.0 is no integer, and `$` lets no newline pass.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from app.domain.jws import Unsound
from app.domain.shapes import Fits, Shapes, UnknownWord

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

PRACTICE = "training."


class Checker:
    """Checks bodies. `schemas` are by entry type, beside the shared shapes under `common`."""

    def __init__(self, schemas: Mapping[str, Mapping[str, Any]]) -> None:
        self._schemas = schemas
        self._validators: dict[str, Validator] = {}
        self._named = _by_name(schemas)
        self._fits: dict[str, Fits] = {}

    def check(self, kind: str, body: Mapping[str, Any]) -> None:
        """Raises `Unsound` bad-body, naming the place but never the value (it may be personal).

        A practice entry has the body of the real one; a type without a schema passes.
        """
        kind = kind.removeprefix(PRACTICE)
        if kind == "common" or kind not in self._schemas:
            return
        try:
            if self._surely_fits(kind, body):
                return
            flaw = next(iter(self._validator(kind).iter_errors(dict(body))), None)
        except RecursionError as deep:
            raise Unsound("bad-body", "nested too deep") from deep
        if flaw is not None:
            raise Unsound("bad-body", f"{_place(flaw)}: {flaw.validator}")

    def _surely_fits(self, kind: str, body: Mapping[str, Any]) -> bool:
        if kind not in self._fits:
            # Made apart and then put here whole: other threads never meet it half made.
            self._fits[kind] = self._made(kind)
        return self._fits[kind](body)

    def _made(self, kind: str) -> Fits:
        try:
            return Shapes(self._named).fits(self._schemas[kind])
        except UnknownWord:
            return lambda _body: False

    def _validator(self, kind: str) -> "Validator":
        if kind not in self._validators:
            self._validators[kind] = _validator(self._schemas, kind)
        return self._validators[kind]


def _by_name(schemas: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """What a `$ref` may call them: another file, or a shared shape, from within or without."""
    shared = schemas.get("common", {}).get("$defs", {})
    files = {f"{name}.json": schema for name, schema in schemas.items()}
    places = ("common.json#/$defs/", "#/$defs/")
    return files | {place + name: one for place in places for name, one in shared.items()}


def _validator(schemas: Mapping[str, Mapping[str, Any]], kind: str) -> "Validator":
    # Imported late: it costs more than the rest of the program's start together.
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend
    from referencing import Registry

    strict = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator,
        validators={"pattern": _pattern},
        type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
    )
    known: Registry[Any] = Registry().with_contents(
        (str(schema["$id"]), schema) for schema in schemas.values()
    )
    shared = schemas.get("common", {}).get("$defs", {})
    validator: Validator = strict(_inlined(schemas[kind], shared, ()), registry=known)
    return validator


def _inlined(part: Any, shared: Mapping[str, Any], within: tuple[str, ...]) -> Any:
    """A schema with the shared shapes written where they are used: looking a reference up costs
    more than checking what it names. Only a shape inside itself stays a reference.
    """
    if isinstance(part, list):
        return [_inlined(one, shared, within) for one in part]
    if not isinstance(part, Mapping):
        return part
    name = str(part.get("$ref", "")).removeprefix("common.json").removeprefix("#/$defs/")
    rest = {key: _inlined(one, shared, within) for key, one in part.items() if key != "$ref"}
    if name not in shared:
        return rest | ({"$ref": part["$ref"]} if "$ref" in part else {})
    if name in within:
        return rest | {"$ref": f"common.json#/$defs/{name}"}
    meant = _inlined(shared[name], shared, (*within, name))
    return meant if not set(rest) - {"title", "description"} else {"allOf": [meant], **rest}


def _is_integer(_checker: object, value: object) -> bool:
    return type(value) is int


def _pattern(
    _validator: object, pattern: str, value: object, _schema: object
) -> "Iterator[ValidationError]":
    from jsonschema import ValidationError

    if isinstance(value, str) and not re.fullmatch(pattern, value, re.ASCII):
        yield ValidationError("does not match")


def _place(flaw: "ValidationError") -> str:
    return "/" + "/".join(str(part)[:40] for part in flaw.absolute_path)
