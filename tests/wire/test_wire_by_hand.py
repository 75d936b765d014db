"""The frozen package and its answer: read under their seals, opened, and written the same again."""

import json
from collections.abc import Iterator

import pytest

from app.domain import canonical, courier, courier_lines, entry, sealing, wire
from app.domain.courier import AnswerHeader, Header, Sheet
from app.domain.errors import Refusal
from tests.wire.wire_examples import entries, public, read

EXAMPLE = read("courier.json")


def lines(name: str) -> list[bytes]:
    return EXAMPLE[name].encode().splitlines(keepends=True)


def parts(name: str) -> Iterator[courier_lines.Part]:
    return courier_lines.body(lines(name))


def opened(sealed: str, key: str, what: courier.What, *where: object) -> bytes:
    place = courier.place(what, courier_lines.read_header(lines("package")[0]).id, *where)
    return sealing.unseal(canonical.unb64u(sealed), bytes.fromhex(EXAMPLE[key]["private"]), place)


def test_the_seals_fit_and_no_other_key_may_seal():
    for name, signer, other in (("package", "desk-1", "desk-2"), ("answer", "ack", "desk-1")):
        examined = courier_lines.examine(lines(name))
        courier_lines.check_seal(examined, public(signer).get)
        with pytest.raises(Refusal, match="courier-altered"):
            courier_lines.check_seal(examined, public(other).get)


def test_entries_stand_plain_and_bodies_open_for_the_regulator():
    frozen = {one["token"]: one for one in entries()}
    tokens = [part.value for part in parts("package") if part.kind == "entry"]
    assert [frozen[token]["payload"]["seq"] for token in tokens] == [4, 5, 6]
    dev = frozen[tokens[0]]["payload"]["dev"]
    sealed = [part.value for part in parts("package") if part.kind == "sealed"]
    assert [one["seq"] for one in sealed] == [4, 5]
    for one in sealed:
        wrapped = json.loads(opened(one["sealed"], "courier", "body", dev, one["seq"]))
        token = tokens[one["seq"] - 4]
        assert entry.check_body(entry.read(token, public("desk-1").get), wrapped)


def test_a_document_is_its_hash_and_the_news_are_for_the_desk():
    found = {part.kind: part.value for part in parts("package")}
    name = found["document"]["document"]
    plain = opened(found["part"]["part"], "courier", "document", name, 0)
    assert (canonical.sha256_hex(plain), len(plain)) == (name, found["document"]["size"])
    news = next(part.value for part in parts("answer") if part.kind == "feed")
    items = json.loads(opened(news["feed"], "reply", "feed", news["n"]))
    assert [item["kind"] for item in items] == ["status", "entry"]


def test_the_answer_acknowledges_with_a_nonce_of_the_package():
    header = courier_lines.read_header(lines("answer")[0])
    assert isinstance(header, AnswerHeader)
    token = next(part.value["ack"] for part in parts("answer") if part.kind == "ack")
    ack = wire.read(wire.Ack, token, public("ack").get)
    assert ack.nonce == f"courier.{header.package}"
    assert ack.acked_hash == entries()[5]["leaf"]
    assert header.sha256 == canonical.sha256_hex(EXAMPLE["package"].encode())


def test_the_courier_key_is_the_device_cas_word():
    keys = read("keys.json")
    directory = {
        "device-ca": {
            "kid": keys["device-ca"]["kid"],
            "pub": canonical.b64u(bytes.fromhex(keys["device-ca"]["public"])),
        }
    }
    word = courier.read_key(EXAMPLE["key"], directory)
    assert canonical.unb64u(word.pub).hex() == EXAMPLE["courier"]["public"]
    header = courier_lines.read_header(lines("package")[0])
    assert isinstance(header, Header)
    assert header.key == word.kid


@pytest.mark.parametrize("name", ["package", "answer"])
def test_every_line_is_written_again_the_same(name):
    header = courier_lines.read_header(lines(name)[0])
    again: list[bytes] = []
    sheet = Sheet(again.append, header)
    for part in parts(name):
        if part.kind == "entry":
            sheet.token(part.value)
        else:
            sheet.object(**part.value)
    assert again == lines(name)[:-1]
