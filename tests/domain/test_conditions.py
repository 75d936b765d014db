"""Conditions as written and as schemas say the same, in our reading and in jsonschema's."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from app.domain.conditions import predicate

GOLDEN = Path(__file__).parent.parent / "golden" / "conditions.json"
CONDITIONS = json.loads(GOLDEN.read_text("utf-8"))
JUNK = st.none() | st.booleans() | st.integers(-3, 60) | st.sampled_from(["x", "none", "self"])


def meant(condition: dict, answers: dict) -> bool:
    """The condition language read word by word; an absent answer is an unanswered field."""
    for word, parts in condition.items():
        if word == "all":
            return all(meant(part, answers) for part in parts)
        if word == "any":
            return any(meant(part, answers) for part in parts)
        if word == "not":
            return not meant(parts, answers)
    return all(met(answers.get(name), test) for name, test in condition.items())


def met(answer: Any, test: Any) -> bool:
    if isinstance(test, dict):
        return all(WORDS[word](answer, value) for word, value in test.items())
    return among(answer, test if isinstance(test, list) else [test])


def among(answer: Any, values: list) -> bool:
    return any(type(answer) is type(value) and answer == value for value in values)


def number(answer: Any) -> bool:
    return type(answer) is int


WORDS = {
    "empty": lambda a, v: (a is None) == v,
    "eq": lambda a, v: among(a, [v]),
    "ne": lambda a, v: a is not None and not among(a, [v]),
    "in": among,
    "not_in": lambda a, v: a is not None and not among(a, v),
    "lt": lambda a, v: number(a) and a < v,
    "le": lambda a, v: number(a) and a <= v,
    "gt": lambda a, v: number(a) and a > v,
    "ge": lambda a, v: number(a) and a >= v,
    "between": lambda a, v: number(a) and v[0] <= a <= v[1],
    "contains": lambda a, v: isinstance(a, list) and among(v, a),
}


def mentioned(condition: Any) -> dict[str, list]:
    """Each field a condition names, with the values it is compared to."""
    found: dict[str, list] = {}
    for word, test in condition.items():
        if word in ("all", "any", "not"):
            for part in [test] if word == "not" else test:
                for name, values in mentioned(part).items():
                    found.setdefault(name, []).extend(values)
            continue
        tests = list(test.values()) if isinstance(test, dict) else [test]
        flat = [v for t in tests for v in (t if isinstance(t, list) else [t])]
        found.setdefault(word, []).extend(flat)
    return found


def answers_for(condition: dict) -> st.SearchStrategy[dict]:
    near = {
        name: JUNK | st.sampled_from(values + [v + 1 for v in values if type(v) is int])
        for name, values in mentioned(condition).items()
    }
    return st.fixed_dictionaries(near).map(
        lambda answers: {name: value for name, value in answers.items() if value is not None}
    )


@pytest.mark.parametrize("one", CONDITIONS, ids=lambda one: one["where"][0])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_condition_means_what_was_written(one, data):
    answers = data.draw(answers_for(one["original"]))
    expected = meant(one["original"], answers)
    assert predicate(one["schema"])(answers) == expected
    assert Draft202012Validator(one["schema"]).is_valid(answers) == expected


def test_the_catalogue_holds_exactly_these_conditions(items):
    golden = [one["schema"] for one in CONDITIONS]
    for item in items:
        for condition in held(item):
            parts = condition.get("allOf", []) if condition not in golden else []
            assert condition in golden or all(part in golden for part in parts), condition


def held(item: Any) -> list[dict]:
    """Every condition of an item: documents, fee lines, rules of the form."""
    if isinstance(item, list):
        return [found for part in item for found in held(part)]
    if not isinstance(item, dict):
        return []
    own = [item[key] for key in ("condition", "if") if key in item]
    own = [one["schema"] if "scope" in one else one for one in own]
    return own + [
        found
        for key, part in item.items()
        if key not in ("if", "condition")
        for found in held(part)
    ]


def test_a_word_outside_the_list_is_not_a_condition():
    with pytest.raises(ValueError, match="pattern"):
        predicate({"properties": {"a": {"pattern": "x"}}})
