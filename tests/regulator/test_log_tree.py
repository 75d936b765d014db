"""The signed tree over the country's log, and the tiles as a client of the standard reads them."""

import base64

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from app.domain import canonical
from regulator.intake import sequencer
from regulator.intake.models import StoredEntry
from regulator.log import tree
from regulator.log.models import Tile, TreeHead
from tests import tlog_client
from tests.regulator.device import problem


def beats(device, count):
    for _ in range(count):
        device.add("heartbeat", {"owed": 0})
    device.ack(device.push())


def anybody():
    return Client(headers={"host": "regulator.test"})


def placed(device, count):
    beats(device, count)
    sequencer.place_batch()
    return tree.grow()


def reader(client=None):
    """`fetch(path)` for paths below /log."""
    client = client or anybody()

    def fetch(path):
        answer = client.get(f"/log/{path}")
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content

    return fetch


def auditor():
    user = User.objects.create_user("auditor", password="long enough 1234")
    user.user_permissions.add(Permission.objects.get(codename="view_storedentry"))
    client = anybody()
    client.force_login(user)
    return client


def known_key():
    name, key_id, told = reader()("key").decode().strip().split("+", 2)
    raw = base64.b64decode(told)
    assert tlog_client.sha(name.encode() + b"\n" + raw)[:4].hex() == key_id
    return name, raw[1:]


def test_a_client_of_the_standard_reads_head_tiles_and_entries_as_the_log_grows(device):
    for count, size in ((5, 5), (251, 256), (1, 257), (300, 557)):
        assert placed(device, count) == count
        name, public = known_key()
        fetch = reader()
        told, root = tlog_client.open_checkpoint(fetch, name, public)
        assert told == size
        tlog_client.check_tiles(fetch, size, root)
    stored = StoredEntry.objects.order_by("place__n").values_list("token", flat=True)
    entries = tlog_client.entries(reader(auditor()), size)
    assert entries == [bytes(token) for token in stored]


def test_before_any_entry_the_empty_tree_is_signed_once(regulator):
    assert anybody().get("/log/checkpoint").status_code == 404
    assert (tree.grow(), tree.grow()) == (0, 0)
    assert tree.head().root == tlog_client.sha(b"")
    assert (tree.head().size, Tile.objects.count()) == (0, 0)


def test_a_tree_far_behind_catches_up_in_batches(device):
    beats(device, 450)
    sequencer.place_batch()
    assert [tree.grow(200) for _ in range(4)] == [200, 200, 50, 0]
    leaves = StoredEntry.objects.order_by("place__n").values_list("leaf", flat=True)
    assert tree.head().root == tlog_client.naive_root([canonical.unb64u(one) for one in leaves])


def test_partial_tiles_once_promised_stay_readable(device):
    placed(device, 3)
    before = reader()("tile/0/000.p/3")
    placed(device, 300)
    assert reader()("tile/0/000.p/3") == before == reader()("tile/0/000")[:96]


@pytest.mark.parametrize(
    "path",
    ["tile/0/000", "tile/0/000.p/4", "tile/0/001.p/1", "tile/1/000.p/1", "tile/0/0", "tile/9"],
)
def test_what_the_signed_tree_does_not_have_is_not_there(device, path):
    placed(device, 3)
    assert anybody().get(f"/log/{path}").status_code == 404
    assert auditor().get(f"/log/{path.replace('tile/0', 'tile/entries')}").status_code == 404


def test_entries_are_for_those_who_may_see_entries(device):
    placed(device, 3)
    assert anybody().get("/log/tile/entries/000.p/3").status_code == 403
    assert auditor().get("/log/tile/entries/000.p/3").status_code == 200


def test_tiles_may_be_kept_for_ever_and_heads_may_not(device):
    placed(device, 3)
    kept = {path: anybody().get(f"/log/{path}") for path in ("tile/0/000.p/3", "checkpoint")}
    assert "immutable" in kept["tile/0/000.p/3"]["Cache-Control"]
    assert kept["tile/0/000.p/3"]["Content-Type"] == "application/octet-stream"
    assert kept["checkpoint"]["Cache-Control"] == "no-cache"
    assert kept["checkpoint"]["Content-Type"] == "text/plain; charset=utf-8"
    assert "private" in auditor().get("/log/tile/entries/000.p/3")["Cache-Control"]
    assert anybody().post("/log/checkpoint").status_code == 405


def altered_tile():
    tile = Tile.objects.get(level=0, n=0)
    tile.hashes = bytes(32) + bytes(tile.hashes)[32:]
    tile.save()


def shortened_tile():
    tile = Tile.objects.get(level=0, n=0)
    tile.hashes = bytes(tile.hashes)[:-32]
    tile.save()


def altered_head():
    TreeHead.objects.update(note=tree.note().replace("\n3\n", "\n4\n"))


@pytest.mark.parametrize("alter", [altered_tile, shortened_tile, altered_head])
def test_a_head_that_does_not_follow_from_the_last_is_never_signed(device, alter):
    placed(device, 3)
    alter()
    before = tree.note()
    beats(device, 1)
    sequencer.place_batch()
    with pytest.raises(tree.AlteredError):
        tree.grow()
    assert tree.note() == before


def test_an_entry_too_long_for_a_bundle_is_refused_with_its_segment(device):
    device.add("heartbeat", {"owed": 0})
    [(token, body)] = device.waiting
    device.waiting = [(token + "a" * 65_536, body)]
    assert problem(device.push()) == "too-large"
    assert not StoredEntry.objects.exists()
