"""Everything that travels around the entries: segment, answers, problems, feed, enrolment, QR."""

import base64
import hashlib
import json
from datetime import datetime
from typing import Any

from app.domain import canonical, entry, qr, wire
from scripts.freeze_wire import keys, story
from scripts.freeze_wire.keys import ACK, APP, DESK_1, HOST, KEYS, PURPOSES, moment
from scripts.freeze_wire.story import Written

CURSOR = canonical.b64u(b"12.3")
NONCE = canonical.b64u(keys.salt("nonce 1"))
NEXT_NONCE = canonical.b64u(keys.salt("nonce 2"))
CREATED = int(keys.START.timestamp()) + 120
CODE = "4821-7730-1956"


def segment(written: list[Written]) -> wire.Segment:
    """Entries 4 to 6 with two of their three bodies: one was erased."""
    run = written[3:6]
    bodies = tuple(past.wrapped for past in run[:2])
    return wire.Segment(4, run[0].entry.prev, tuple(past.token for past in run), bodies)


def http_post(written: list[Written]) -> dict[str, Any]:
    """The segment as an HTTP request, with the signature base it was made from."""
    body = canonical.dumps(segment(written).as_json())
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    headers = {"content-type": "application/json", "content-digest": f"sha-256=:{digest}:"}
    path = f"/api/v1/dev/{DESK_1.kid}/segments"
    return _request("POST", path, headers) | {"body": body.decode()}


def http_get() -> dict[str, Any]:
    """A feed request: no body, so no digest."""
    return _request("GET", f"/api/v1/feed?cursor={CURSOR}", {})


def _request(method: str, target: str, headers: dict[str, str]) -> dict[str, Any]:
    path, _, query = target.partition("?")
    covered = {"@method": method, "@authority": HOST, "@path": path, "@query": f"?{query}"}
    covered |= headers
    params = (
        f"({' '.join(f'{chr(34)}{name}{chr(34)}' for name in covered)});created={CREATED}"
        f';keyid="{DESK_1.kid}";alg="ed25519";nonce="{NONCE}";tag="{wire.HTTP_TAG}"'
    )
    lines = [f'"{name}": {value}' for name, value in covered.items()]
    base = "\n".join([*lines, f'"@signature-params": {params}'])
    signature = base64.b64encode(DESK_1.sign(base.encode())).decode()
    signed = {"signature-input": f"pk={params}", "signature": f"pk=:{signature}:"}
    return {
        "method": method,
        "url": f"https://{HOST}{target}",
        "headers": {"host": HOST, **headers, **signed},
        "signature_base": base,
    }


def acks(written: list[Written]) -> dict[str, Any]:
    """Two answers: everything accepted, and one line of each verdict and reason."""
    last = written[5]
    plain = wire.Ack(1, NONCE, 6, last.leaf, (), moment(121), None, NEXT_NONCE)
    lines = [
        wire.VerdictLine(past.entry.seq, past.leaf, "quarantined", reason, "regulator")
        for past, reason in zip(written, wire.REASONS, strict=False)
    ]
    lines.append(wire.VerdictLine(8, written[7].leaf, "flagged", "fee-differs", "manager"))
    lines.append(wire.VerdictLine(9, written[8].leaf, "flagged", "body-missing", "time"))
    note = f"{HOST}/log\n4096\n{base64.b64encode(keys.salt('root') * 2).decode()}\n"
    full = wire.Ack(1, NONCE, 9, written[8].leaf, tuple(lines), moment(121), note, NEXT_NONCE)
    return {"accepted": _signed(plain, ACK), "verdicts": _signed(full, ACK)}


def _signed(message: Any, key: keys.Key) -> dict[str, Any]:
    token = wire.sign(message, kid=key.kid, signer=key.sign)
    return {"token": token, "payload": canonical.loads(canonical.unb64u(token.split(".")[1]))}


def certificate() -> dict[str, Any]:
    """The certificate and the genesis value made of it."""
    token = story.certificate()
    payload = canonical.loads(canonical.unb64u(token.split(".")[1]))
    return {"token": token, "payload": payload, "genesis": entry.genesis(token)}


def signed_by_regulator() -> dict[str, Any]:
    """Lease and release manifest."""
    tokens = {"lease": story.lease(), "release": story.release()}
    return {
        name: {"token": token, "payload": canonical.loads(canonical.unb64u(token.split(".")[1]))}
        for name, token in tokens.items()
    }


# name: (HTTP status, owner, seq it speaks of, seconds to wait)
PROBLEMS: dict[str, tuple[int, str, int | None, int | None]] = {
    "seq-gap": (409, "time", 7, None),
    "fork": (409, "regulator", 5, None),
    "rollback": (409, "manager", 40, None),
    "unknown-device": (403, "regulator", None, None),
    "bad-request-signature": (401, "regulator", None, None),
    "stale-nonce": (401, "time", None, 0),
    "too-large": (413, "time", None, 0),
    "too-many": (413, "time", None, 0),
    "too-old-client": (426, "manager", None, None),
}


def problems() -> dict[str, Any]:
    """Each refusal of a whole segment, with its HTTP status."""
    return {
        name: {
            "http_status": status,
            "content_type": "application/problem+json",
            "body": {
                "type": wire.PROBLEMS + name,
                "title": name.replace("-", " "),
                "status": status,
                "owner": owner,
                "seq": seq,
                "retry_after": wait,
            },
        }
        for name, (status, owner, seq, wait) in PROBLEMS.items()
    }


def nonce() -> dict[str, Any]:
    """The answer that brings a fresh nonce."""
    return {"nonce": NONCE, "server_time": moment(119)}


def feed(written: list[Written]) -> dict[str, Any]:
    """One page with an item of every kind, and one of a kind nobody knows yet."""
    first = written[15]
    assert first.entry.tid is not None
    data = _feed_data(first)
    items = [
        {"n": n, "kind": kind, "at": moment(200 + n), "data": data[kind], "scope": _scope(kind)}
        for n, kind in enumerate((*wire.FEED_KINDS, "tea-break"), start=1)
    ]
    return {"items": items, "cursor": CURSOR, "more": False}


def _scope(kind: str) -> str:
    return "country" if kind in ("catalogue", "announcement", "outage") else "office"


def _feed_data(first: Written) -> dict[str, Any]:
    notice = {"announcement": "notice-1405-12", "version": 1, "sha256": keys.some_hash("notice")}
    case = {"tid": first.entry.tid, "registration": first.leaf}
    return {
        "status": case | {"state": "referred", "at": moment(200), "by": "civil_registry"},
        "entry": {"dev": first.entry.dev, "entry": first.token},
        "body": {"dev": first.entry.dev, **first.wrapped},
        "catalogue": {"number": story.RELEASE_NUMBER},
        "lease": {"dev": DESK_1.kid, "lease": story.lease()},
        "announcement": notice | {"title": "ساعت کار", "text": "…", "must_read": True},
        "outage": {"agency": "civil_registry", "from": moment(0), "until": None, "text": "قطعی"},
        "operator": {"number": "1001", "name": "زهرا متصدی", "role": "operator", "disabled": False},
        "licence": {"licence": "12-3456", "state": "valid", "until": "1407/12/29"},
        "finding": {"finding": "finding-9", "rule": "fee-differs", "tid": first.entry.tid},
        "message": {"message": "m-1", "text": "پیام سازمان"},
        "tea-break": {"minutes": 10},
    }


def enrolment() -> dict[str, Any]:
    """What the desk asks with its one-time code, and what makes it a desk."""
    office = {
        "code": keys.OFFICE,
        "name": "دفتر پیشخوان نمونه",
        "licence": "12-3456",
        "province": "tehran",
        "kind": "counter_office",
        "address": "تهران، خیابان نمونه",
        "phone": "02100000000",
        "thursday_open": True,
        "tracking_url": f"https://{HOST}/t",
    }
    people = (("1001", "زهرا متصدی", "operator"), ("1002", "علی مدیر", "manager"))
    token = story.certificate()
    answer = {
        "certificate": token,
        "office": office,
        "keys": {
            name: {"kid": KEYS[name].kid, "pub": canonical.b64u(KEYS[name].public)}
            for name in PURPOSES
        },
        "lease": story.lease(),
        "operators": [{"number": no, "name": name, "role": role} for no, name, role in people],
        "server_time": moment(-59),
        "nonce": NONCE,
        "check": _check_number(),
    }
    request = {"code": CODE, "pub": canonical.b64u(DESK_1.public), "app": APP}
    return {"request": request, "answer": answer}


def _check_number() -> str:
    # What both screens show: two people compare it over the phone.
    mark = hashlib.sha256(DESK_1.public + CODE.replace("-", "").encode()).digest()
    return f"{int.from_bytes(mark[:4], 'big') % 1_000_000:06}"


def qr_codes(written: list[Written]) -> list[dict[str, Any]]:
    """A receipt of the journal, and one whose every flag is set."""
    issued = next(past for past in written if past.entry.type == "receipt.issued")
    rehearsed = next(past for past in written if past.entry.type == "training.receipt.issued")
    every = qr.flags(qr.VOID, qr.PRACTICE, qr.STALE, qr.GRACE, qr.CLOCK, prints=300)
    return [_qr(issued, qr.flags(), catalogue=7), _qr(rehearsed, every, catalogue=65_543)]


def _qr(issued: Written, flags: int, catalogue: int) -> dict[str, Any]:
    tid = issued.entry.tid
    assert tid is not None
    mark = qr.Mark(
        key=hashlib.sha256(DESK_1.public).digest()[:4],
        tid=tid,
        at=datetime.fromisoformat(issued.entry.ts).replace(microsecond=0),
        amount=issued.wrapped["body"]["total"],
        service=101,
        flags=flags,
        catalogue=catalogue,
        leaf=canonical.unb64u(issued.leaf)[:16],
    )
    data = qr.seal(mark, DESK_1.sign)
    shown = {
        "key": mark.key.hex(),
        "tid": mark.tid,
        "at": f"{mark.at:%Y-%m-%dT%H:%M:%SZ}",
        "amount": mark.amount,
        "service": mark.service,
        "flags": mark.flags,
        "prints": mark.prints,
        "catalogue": mark.catalogue % 65_536,
        "leaf": mark.leaf.hex(),
    }
    return {"mark": shown, "hex": data.hex(), "text": qr.to_text(data, HOST)}


def loose(value: Any) -> bytes:
    """A file of examples: UTF-8, two spaces, keys in the order of the wire."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
