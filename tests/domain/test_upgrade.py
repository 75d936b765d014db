"""A draft moved to a newer form: told field by field, nothing lost in silence."""

import copy

from app.domain.forms import evaluate, form_from_item
from app.domain.jalali import parse
from app.domain.upgrade import diff, upgrade

ON = parse("1405/08/30")
KEY = "birth_cert_replace"


def newer(items, change):
    """The old form and a second version, its item changed by a function."""
    item = next(i for i in items if i["kind"] == "form" and i["key"] == KEY)
    second = copy.deepcopy(item) | {"version": 2}
    change(second)
    return form_from_item(item), form_from_item(second)


def fates(found):
    return {one.name: one.fate for one in found.fields}


def test_the_same_form_keeps_everything(items):
    old, new = newer(items, lambda item: None)
    answers = {"replace_reason": "worn", "serial_no": "الف ۱۲ / ۳۴۵۶۷۸"}
    found = diff(old, new, answers, on=ON)
    assert set(fates(found).values()) == {"kept"}
    assert found.answers == answers
    assert (found.old, found.new, found.lost) == (1, 2, ())


def test_a_field_that_goes_shows_what_it_held(items):
    def change(item):
        item["schema"]["properties"].pop("serial_no")
        item["schema"]["required"] = [n for n in item["schema"]["required"] if n != "serial_no"]
        for category in item["ui"]["elements"]:
            category["elements"] = [
                one
                for one in category["elements"]
                if not one.get("scope", "").endswith("/serial_no")
            ]

    old, new = newer(items, change)
    found = diff(old, new, {"serial_no": "الف ۱", "replace_reason": "worn"}, on=ON)
    (lost,) = found.lost
    assert (lost.fate, lost.value, lost.label) == ("gone", "الف ۱", old.field("serial_no").label)
    assert "serial_no" not in found.answers


def test_a_choice_that_is_no_longer_there_is_asked_again(items):
    def change(item):
        one = item["schema"]["properties"]["replace_reason"]
        one["oneOf"] = [choice for choice in one["oneOf"] if choice["const"] != "worn"]

    old, new = newer(items, change)
    found = diff(old, new, {"replace_reason": "worn"}, on=ON)
    (lost,) = found.lost
    assert lost.fate == "choice-gone"
    assert lost.value == dict(old.field("replace_reason").choices)["worn"]
    assert upgrade(old, new, {"replace_reason": "sayyid"}, on=ON) == {"replace_reason": "sayyid"}


def test_new_and_newly_required_fields_are_named(items):
    def change(item):
        item["schema"]["properties"]["why"] = {"type": "string", "title": "چرا"}
        control = {"type": "Control", "scope": "#/properties/why"}
        item["ui"]["elements"][-1]["elements"].append(control)
        item["schema"]["required"] = [*item["schema"]["required"], "why"]

    old, new = newer(items, change)
    optional = [
        f.name for f in old.fields if f.asked and f.name not in evaluate(old, {}, on=ON).required
    ]
    name = optional[0]
    old2, new2 = newer(
        items, lambda i: i["schema"].update(required=[*i["schema"]["required"], name])
    )
    assert fates(diff(old2, new2, {}, on=ON))[name] == "now-required"
    assert fates(diff(old, new, {}, on=ON))["why"] == "new"


def test_an_answer_of_another_kind_does_not_go_over(items):
    def change(item):
        item["schema"]["properties"]["serial_no"] = {"type": "integer", "title": "سری"}

    old, new = newer(items, change)
    (lost,) = diff(old, new, {"serial_no": "الف"}, on=ON).lost
    assert (lost.fate, lost.value) == ("other-kind", "الف")
