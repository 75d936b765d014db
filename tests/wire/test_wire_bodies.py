"""A schema for every type, strict as the entries; every frozen body fits its own."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from app.domain.jws import Unsound
from tests.wire import wire_examples as examples


def walk(node, path=()):
    """Every object below a schema, with the way to it."""
    if isinstance(node, dict):
        yield path, node
        for key, part in node.items():
            yield from walk(part, (*path, key))
    elif isinstance(node, list):
        for index, part in enumerate(node):
            yield from walk(part, (*path, index))


def schemas_below():
    return [(name, p, node) for name, s in examples.schemas().items() for p, node in walk(s)]


def body_of(kind):
    known = dict(examples.later())
    if kind not in known:
        found = next(e for e in examples.entries() if e["payload"]["type"] == kind)
        return json.loads(json.dumps(found["body"]["body"]))
    return json.loads(json.dumps(known[kind]))


def test_every_type_has_a_schema_and_an_example_and_there_are_no_others():
    assert len(examples.TYPES) == len(set(examples.TYPES)) == 49
    assert set(examples.schemas()) == {*examples.TYPES, *examples.LATER, "common"}
    assert [kind for kind, _ in examples.later()] == sorted(examples.LATER)
    frozen = [e["payload"]["type"] for e in examples.entries()]
    others = {t for t in frozen if not t.startswith("training.")} - set(examples.TYPES)
    assert set(examples.TYPES) <= set(frozen)
    assert others == {"weather.changed"}
    assert "training.request.registered" in frozen


@pytest.mark.parametrize("name", [*examples.TYPES, *examples.LATER, "common"])
def test_a_schema_is_sound_and_named_in_both_languages(name):
    schema = examples.schemas()[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"https://pishkhan.ir/wire/v1/{name}.json"
    assert re.search("[\u0600-\u06ff]", schema["title"])
    assert schema["description"].isascii() or "«" in schema["description"]


def test_schemas_are_strict():
    for name, path, node in schemas_below():
        if node.get("type") == "object" and path[-1:] != ("properties",):
            open_on_purpose = path == ("$defs", "values")
            assert open_on_purpose or node["additionalProperties"] is False, (name, path)
        assert node.get("type") != "number", (name, path)
        if isinstance(node.get("pattern"), str):
            bare = re.sub(r"\([^()]*\)", "", node["pattern"])
            assert re.fullmatch(r"\^[^|]*\$", bare), (name, path)
        if node.get("type") == "integer":
            assert {"minimum", "maximum"} <= set(node), (name, path)


def test_every_reference_leads_somewhere():
    shared = examples.schemas()["common"]["$defs"]
    for name, _, node in schemas_below():
        file, _, place = node.get("$ref", "#/$defs/tid").partition("#/$defs/")
        assert file in ("", "common.json", "request.registered.json"), name
        assert not place or place in shared, (name, place)


@pytest.mark.parametrize("example", examples.entries(), ids=lambda e: e["payload"]["type"])
def test_every_frozen_body_fits_its_schema(example):
    examples.checker().check(example["payload"]["type"], example["body"]["body"])


@pytest.mark.parametrize(("kind", "body"), examples.later())
def test_a_body_that_came_later_fits_its_schema(kind, body):
    examples.checker().check(kind, body)


@pytest.mark.parametrize("kind", [*examples.TYPES, *examples.LATER])
def test_a_body_with_a_key_more_or_less_is_refused(kind):
    good, required = body_of(kind), examples.schemas()[kind]["required"]
    for changed in [good | {"more": 1}, *[without(good, key) for key in required]]:
        with pytest.raises(Unsound) as refusal:
            examples.checker().check(kind, changed)
        assert refusal.value.code == "bad-body"


def without(body, key):
    return {name: value for name, value in body.items() if name != key}


REGISTERED = [
    ("/total", "850000"), ("/total", 850000.0), ("/total", True), ("/total", -1),
    ("/total", 2**48), ("/v_code", "3141"), ("/v_code", "31415\n"), ("/v_code", "۳۱۴۱۵"),
    ("/visit", "0" * 31), ("/visit", "A" * 32), ("/service", 0), ("/service", 2**32),
    ("/answers/weight", 12.5), ("/answers/weight", None), ("/derived/age", 35.0),
    ("/due/date_sh", "1405/13/01"), ("/due/date_sh", "1405-09-07"), ("/due/at", "2026-11-28"),
    ("/due/has_time", 0), ("/applicant/kind", "robot"), ("/applicant/age", 35),
    ("/representative", {}), ("/documents/0/hash", "abc"), ("/fee_lines/0/amount", 0.5),
    ("/fee_lines/0/certainty", "sure"), ("/told/0/date", "today"), ("/shift", ""),
    ("/form_version", 0), ("/external_codes/0/at", "yesterday"),
]  # fmt: skip


@pytest.mark.parametrize(("pointer", "value"), REGISTERED)
def test_a_wrong_part_of_a_registration_is_refused_by_place_and_without_its_value(pointer, value):
    body = body_of("request.registered")
    *way, last = [int(part) if part.isdigit() else part for part in pointer[1:].split("/")]
    inner = body
    for part in way:
        inner = inner[part]
    inner[last] = value
    with pytest.raises(Unsound) as refusal:
        examples.checker().check("request.registered", body)
    assert refusal.value.detail.startswith("/" + "/".join(map(str, way)))
    if isinstance(value, str) and value:
        assert value not in refusal.value.detail


def test_practice_has_the_bodies_of_the_real_acts():
    examples.checker().check("training.heartbeat", {"owed": 0})
    with pytest.raises(Unsound):
        examples.checker().check("training.heartbeat", {"owed": "0"})


def test_a_type_nobody_knows_passes():
    examples.checker().check("weather.changed", {"sky": 1.5})
    examples.checker().check("common", {"anything": True})


def test_endless_nesting_is_refused_and_does_not_crash():
    deep = "x"
    for _ in range(900):
        deep = [deep]
    body = body_of("request.registered")
    body["answers"]["deep"] = deep
    with pytest.raises(Unsound) as refusal:
        examples.checker().check("request.registered", body)
    assert refusal.value.code == "bad-body"


def test_no_password_has_a_place_in_any_body():
    for name, path, node in schemas_below():
        words = " ".join(map(str, node.get("properties", {})))
        assert not re.search(r"password|hash_of|secret|pin_|argon", words), (name, path)
