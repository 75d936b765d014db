"""Two readers of one schema held against each other: the quick yes and the validator's word."""

import copy
import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain import bodies, shapes
from app.domain.shapes import Shapes, UnknownWord
from tests.wire import wire_examples as examples

ODD = (
    None,
    True,
    False,
    0,
    1,
    -1,
    1.0,
    2**60,
    "",
    "x",
    "۱",
    "a\n",
    "a" * 600,
    [],
    {},
    [1],
    {"a": 1},
)
QUICK = Shapes(bodies._by_name(examples.schemas()))


def places(node, way=()):
    """The way to every part of a body."""
    yield way
    if isinstance(node, dict | list):
        pairs = node.items() if isinstance(node, dict) else enumerate(node)
        for key, part in pairs:
            yield from places(part, (*way, key))


def spoilt(body, drawn):
    """The body with one part replaced, doubled, taken away or added."""
    made = copy.deepcopy(body)
    way = drawn.choice([one for one in places(body) if one])
    holder = made
    for key in way[:-1]:
        holder = holder[key]
    act = drawn.choice(("replace", "replace", "drop", "add"))
    if act == "replace":
        holder[way[-1]] = drawn.choice(ODD)
    elif act == "drop":
        del holder[way[-1]]
    elif isinstance(holder, list):
        holder.append(copy.deepcopy(drawn.choice([*holder, *ODD])))
    else:
        holder[drawn.choice(("more", "note"))] = drawn.choice(ODD)
    return made


@pytest.mark.parametrize("kind", examples.TYPES)
def test_both_say_the_same_of_good_bodies_and_spoilt_ones(kind):
    fits = QUICK.fits(examples.schemas()[kind])
    validator = bodies._validator(examples.schemas(), kind)
    drawn = random.Random(kind)
    for example in examples.entries():
        if example["payload"]["type"] != kind:
            continue
        good = example["body"]["body"]
        assert fits(good)
        for _ in range(60):
            bad = spoilt(good, drawn) if good else {"more": 1}
            assert fits(bad) == validator.is_valid(bad), bad


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "number"},
        {"type": ["string", "null"]},
        {"type": "string", "format": "date"},
        {"oneOf": [{"type": "null"}]},
    ],
)
def test_an_unknown_word_is_left_to_the_validator(schema):
    with pytest.raises(UnknownWord):
        Shapes({}).fits(schema)


def test_what_is_no_plain_json_gets_no_quick_yes():
    assert not Shapes({}).fits({"type": "array", "items": {}})((1, 2))
    assert shapes._doubled([{"a": 1}, {"a": 2}])


def test_threads_that_meet_a_schema_at_once_all_get_their_yes():
    example = next(e for e in examples.entries() if e["payload"]["type"] == "request.registered")
    for _ in range(20):
        checker = bodies.Checker(examples.schemas())
        with ThreadPoolExecutor(4) as pool:
            asked = [
                pool.submit(checker.check, "request.registered", example["body"]["body"])
                for _ in range(4)
            ]
        assert [one.result() for one in asked] == [None] * 4
