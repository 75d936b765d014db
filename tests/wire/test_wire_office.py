"""Entries of an office in the feed, and the proof in the refusal of a fork, as frozen."""

from app.domain import canonical, entry, wire
from tests.wire import wire_examples as examples


def test_entries_of_another_desk_stand_under_their_device_with_their_bodies():
    items, cursor, more = wire.read_feed(examples.read("feed-of-desks.json"))
    assert [(item.kind, item.n) for item in items] == [
        ("entry", 1),
        ("body", 1),
        ("entry", 16),
        ("body", 16),
    ]
    dev = items[0].data["dev"]
    assert [item.scope for item in items[:2]] == [dev, f"{dev}/body"]
    for told, body in (items[:2], items[2:]):
        read = entry.read(told.data["entry"], examples.public("desk-1").get)
        assert read.seq == told.n
        entry.check_body(read, {key: body.data[key] for key in ("seq", "salt", "body")})
    assert canonical.unb64u(cursor).decode() == f"12.3.{dev}-16"
    assert more


def test_the_refusal_of_a_fork_proves_that_both_stories_are_kept():
    found = examples.read("problem-fork.json")
    ack = wire.read(wire.Ack, found["body"]["kept"], examples.public("ack").get)
    assert (ack.acked_seq, found["body"]["seq"]) == (6, 5)
    assert {line.reason for line in ack.verdicts} == {"fork"}
