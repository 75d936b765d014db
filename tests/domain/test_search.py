"""Search by any fragment, in any spelling, ranked by names, pins and use."""

import pytest

from app.domain.catalogue import search
from app.domain.keyboard import meant, meant_latin
from app.domain.searching import index_of, places
from app.domain.text import fold
from scripts.bench.catalogue import ten_thousand


def keys(catalogue, text, **more):
    return [service.key for service in search(catalogue, text, **more)]


def by_reading_everything(catalogue, text):
    """The plain way the index must agree with."""
    words = fold(text).split()
    return {
        service.key
        for _, everything, service in catalogue.index
        if all(word in everything for word in words)
    }


@pytest.mark.parametrize(
    "text",
    ["گذر", "نام", "ثبت احوال", "ا", "گواهی ص", "101", "کارت المثنی", "ﺷﻨﺎﺳﻨﺎﻣﻪ", "آب", "zz"],
)
def test_the_index_finds_what_reading_everything_finds(catalogue, text):
    assert set(keys(catalogue, text)) == by_reading_everything(catalogue, text)


def test_use_and_pins_order_what_matches_equally(catalogue):
    number = {s.key: s.number for s in catalogue.services.values()}
    plain = keys(catalogue, "گذرنامه")
    assert plain[:2] == ["passport_issue", "passport_renew"]
    used = keys(catalogue, "گذرنامه", uses={number["passport_renew"]: 3})
    assert used[:2] == ["passport_renew", "passport_issue"]
    both = {"uses": {number["passport_renew"]: 3}, "pinned": frozenset({number["passport_issue"]})}
    assert keys(catalogue, "گذرنامه", **both)[:2] == ["passport_issue", "passport_renew"]
    everything = keys(catalogue, "", **both)
    assert everything[:2] == ["passport_issue", "passport_renew"]
    assert len(everything) == len(set(everything)) == 83


def test_a_name_comes_before_use(catalogue):
    """A service only its agency matches never overtakes one that is called so."""
    number = {s.key: s.number for s in catalogue.services.values()}
    found = keys(catalogue, "ثبت", uses={number["name_change"]: 99})
    assert found.index("birth_registration") < found.index("name_change")


def test_a_number_that_is_gone_from_the_catalogue_does_no_harm(catalogue):
    assert keys(catalogue, "گذرنامه", uses={999_999: 5}, pinned=frozenset({999_998})) == keys(
        catalogue, "گذرنامه"
    )


def test_an_empty_index():
    assert places(index_of([]), "x") == places(index_of([]), "") == []


@pytest.mark.parametrize(
    ("typed", "words"), [("sghl", "سلام"), ("'`vkhli", ""), ("abc", "شذز"), ("ok", "")]
)
def test_the_wrong_keyboard_layout(typed, words):
    assert meant(typed) == words


def test_latin_typed_on_the_persian_layout():
    assert meant_latin("رهد") == "vin"


def test_among_ten_thousand_services_the_right_ones_are_found():
    big = ten_thousand()
    assert len(search(big, "")) == 10_000
    assert search(big, "نیست") == []
    for wanted in list(big.services.values())[::1_999]:
        assert search(big, str(wanted.number))[0] == wanted
        assert wanted in search(big, wanted.title)
