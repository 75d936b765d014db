"""Segments: every entry gets one verdict for ever; only a segment as a whole is refused."""

import copy
import json

import pytest
import requests
from django.db import IntegrityError, connection

from app.domain import canonical, jws
from regulator.intake.models import DeviceHead, ForkedEntry, StoredBody, StoredEntry
from regulator.offices.models import Enrolment
from regulator.oversight.models import EventLog, Finding
from tests.regulator import bodies, triggers
from tests.regulator.device import Device, problem


def beat(device, count=1):
    for _ in range(count):
        device.add("heartbeat", {"owed": 0})


def lines(ack):
    return [(line.seq, line.verdict, line.reason, line.owner) for line in ack.verdicts]


def test_entries_are_stored_as_they_came_and_acknowledged(device):
    leaf = device.add("request.registered", bodies.registered(), tid=device.tid())
    token = device.waiting[0][0]
    nonce = device.nonce()
    ack = device.ack(device.push(nonce=nonce))
    assert (ack.acked_seq, ack.acked_hash, lines(ack)) == (1, leaf, [])
    assert ack.nonce == nonce
    stored = StoredEntry.objects.get()
    assert bytes(stored.token).decode() == token
    assert (stored.seq, stored.leaf, stored.verdict) == (1, leaf, "accepted")
    assert device.ack(device.push(nonce=ack.next_nonce)).acked_seq == 1


def test_a_replay_gets_the_same_verdicts_and_changes_nothing(device):
    device.add("request.registered", bodies.registered(service=999999), tid=device.tid())
    beat(device, 2)
    data = json.dumps(device.segment()).encode()
    request = device.prepare("POST", f"/api/v1/dev/{device.dev}/segments", data)
    first = device.ack(device.session.send(request.copy()))
    counts = [model.objects.count() for model in (StoredEntry, StoredBody, Finding, EventLog)]
    again = device.ack(device.session.send(request.copy()))
    assert lines(again) == lines(first) == [(1, "flagged", "not-delegated", "manager")]
    assert (again.acked_seq, again.acked_hash) == (first.acked_seq, first.acked_hash)
    now = [model.objects.count() for model in (StoredEntry, StoredBody, Finding, EventLog)]
    assert now == counts


def test_a_lost_answer_costs_nothing(regulator, device):
    beat(device, 3)
    segment = device.segment()
    device.nonce_kept = device.nonce()
    regulator.wire.lose_next_answer = True
    with pytest.raises(requests.exceptions.ConnectionError):
        device.push(segment, nonce=device.nonce_kept)
    assert StoredEntry.objects.count() == 3
    assert device.ack(device.push(segment)).acked_seq == 3
    assert StoredEntry.objects.count() == 3


def test_a_segment_may_overlap_what_is_known(device):
    beat(device, 2)
    first = device.segment()
    device.push(first)
    beat(device, 2)
    ack = device.ack(device.push(device.segment()))
    assert ack.acked_seq == 4
    assert StoredEntry.objects.count() == 4


def test_a_gap_is_refused_and_says_where_to_go_on(device):
    beat(device, 2)
    segment = device.segment()
    late = {**segment, "from": 2, "prev": canonical.leaf(segment["entries"][0])}
    late["entries"] = late["entries"][1:]
    answer = device.push(late)
    assert problem(answer) == "seq-gap"
    assert (answer.json()["seq"], answer.json()["owner"]) == (1, "time")


def test_an_empty_segment_asks_where_the_chain_stands(device):
    beat(device, 2)
    device.ack(device.push())
    empty = {"from": 3, "prev": device.prev, "entries": [], "bodies": []}
    assert device.ack(device.push(empty)).acked_seq == 2
    behind = device.push({**empty, "from": 2})
    assert problem(behind) == "rollback"
    assert behind.json()["seq"] == 2


def test_a_fork_is_refused_and_both_are_kept(device):
    copied = copy.copy(device)
    copied.waiting = []
    beat(device, 2)
    device.ack(device.push())
    copied.add("heartbeat", {"owed": 7})
    answer = copied.push()
    assert problem(answer) == "fork"
    assert answer.json()["seq"] == 1
    [other] = ForkedEntry.objects.all()
    assert (other.seq, bytes(other.token).decode()) == (1, copied.waiting[0][0])
    assert StoredEntry.objects.get(seq=1).leaf != other.leaf
    assert problem(copied.push()) == "fork"
    assert ForkedEntry.objects.count() == 1
    beat(device)
    assert device.ack(device.push()).acked_seq == 3


def test_another_past_before_the_segment_is_a_fork(device):
    beat(device)
    assert problem(device.push(device.segment(prev="A" * 43))) == "fork"
    assert not StoredEntry.objects.exists()


def bad(device, reason):
    """Make the next entry bad in that way."""
    other = Device(device.session, device.url)
    if reason == "bad-framing":
        device.put("é\ud800 not an entry")
    if reason == "bad-signature":
        device.add("heartbeat", {"owed": 0})
        token, body = device.waiting.pop()
        device.seq -= 1
        forged = jws.sign(
            json.loads(canonical.unb64u(token.split(".")[1])),
            typ="pk-entry+jws",
            kid=device.dev,
            signer=other.key.sign,
        )
        device.put(forged, body)
    if reason == "bad-canonical":
        device.add("heartbeat", {"owed": 0}, extra=1)
    if reason == "bad-chain":
        device.add("heartbeat", {"owed": 0}, prev="A" * 43)
    if reason == "bad-body":
        device.add("heartbeat", {"owed": 0})
        device.waiting[-1][1]["body"] = {"owed": 1}


@pytest.mark.parametrize(
    "reason", ["bad-framing", "bad-signature", "bad-canonical", "bad-chain", "bad-body"]
)
def test_a_bad_entry_is_quarantined_and_the_chain_goes_on(device, reason):
    beat(device)
    bad_leaf_before = device.seq
    if reason == "bad-framing":
        from regulator.intake.stored import leaf_of

        text = "é not an entry"
        device.waiting.append((text, None))
        device.seq += 1
        device.prev = leaf_of(text)
    else:
        bad(device, reason)
    beat(device)
    ack = device.ack(device.push())
    assert lines(ack) == [(bad_leaf_before + 1, "quarantined", reason, "regulator")]
    assert ack.acked_seq == 3
    assert StoredEntry.objects.count() == 3


@pytest.mark.parametrize("changes", [{"office": "00001"}, {"desk": 2}, {"ep": 2}])
def test_an_entry_of_another_place_than_the_certificates_is_quarantined(device, changes):
    device.add("heartbeat", {"owed": 0}, **changes)
    assert lines(device.ack(device.push())) == [(1, "quarantined", "bad-chain", "regulator")]


@pytest.mark.parametrize("body", [{"owed": 0.5}, {"owed": [[[[]]]] * 3, "x": 1}, {"owed": "text"}])
def test_a_body_its_schema_does_not_know_is_quarantined(device, body):
    device.add("heartbeat", {"owed": 0})
    device.waiting[0][1]["body"] = body
    assert lines(device.ack(device.push())) == [(1, "quarantined", "bad-body", "regulator")]
    assert StoredBody.objects.get().sound is False


def test_two_bodies_for_one_entry_are_one_too_many(device):
    beat(device)
    segment = device.segment()
    segment["bodies"] *= 2
    assert lines(device.ack(device.push(segment)))[0][1:3] == ("quarantined", "bad-body")


@pytest.mark.parametrize("depth", [200, 100_000])
def test_a_body_nested_too_deep_is_put_aside_or_refused_and_breaks_nothing(device, depth):
    beat(device)
    segment = device.segment()
    nest = json.dumps(segment["bodies"][0]["body"]), "[" * depth + "]" * depth
    data = json.dumps(segment).replace(*nest).encode()
    answer = device.send("POST", f"/api/v1/dev/{device.dev}/segments", data)
    if depth == 200:
        assert lines(device.ack(answer))[0][1:3] == ("quarantined", "bad-body")
    else:
        assert problem(answer) == "malformed"


@pytest.mark.parametrize(("state", "reason"), [("revoked", "revoked"), ("closed", "epoch-closed")])
def test_entries_of_a_closed_key_are_kept_and_quarantined(device, state, reason):
    Enrolment.objects.filter(dev=device.dev).update(state=state)
    beat(device, 2)
    ack = device.ack(device.push())
    assert [line[2] for line in lines(ack)] == [reason, reason]
    assert StoredEntry.objects.count() == 2


def test_an_erased_body_is_noted_and_the_event_has_no_details(device):
    device.add("request.registered", bodies.registered(), tid=device.tid())
    segment = {**device.segment(), "bodies": []}
    assert lines(device.ack(device.push(segment))) == [(1, "flagged", "body-missing", "time")]


def test_unknown_types_and_practice_are_stored_and_accepted(device):
    device.add("tea.served", {"sugar": 2})
    device.add("training.request.registered", bodies.registered(), ep=0)
    assert lines(device.ack(device.push())) == []


def test_findings_are_noted_and_block_nothing(device):
    from regulator.licensing.models import Licence

    Licence.objects.update(state="suspended")
    device.add("request.registered", bodies.registered(service=999), tid=device.tid())
    assert lines(device.ack(device.push())) == [(1, "flagged", "not-delegated", "manager")]
    reasons = sorted(Finding.objects.values_list("reason", flat=True))
    assert reasons == ["licence-expired", "not-delegated"]


def test_what_only_grows_cannot_be_changed_in_the_database(device):
    beat(device)
    device.ack(device.push())
    for model in (StoredEntry, EventLog):
        table = model._meta.db_table
        with connection.cursor() as cursor, pytest.raises(IntegrityError, match="only grows"):
            cursor.execute(f"DELETE FROM {table}")
    with pytest.raises(IntegrityError, match="only grows"):
        StoredEntry.objects.update(verdict="quarantined")
    assert triggers.shut_tables() == 13


def test_a_failing_write_takes_the_whole_segment_back(device):
    beat(device, 2)
    with triggers.refusing("intake_storedentry", "NEW.seq = 2"):
        assert problem(device.push()) == "server-error"
    assert not StoredEntry.objects.exists()
    assert DeviceHead.objects.get().seq == 0
    assert device.ack(device.push()).acked_seq == 2
