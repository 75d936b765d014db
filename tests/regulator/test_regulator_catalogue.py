"""The catalogue: items never change, releases only rise, both come by hash and signature."""

import json

import pytest
from django.db import IntegrityError, connection

import resources
from app.domain import canonical, wire
from app.domain.catalogue import catalogue_from_items
from regulator.catalogue import releases
from regulator.catalogue.models import Item, Release
from regulator.intake.models import FeedItem
from regulator.tariffs.models import Decision, TariffTable
from tests.regulator import triggers
from tests.regulator.device import problem


def current(regulator, device):
    answer = regulator.session().get(f"{regulator.url}/api/v1/releases/current")
    assert answer.headers["Content-Type"] == "application/jose"
    return wire.read(wire.Release, answer.text, device.key_of)


def fetch(regulator, hashes):
    url = f"{regulator.url}/api/v1/items"
    return regulator.session().post(url, json={"hashes": hashes})


def test_a_desk_can_build_the_catalogue_from_the_release_alone(regulator, device):
    release = current(regulator, device)
    assert release.number == 1
    values = []
    for start in range(0, len(release.items), 100):
        batch = [item.sha256 for item in release.items[start : start + 100]]
        for sha256, text in fetch(regulator, batch).json()["items"].items():
            assert canonical.sha256_hex(text.encode()) == sha256
            values.append(canonical.loads(text.encode()))
    assert len(values) == len(release.items)
    assert len(catalogue_from_items(values).services) > 50


def test_unknown_items_are_left_out_and_101_are_too_many(regulator):
    assert fetch(regulator, ["0" * 64]).json() == {"items": {}}
    assert problem(fetch(regulator, ["0" * 64] * 101)) == "too-many"
    assert problem(fetch(regulator, "x")) == "malformed"


def test_seeding_again_publishes_nothing(regulator):
    assert releases.seed("test").number == 1
    assert Release.objects.count() == 1


def shipped_with(monkeypatch, value):
    shipped = [*resources.catalogue_items(), value]
    monkeypatch.setattr(resources, "catalogue_items", lambda: shipped)


def test_a_new_version_is_a_new_release_and_the_old_item_stays(regulator, device, monkeypatch):
    [old] = Item.objects.filter(kind="vat")
    value = json.loads(bytes(old.content)) | {"version": 2, "note": "نمونه"}
    shipped_with(monkeypatch, value)
    assert releases.seed("test").number == 2
    assert Item.objects.filter(kind="vat").count() == 2
    assert current(regulator, device).number == 2
    assert FeedItem.objects.filter(kind="catalogue").count() == 2


def test_other_bytes_under_a_published_version_are_refused(regulator, monkeypatch):
    [old] = Item.objects.filter(kind="vat")
    shipped_with(monkeypatch, json.loads(bytes(old.content)) | {"note": "نمونه"})
    with pytest.raises(releases.VersionReused, match="vat/vat version 1"):
        releases.seed("test")
    assert Release.objects.count() == 1


def test_a_release_is_renewed_before_it_expires(regulator, later):
    later(days=151)
    assert releases.seed("test").number == 2
    assert Release.objects.get(number=2).contents == Release.objects.get(number=1).contents


def test_items_and_releases_cannot_be_changed(regulator):
    for change in (
        "UPDATE catalogue_item SET version = 9",
        "DELETE FROM catalogue_release",
    ):
        with connection.cursor() as cursor, pytest.raises(IntegrityError, match="only grows"):
            cursor.execute(change)


def test_before_the_first_release_there_is_none_to_give(regulator):
    triggers.drop("catalogue_release_delete", "catalogue_release")
    Release.objects.all().delete()
    answer = regulator.session().get(f"{regulator.url}/api/v1/releases/current")
    assert problem(answer) == "no-release"


def test_tariff_tables_and_decisions_are_indexed_for_the_console(regulator):
    assert TariffTable.objects.count() > 100
    assert Decision.objects.get().to_year == 1405


def test_the_api_describes_itself_and_asks_nothing_from_elsewhere(regulator):
    described = regulator.session().get(f"{regulator.url}/api/openapi.json").json()
    assert described["openapi"].startswith("3.")
    assert regulator.session().get(f"{regulator.url}/api/docs").status_code == 404
