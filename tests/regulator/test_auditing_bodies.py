"""Every field of every body type is declared, and what is personal does not leave unasked."""

from typing import Any

import pytest

import resources
from regulator.auditing import masking
from tests.regulator import bodies

SCHEMAS = resources.wire_schemas()
TYPES = sorted(set(SCHEMAS) - {"common"})


def ends(schema, path, home, met=frozenset()):
    """The paths of all values a schema allows; lists have no steps."""
    if "$ref" in schema:
        file, _, place = schema["$ref"].partition("#")
        home = file.removesuffix(".json") or home
        if (home, place) in met:
            yield path  # a shape within itself
            return
        found: Any = SCHEMAS[home]
        for part in filter(None, place.split("/")):
            found = found[part]
        yield from ends(found, path, home, met | {(home, place)})
        return
    parts = [*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())]
    inside = [(f"{path}.{name}", one) for name, one in schema.get("properties", {}).items()]
    inside += [(path, one) for one in parts]
    inside += [(path, schema["items"])] if "items" in schema else []
    for place, one in inside:
        yield from ends(one, place.removeprefix("."), home, met)
    if not inside and path:
        yield path


def test_every_type_is_declared_and_no_other():
    assert masking.types() == set(TYPES)


@pytest.mark.parametrize("kind", TYPES)
def test_every_field_is_in_exactly_one_list(kind):
    named = masking.fields(kind)
    allowed = set(ends(SCHEMAS[kind], "", kind))
    for path in allowed:
        assert sum(path == one or path.startswith(f"{one}.") for one in named) == 1, path
    for one in named:
        assert any(path == one or path.startswith(f"{one}.") for path in allowed), one


def test_a_masked_registration_says_nothing_of_a_person():
    body = bodies.registered(answers={"name": "زهره", "more": [{"deep": "پنهان"}, 7]})
    told, paths = masking.masked("request.registered", body)
    assert told["answers"] == {"name": None, "more": [{"deep": None}, None]}
    assert told["applicant"]["name"] is None
    assert told["v_code"] is None
    assert (told["total"], told["fee_lines"][0]["amount"]) == (700000, 700000)
    assert {"applicant.id", "answers.more.0.deep", "answers.more.1", "v_code"} <= set(paths)


def test_a_correction_is_masked_like_the_registration_within():
    body = {"registration": "x", "reason": "نام زهره", "request": bodies.registered()}
    told, paths = masking.masked("request.corrected", body)
    assert told["request"]["applicant"]["id"] is None
    assert "reason" in paths


def test_what_nobody_declared_is_personal():
    assert masking.masked("later.type", {"any": {"thing": [1, "x"]}, "no": None}) == (
        {"any": {"thing": [None, None]}, "no": None},
        ("any.thing.0", "any.thing.1"),
    )
    told, _ = masking.masked("heartbeat", {"owed": 3, "new": "زهره"})
    assert told == {"owed": 3, "new": None}


def test_an_association_sees_how_the_work_went_and_not_even_the_names_of_the_rest():
    told = masking.process_only("request.registered", bodies.registered())
    assert {"applicant", "answers", "fee_lines", "total", "v_code"}.isdisjoint(told)
    assert told["service"] == 102
    paid = masking.process_only("payment.succeeded", bodies.paid("1" * 18))
    assert paid["lines"] == [{"tid": "1" * 18}]
    assert {"amount", "rrn", "last4", "terminal"}.isdisjoint(paid)
