"""The self-audit finds whatever was changed in the database, and names the place."""

import json

import pytest
from django.db import connection

from regulator.intake import sequencer
from regulator.intake.models import LogPlace, StoredEntry, Taken
from regulator.log import audit, commands, tree
from regulator.log.models import Tile, TreeHead
from regulator.oversight.models import EventLog
from tests.regulator import triggers
from tests.regulator.device import Device


@pytest.fixture(scope="module")
def _log():
    """600 entries of two devices in the signed log, made once."""
    from tests import regulator_fixture

    made = regulator_fixture.anew()
    for _ in range(2):
        device = Device(made.session(), made.url)
        device.enrol(made.code())
        for _ in range(300):
            device.add("heartbeat", {"owed": 0})
        device.ack(device.push())
    while sequencer.place_batch():
        tree.grow()
    regulator_fixture.keep_as("log")


@pytest.fixture
def grown(_log):
    """That log, fresh."""
    from tests import regulator_fixture

    yield regulator_fixture.anew("log")
    connection.close()


def shut(*tables):
    """The triggers of append-only tables, away: whoever owns the database can do that."""
    for table in tables:
        for verb in ("update", "delete"):
            triggers.drop(f"{table}_{verb}", table)


def found():
    return [(one.what, one.at) for one in audit.differences()]


def rewritten(n, *, leaf=False):
    shut("intake_storedentry")
    entry = StoredEntry.objects.get(place__n=n)
    told = bytes(entry.token).replace(b"e", b"f", 1)
    fields = {"token": told}
    if leaf:
        from regulator.intake.stored import leaf_of

        fields["leaf"] = leaf_of(told.decode())
    StoredEntry.objects.filter(pk=entry.pk).update(**fields)


def in_tile(level, n, place, hashed=bytes(32)):
    tile = Tile.objects.get(level=level, n=n)
    held = bytes(tile.hashes)
    tile.hashes = held[: place * 32] + hashed + held[(place + 1) * 32 :]
    tile.save()


def test_a_sound_log_has_no_differences(grown):
    assert found() == []


@pytest.mark.parametrize("n", [0, 255, 256, 511, 512, 599])
@pytest.mark.parametrize("leaf", [False, True])
def test_a_rewritten_entry_is_found_even_with_its_hash(grown, n, leaf):
    rewritten(n, leaf=leaf)
    assert found()[0] == ("entry", str(n))
    assert {what for what, _ in found()} <= {"entry", "tile", "head"}


def test_a_rewritten_hash_beside_an_entry_is_found(grown):
    shut("intake_storedentry")
    StoredEntry.objects.filter(place__n=300).update(leaf="A" * 43)
    assert found() == [("leaf", "300")]


@pytest.mark.parametrize(("level", "n", "place"), [(0, 0, 5), (0, 1, 255), (0, 2, 87), (1, 0, 1)])
def test_a_rewritten_tile_is_found(grown, level, n, place):
    in_tile(level, n, place)
    assert found() == [("tile", f"{level}/{n}:{place}")]


def test_an_entry_that_left_the_log_is_found(grown):
    shut("intake_logplace")
    LogPlace.objects.filter(n=257).delete()
    told = found()
    assert told[0][0] == "unplaced"
    assert ("place", "257") in told


def test_an_entry_never_brought_into_the_log_is_found(grown):
    StoredEntry.objects.create(
        dev="f" * 16, seq=1, token=b"x", leaf="A" * 43, arrived_at="2026-01-01T00:00Z", verdict=""
    )
    assert found() == [("unplaced", "f" * 16 + " 1")]
    Taken.objects.create(dev="f" * 16, first=1, last=1)
    assert found() == []


def test_two_entries_that_changed_places_are_found(grown):
    shut("intake_logplace")
    first, second = (LogPlace.objects.get(n=n).entry_id for n in (10, 400))
    LogPlace.objects.filter(n__in=(10, 400)).delete()
    LogPlace.objects.create(n=10, entry_id=second)
    LogPlace.objects.create(n=400, entry_id=first)
    assert [one for one in found() if one[0] == "entry"] == [("entry", "10"), ("entry", "400")]


def test_a_rewritten_head_is_found(grown):
    TreeHead.objects.update(note=tree.note().replace("\n600\n", "\n599\n"))
    assert found() == [("head", "signature")]


def test_a_log_without_a_head_is_a_difference_once_it_has_entries(regulator, device):
    assert found() == []
    device.add("heartbeat", {"owed": 0})
    device.ack(device.push())
    sequencer.place_batch()
    assert found() == [("head", "none")]


def test_the_command_says_what_differs_and_notes_that_it_looked(grown, capsys):
    assert commands.audit_log(None) == 0
    assert json.loads(capsys.readouterr().out)["differences"] == 0
    in_tile(0, 0, 5)
    assert commands.audit_log(None) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["places"] == [{"what": "tile", "at": "0/0:5"}]
    assert (told["entries"], told["counts"]) == (600, {"tile": 1})
    last = EventLog.objects.order_by("id").last()
    assert (last.kind, last.facts) == ("log.audited", {"size": 600, "differences": 1})
