"""A package that went by hand and its answer, with the keys that open what is sealed in them.

Sealing draws a key of its own each time, so what was once sealed is read from the frozen file.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from app.domain import canonical, courier, sealing, wire
from app.domain.courier import AnswerHeader, CourierKey, Header, Sheet
from scripts.freeze_wire import messages
from scripts.freeze_wire.keys import ACK, CA, DESK, DESK_1, OFFICE, moment, some_hash, some_id
from scripts.freeze_wire.story import Written

NAME = "courier.json"
PAPER = b"%PDF-1.7 an example\n"


def example(written: list[Written], folder: Path) -> dict[str, Any]:
    """Keys, the signed courier key, the package and the answer, each as its text."""
    frozen = json.loads((folder / NAME).read_text("utf-8")) if (folder / NAME).exists() else {}
    pieces = frozen.get("sealed", {})
    reader, reply = _key("courier"), _key("reply")
    package = _package(written, pieces, reader, reply)
    sha256 = hashlib.sha256(package.encode()).hexdigest()
    return {
        "courier": {"private": reader.hex(), "public": sealing.public_of(reader).hex()},
        "reply": {"private": reply.hex(), "public": sealing.public_of(reply).hex()},
        "key": _key_token(reader),
        "package": package,
        "answer": _answer(written, pieces, reply, sha256),
        "sealed": pieces,
    }


def _package(written: list[Written], pieces: dict[str, str], reader: bytes, reply: bytes) -> str:
    public, said = sealing.public_of(reader), messages.segment(written)
    header = Header(
        v=1,
        id=some_id("package 1"),
        office=OFFICE,
        desk=DESK,
        dev=DESK_1.kid,
        key=courier.key_id(public),
        reply=canonical.b64u(sealing.public_of(reply)),
        cursor=messages.CURSOR,
        release=7,
        made=moment(3600),
    )
    lines: list[bytes] = []
    sheet, bodies = Sheet(lines.append, header), {body["seq"]: body for body in said.bodies}
    certificate = messages.certificate()["token"]
    sheet.object(certificate=certificate, first=said.start, prev=said.prev)
    for seq, token in enumerate(said.entries, said.start):
        sheet.token(token)
        if seq in bodies:
            where = courier.place("body", header.id, DESK_1.kid, seq)
            sealed = _sealed(pieces, canonical.dumps(bodies[seq]), reader, where)
            sheet.object(sealed=sealed, seq=seq)
    name = canonical.sha256_hex(PAPER)
    sheet.object(document=name, size=len(PAPER))
    where = courier.place("document", header.id, name, 0)
    sheet.object(part=_sealed(pieces, PAPER, reader, where), at=0)
    sheet.seal(header, DESK_1.sign)
    return b"".join(lines).decode()


def _answer(written: list[Written], pieces: dict[str, str], reply: bytes, sha256: str) -> str:
    package, last = some_id("package 1"), written[5]
    header = AnswerHeader(1, package, sha256, OFFICE, DESK_1.kid, moment(7200))
    lines: list[bytes] = []
    sheet = Sheet(lines.append, header)
    nonce = f"courier.{package}"
    ack = wire.Ack(1, nonce, 6, last.leaf, (), moment(7200), None, messages.NEXT_NONCE)
    sheet.object(ack=wire.sign(ack, kid=ACK.kid, signer=ACK.sign), dev=DESK_1.kid)
    sheet.object(problem="seq-gap", dev=DESK_1.kid, seq=7)
    sheet.object(whole=canonical.sha256_hex(PAPER))
    items = json.dumps(messages.feed(written)["items"][:2]).encode("ascii")
    sealed = _sealed(pieces, items, reply, courier.place("feed", package, 0))
    sheet.object(feed=sealed, n=0, cursor=messages.CURSOR)
    sheet.object(release=messages.signed_by_regulator()["release"]["token"])
    sheet.object(item=some_hash("item"), text="{}")
    sheet.seal_answer(package, kid=ACK.kid, signer=ACK.sign)
    return b"".join(lines).decode()


def _key_token(reader: bytes) -> str:
    public = sealing.public_of(reader)
    word = CourierKey(1, courier.key_id(public), canonical.b64u(public), moment(-60))
    return courier.sign(word, kid=CA.kid, signer=CA.sign)


def _key(name: str) -> bytes:
    return hashlib.sha256(f"pishkhan wire v1 example key: {name}".encode()).digest()


def _sealed(pieces: dict[str, str], plain: bytes, key: bytes, where: bytes) -> str:
    """The frozen piece of that place, which must open to these bytes; sealed now when new."""
    name = where.decode("ascii").replace("\0", " ")
    if name not in pieces:
        pieces[name] = canonical.b64u(sealing.seal(plain, sealing.public_of(key), where))
    if sealing.unseal(canonical.unb64u(pieces[name]), key, where) != plain:
        raise ValueError(f"{name} holds something else")
    return pieces[name]
