"""What an auditor opens: an entry that proves itself, chains as drawn, findings moved on."""

import base64

from django.db import transaction

from app.domain import merkle, signed_notes
from regulator.licensing.models import Licence
from regulator.log import keys
from regulator.oversight import findings
from regulator.oversight.models import EventLog, Finding, Suppression
from tests.regulator.auditors import Asking, read_log
from tests.regulator.device import problem
from tests.regulator.test_regulator_cases import whole_visit

STEP = {"from": "2026-11-26T10:00:00.000Z", "to": "2026-11-26T10:05:00.000Z", "mono_ms": 0}


def test_an_entry_leads_to_the_signed_head_and_stands_between_its_neighbours(regulator, device):
    _, receipt = whole_visit(device)
    device.add("heartbeat", {"owed": 0})
    device.ack(device.push())
    read_log()
    sheet = Asking(regulator, "n1").told("entry", leaf=receipt)
    proof, note = sheet["proof"], signed_notes.read(sheet["head"].encode())
    head = signed_notes.checkpoint_in(note, [keys.public()])
    hashes = [base64.b64decode(one) for one in proof["hashes"]]
    leaf = merkle.leaf_hash(sheet["token"].encode())
    assert merkle.is_included(leaf, proof["index"], head.size, proof=hashes, top=head.root)
    assert (sheet["before"]["type"], sheet["after"]["type"]) == ("payment.succeeded", "heartbeat")
    assert sheet["payload"]["type"] == sheet["row"]["type"] == "receipt.issued"
    agency = Asking(regulator, "n2", "agency", agency="civil_registry").told("entry", leaf=receipt)
    assert (agency["token"], agency["proof"], agency["head"], agency["after"]) == (
        "",
        None,
        "",
        None,
    )
    assert {"cum", "prev", "log"}.isdisjoint(agency["payload"])


def test_the_other_story_of_a_copied_desk_lies_beside_the_entry(regulator, device):
    whole_visit(device)
    seq, prev = device.seq, device.prev
    device.add("clock.stepped", STEP)
    device.ack(device.push())
    device.seq, device.prev, device.waiting = seq, prev, []
    other = device.add("heartbeat", {"owed": 3})
    assert problem(device.push()) == "fork"
    read_log()
    asking = Asking(regulator, "n1")
    [row] = asking.told("entries", filter={"types": ["clock.stepped"]})["rows"]
    assert [one["leaf"] for one in asking.told("entry", leaf=row["leaf"])["forks"]] == [other]
    [desk] = asking.told("chain", office=device.office, desk=device.desk)["desks"]
    [chain] = desk["enrolments"]
    assert chain == asking.told("chain", dev=device.dev)["desks"][0]["enrolments"][0]
    assert (chain["first"], chain["last"], chain["seqs"], chain["gaps"]) == (1, 4, 4, [])
    assert [one["seq"] for one in chain["forks"]] == [4]
    assert chain["steps"] == [{"seq": 4, "at": STEP["to"], "ms": 300_000}]


def test_a_finding_is_moved_on_and_the_office_hears_it(regulator, device):
    _, receipt = whole_visit(device)
    with transaction.atomic():
        place = {"seq": 3, "leaf": receipt, "reason": "gap", "owner": "manager"}
        found = findings.note(device.office, device.dev, **place)
    read_log()
    asking = Asking(regulator, "n1")

    def move(**how):
        return asking.ask("finding/move", id=found.pk, **how)

    for how in ({"move": "close"}, {"move": "assign", "to": "nobody"}):
        assert problem(move(**how)) == "audit-move-wrong"
    assert move(move="assign", to="n1").json()["assigned"] == "n1"
    assert asking.told("findings", filter={"assigned": "n1"})["rows"][0]["id"] == found.pk
    move(move="ask", text="چرا جای آن خالی است؟")
    told = [one["data"] for one in device.feed()["items"] if one["kind"] == "finding"][-1]
    assert told["question"] == "چرا جای آن خالی است؟"
    device.add(
        "finding.answered",
        {"finding": str(found.pk), "answer": "خاموشی", "tids": [], "documents": []},
    )
    device.ack(device.push())
    sheet = asking.told("finding", id=found.pk)
    assert (sheet["row"]["state"], sheet["answer"]) == ("answered", "خاموشی")
    assert move(move="refer", text="به پروانه").json()["referred"]
    licence = Licence.objects.filter(office=device.office).first()
    assert EventLog.objects.filter(kind="licence.referred").exists() == (licence is not None)
    assert move(move="suppress", text="خاموشی برق").json()["state"] == "closed"
    assert (Suppression.objects.get().reason, Suppression.objects.get().why) == (
        "gap",
        "خاموشی برق",
    )
    assert problem(move(move="close", text="باز هم")) == "audit-move-wrong"
    assert move(move="ask", text="و حالا؟").json()["state"] == "open"
    done = [one["kind"] for one in asking.told("finding", id=found.pk)["steps"]]
    assert done[-2:] == ["finding.suppressed", "finding.asked"]
    assert Finding.objects.get(pk=found.pk).question == "و حالا؟"
