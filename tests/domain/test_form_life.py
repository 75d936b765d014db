"""A form version's last days."""

import pytest

import resources
from app.domain import form_life
from app.domain.catalogue import catalogue_from_items
from app.domain.errors import OperatorCanFix

STATES = [
    {"version": 1, "state": "closing", "from": "1405/08/10"},
    {"version": 1, "state": "closed", "from": "1405/10/01"},
    {"version": 2, "state": "published", "from": "1405/08/10"},
]
LIFE = {"kind": "form-life", "key": "birth_cert_replace", "version": 2, "states": STATES}
OLDER = {"kind": "form-life", "key": "birth_cert_replace", "version": 1, "states": []}


@pytest.fixture(scope="module")
def told():
    return catalogue_from_items([*resources.catalogue_items(), LIFE, OLDER])


def asked(told, on, opened=None, version=1):
    form_life.check(told, "birth_cert_replace", version, on=on, opened=opened)


def test_what_nobody_speaks_of_is_published(told):
    assert form_life.state_of(told, "bill_payment", 1, "1405/08/30") == ("published", "")
    asked(told, "1405/08/09")
    asked(told, "1405/08/30", version=2)


def test_a_closing_form_only_ends_what_was_begun(told):
    asked(told, "1405/08/30", opened="1405/08/09")
    for opened in (None, "1405/08/11"):
        with pytest.raises(OperatorCanFix, match="form-closing"):
            asked(told, "1405/08/30", opened=opened)


def test_a_closed_form_takes_nothing(told):
    with pytest.raises(OperatorCanFix, match="form-closed"):
        asked(told, "1405/10/01", opened="1405/08/01")
