"""The example journal: one working day in which every type of entry happens at least once."""

from typing import Any

from app.domain.entry import Cum
from scripts.freeze_wire import facts, story
from scripts.freeze_wire.facts import DUE, MISSING, PAPERS, SHIFT, SLIP, VISITOR
from scripts.freeze_wire.keys import APP, DESK_2, moment, some_hash, some_id
from scripts.freeze_wire.story import Pen, Written, tid

VISIT_1, VISIT_2 = some_id("visit 1"), some_id("visit 2")
A, B, C, D = (tid(serial) for serial in (1, 2, 3, 4))


def journal() -> list[Written]:
    """All entries, oldest first; the last closes the epoch."""
    pen = Pen()
    for chapter in (_opening, _people, _first_visit, _paper, _second_visit, _trouble, _giving_back):
        chapter(pen)
    for chapter in (_follow_up, _oversight, _practice, _closing):
        chapter(pen)
    return pen.written


def _opening(pen: Pen) -> None:
    pen.write("epoch.opened", {"certificate": story.certificate(), "app": APP})
    pen.ck, pen.lease = {"off": -120, "age": 4}, story.LEASE_ID
    pen.write("lease.renewed", {"lease": story.lease()})
    pen.cat = story.RELEASE_NUMBER
    applied = {"release": story.RELEASE_NUMBER, "manifest": story.manifest_hash()}
    pen.write("catalogue.applied", applied)
    pen.write("heartbeat", {"owed": 3})
    pen.write("clock.stepped", {"from": moment(80), "to": moment(380), "mono_ms": 3_690_000})


def _people(pen: Pen) -> None:
    pen.write("operator.added", {"operator": "1001", "name": "زهرا متصدی", "role": "operator"})
    pen.write("operator.added", {"operator": "1002", "name": "علی مدیر", "role": "manager"})
    pen.write("operator.locked", {"operator": "1001", "tries": 5})
    pen.op = "1002"
    pen.write("operator.login", {"operator": "1002", "method": "password"})
    changes = {"operator": "1001", "disabled": False, "services": [101, 102]}
    pen.write("operator.changed", changes)
    pen.op = "1001"
    pen.write("operator.login", {"operator": "1001", "method": "pin"})
    pen.write("shift.opened", {"shift": SHIFT, "operator": "1001"})


def _first_visit(pen: Pen) -> None:
    pen.write("visit.opened", {"visit": VISIT_1, "number": 17})
    pen.write("identity.checked", _identity(), tid=None)
    granted = {
        "exemption": some_id("exemption 1"),
        "visit": VISIT_1,
        "service": 101,
        "ground": "disability",
        "title": "افراد دارای معلولیت شدید",
        "lines": [{"index": 0, "before": 1_400_000, "after": 700_000}],
        "evidence": {
            "title": "کارت معلولیت",
            "number": "77-1",
            "date": "1404/03/02",
            "hash": some_hash("card"),
        },
        "approved_by": "1002",
    }
    pen.write("exemption.granted", granted)
    pen.write("request.registered", facts.registration(VISIT_1, "31415"), tid=A)
    pen.write("payment.started", facts.payment("payment 1", VISIT_1, A))
    pen.write("payment.succeeded", facts.payment("payment 1", VISIT_1, A, **SLIP))
    office = facts.OFFICE_PART | {"lines": [{"tid": A, "line": 1, "amount": 150_000}]}
    pen.write("payment.started", facts.payment("payment 2", VISIT_1, A, **office))
    slip = SLIP | {"rrn": "632500000002", "source": "slip"}
    pen.write("payment.succeeded", facts.payment("payment 2", VISIT_1, A, **office, **slip))


def _paper(pen: Pen) -> None:
    paid = [past.leaf for past in pen.written if past.entry.type == "payment.succeeded"]
    _receipt(pen, A, paid, 1)
    receipt = pen.last("receipt.issued")
    jam = {"receipt": receipt, "copy": 1, "reason": "paper-out"}
    pen.write("print.failed", jam, tid=A, ref=receipt)
    out = {"receipt": receipt, "copy": 1, "output": "roll"}
    pen.write("receipt.printed", out, tid=A, ref=receipt)
    again = {"receipt": receipt, "copy": 2, "reason": "رسید مراجعه‌کننده خیس شد"}
    pen.write("receipt.reprinted", again, tid=A, ref=receipt)
    pen.write("visit.closed", {"visit": VISIT_1})


def _second_visit(pen: Pen) -> None:
    pen.write("visit.opened", {"visit": VISIT_2, "number": None})
    pen.write("request.incomplete", facts.incomplete(VISIT_2), tid=B)
    start = {"registration": pen.last("request.incomplete")}
    missing = start | {"missing": MISSING, "asked_by": "desk", "until": "1405/09/10"}
    pen.write("documents.missing", missing, tid=B)
    came = {"documents": PAPERS[1:], "complete": True, "due": None, "shift": SHIFT}
    pen.write("documents.received", start | came, tid=B, ref=pen.last("documents.missing"))
    late = start | {"reason": "not-completed-in-time", "since": moment(86400)}
    pen.write("request.expired", late, tid=B)
    pen.write("slip.printed", {"kind": "missing_documents", "visit": VISIT_2, "tids": [B]})
    pen.write("visit.parked", {"visit": VISIT_2, "reason": "برای آوردن مدرک رفت"})


def _trouble(pen: Pen) -> None:
    pen.write("request.registered", facts.registration(VISIT_2, "27182"), tid=C)
    pen.write("payment.started", facts.payment("payment 3", VISIT_2, C))
    pen.write("payment.failed", facts.payment("payment 3", VISIT_2, C, reason="declined"))
    pen.write("payment.started", facts.payment("payment 4", VISIT_2, C))
    unknown = pen.write("payment.unknown", facts.payment("payment 4", VISIT_2, C, reason="no-line"))
    found = SLIP | {"rrn": "632500000004", "source": "settlement", "outcome": "succeeded"}
    resolved = facts.payment("payment 4", VISIT_2, C, **found, by="settlement")
    first = pen.write("payment.resolved", resolved, ref=unknown)
    office = facts.OFFICE_PART | {"lines": [{"tid": C, "line": 1, "amount": 150_000}]}
    slip = SLIP | {"rrn": "632500000005"}
    paid = facts.payment("payment 5", VISIT_2, C, **office, **slip)
    second = pen.write("payment.succeeded", paid)
    _receipt(pen, C, [first, second], 2)


def _giving_back(pen: Pen) -> None:
    asked = {"approval": some_id("approval 1"), "act": "void"}
    why = {"visit": VISIT_2, "service": 101, "amount": 850_000, "reason": "اشتباه در نام"}
    first = pen.write("approval.asked", asked | why, tid=C)
    answer = {"method": "pin", "reason": "دلیل کافی نیست"}
    pen.write("approval.refused", asked | answer, tid=C, ref=first)
    second = pen.write("approval.asked", asked | why | {"approval": some_id("approval 2")}, tid=C)
    yes = asked | {"approval": some_id("approval 2"), "method": "password", "note": ""}
    pen.write("approval.granted", yes, tid=C, ref=second)
    receipt = pen.last("receipt.issued")
    pen.cum = pen.cum.plus(Cum(void=850_000))
    pen.write("request.voided", _void(pen.last("request.registered"), receipt), tid=C, ref=receipt)
    wish = pen.write("refund.requested", _refund_request())
    office = facts.OFFICE_PART | {"lines": [{"tid": C, "line": 1, "amount": 150_000}]}
    back = {"rrn": "632500000006", "trace": "000023", "last4": "1234", "reason": "void"}
    given = facts.payment("payment 5", VISIT_2, C, **office, **back) | {
        "refund": some_id("refund 2"),
        "request": None,
        "approved_by": "1002",
    }
    pen.write("payment.refunded", given, ref=wish)


def _follow_up(pen: Pen) -> None:
    pen.write("request.registered", facts.registration(VISIT_2, "16180"), tid=D)
    gone = {"reason": "دیگر لازم ندارد", "asked_by": VISITOR, "shift": SHIFT}
    registered = pen.last("request.registered")
    pen.write("request.withdrawn", {"registration": registered} | gone, tid=D)
    first = next(past for past in pen.written if past.entry.tid == A)
    pen.write("request.corrected", _correction(first), tid=A, ref=first.leaf)
    handed = {
        "registration": first.leaf,
        "receipt": next(p.leaf for p in pen.written if p.entry.type == "receipt.issued"),
        "collector": VISITOR,
        "items": ["شناسنامه"],
        "way": "desk",
        "evidence": some_hash("signature"),
        "note": "",
        "shift": SHIFT,
    }
    pen.write("request.delivered", handed, tid=A)


def _oversight(pen: Pen) -> None:
    pen.log = {"size": 4096, "root": "A" * 42 + "E"}
    look = {"view": "search", "tids": [A, C], "found": 2, "reason": "پرسش تلفنی"}
    pen.write("personal.read", look)
    notice = {"announcement": "notice-1405-12", "version": 1, "sha256": some_hash("notice")}
    pen.write("announcement.read", notice)
    answer = {"finding": "finding-9", "answer": "رسید باطل شد و وجه برگشت", "tids": [C]}
    pen.write("finding.answered", answer | {"documents": [some_hash("answer")]})
    left = {"terminal": "12345678", "rrn": "632599999999", "amount": 5_000, "at": moment(500)}
    file = {"sha256": some_hash("settlement"), "provider": "psp-example", "day": "1405/08/30"}
    sums = {"rows": 4, "total": 1_705_000, "matched": 3, "unmatched": [left], "absent": []}
    pen.write("settlement.imported", file | sums)
    who, pen.op = pen.op, None
    pen.write("backup.made", _backup(len(pen.written)))
    pen.write("journal.exported", _export(pen))
    pen.op = who
    lost = {"dev": DESK_2.kid, "seq": 40, "leaf": pen.written[2].leaf, "reason": "disk-replaced"}
    tide = {"tide": {"seq": 44, "leaf": pen.written[3].leaf}, "backup": some_hash("backup")}
    pen.write("db.restored", lost | tide)
    pen.write("body.erased", _erasure(pen), tid=B)


def _practice(pen: Pen) -> None:
    visit, mock = some_id("visit of practice"), tid(1, ep=0)
    pen.write("training.visit.opened", {"visit": visit, "number": None})
    leaf = pen.write("training.request.registered", facts.registration(visit, "00000"), tid=mock)
    body = {"registration": leaf, "payments": [], "total": 850_000, "due": DUE}
    pen.write("training.receipt.issued", body | {"number": 1, "shift": None}, tid=mock)
    pen.write("weather.changed", {"sky": "ابری", "nobody": ["knows", {"this": True}]})


def _closing(pen: Pen) -> None:
    z = facts.z_report(len(pen.written))
    pen.write("shift.closed", {"shift": SHIFT, "operator": "1001", "z": z})
    pen.op = "1002"
    pen.write("epoch.closed", {"reason": "desk-replaced"})


def _receipt(pen: Pen, tid: str, payments: list[str], number: int) -> None:
    pen.cum = pen.cum.plus(Cum(n=1, fee=850_000))
    registered = pen.last("request.registered")
    body = {"registration": registered, "payments": payments, "total": 850_000, "due": DUE}
    pen.write("receipt.issued", body | {"number": number, "shift": SHIFT}, tid=tid)


def _identity() -> dict[str, Any]:
    seen = {"method": "card_seen", "result": "matched", "reference": None}
    return {"visit": VISIT_1, "person": VISITOR, "role": "representative", "level": 3} | seen


def _void(registration: str, receipt: str) -> dict[str, Any]:
    return {
        "registration": registration,
        "receipt": receipt,
        "reason": "اشتباه در نام",
        "amount": 850_000,
        "replacement": D,
        "lines": [
            {"line": 0, "amount": 700_000, "way": "refund_request"},
            {"line": 1, "amount": 150_000, "way": "terminal"},
        ],
        "approved_by": "1002",
        "shift": SHIFT,
    }


def _refund_request() -> dict[str, Any]:
    receiver = {"name": "مریم نمونه", "id": "0012345679", "sheba": None, "last4": "1234"}
    return {
        "refund": some_id("refund 1"),
        "payment": some_id("payment 4"),
        "visit": VISIT_2,
        "account": "IR000000000000000000000001",
        "payee": "civil_registry",
        "deposit_id": "123456789012",
        "amount": 700_000,
        "lines": [{"tid": C, "line": 0, "amount": 700_000}],
        "reason": "ابطال درخواست",
        "to": receiver,
        "approved_by": "1002",
        "shift": SHIFT,
    }


def _correction(first: Written) -> dict[str, Any]:
    new = first.wrapped["body"] | {"applicant": facts.APPLICANT | {"name": "مریم نمونه‌نژاد"}}
    return {
        "registration": first.leaf,
        "reason": "نام خانوادگی ناقص بود",
        "fields": ["/applicant/name"],
        "difference": 0,
        "approved_by": "1002",
        "request": new,
    }


def _backup(through: int) -> dict[str, Any]:
    size = {"bytes": 1_048_576, "through": through, "documents": 3}
    return {"sha256": some_hash("backup"), "target": "removable", "occasion": "automatic"} | size


def _export(pen: Pen) -> dict[str, Any]:
    run = {"dev": pen.written[0].entry.dev, "first": 1, "last": 10, "head": pen.written[9].leaf}
    form = {"bodies": "encrypted", "medium": "courier", "purpose": "نبود ارتباط"}
    return run | form | {"sha256": some_hash("package")}


def _erasure(pen: Pen) -> dict[str, Any]:
    gone = next(past for past in pen.written if past.entry.type == "request.incomplete")
    return {
        "dev": gone.entry.dev,
        "entries": [{"seq": gone.entry.seq, "leaf": gone.leaf}],
        "documents": [some_hash("authority")],
        "ground": "پایان مهلت نگهداری",
        "order_no": "1405/77",
        "order_date": "1405/08/29",
        "copies": ["body", "answers", "search_index", "documents", "backups"],
    }
