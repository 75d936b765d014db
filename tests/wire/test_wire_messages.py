"""Segment, answers, problems, feed, enrolment, HTTP signatures and QR as frozen."""

import base64
import hashlib
import json
from dataclasses import asdict, fields
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import HTTPMessageVerifier, InvalidSignature, algorithms
from http_message_signatures.resolvers import MappingKeyResolver
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws as joserfc_jws
from joserfc.jwk import OKPKey

from app.domain import canonical, entry, jws, qr, wire
from app.domain.jws import Unsound
from tests.wire import wire_examples as examples

SIGNED = [
    (wire.Certificate, "device-ca", examples.read("certificate.json")),
    (wire.Ack, "ack", examples.read("acks.json")["accepted"]),
    (wire.Ack, "ack", examples.read("acks.json")["verdicts"]),
    (wire.Lease, "lease", examples.read("lease.json")),
    (wire.Release, "release", examples.read("release.json")),
]


def key_of(name):
    seed = bytes.fromhex(examples.read("keys.json")[name]["seed"])
    return Ed25519PrivateKey.from_private_bytes(seed)


@pytest.mark.parametrize(("kind", "by", "example"), SIGNED)
def test_a_signed_message_reads_and_is_made_again_byte_for_byte(kind, by, example):
    message = wire.read(kind, example["token"], examples.public(by).get)
    assert json.loads(json.dumps(asdict(message))) == example["payload"]
    kid = examples.read("keys.json")[by]["kid"]
    assert wire.sign(message, kid=kid, signer=key_of(by).sign) == example["token"]


@pytest.mark.parametrize(("kind", "by", "example"), SIGNED)
def test_another_library_agrees_on_every_message(kind, by, example):
    x = canonical.b64u(bytes.fromhex(examples.read("keys.json")[by]["public"]))
    key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": x})
    found = joserfc_jws.deserialize_compact(example["token"], key, algorithms=["Ed25519"])
    assert json.loads(found.payload) == example["payload"]


@pytest.mark.parametrize(("kind", "by", "example"), SIGNED)
def test_a_message_passes_for_no_other_kind_and_under_no_other_key(kind, by, example):
    for other in {wire.Certificate, wire.Ack, wire.Lease, wire.Release} - {kind}:
        with pytest.raises(Unsound, match="bad-framing"):
            wire.read(other, example["token"], examples.public(by).get)
    with pytest.raises(Unsound, match="bad-signature"):
        wire.read(kind, example["token"], examples.public("desk-1").get)


def test_the_certificate_is_of_the_key_it_names():
    payload = examples.read("certificate.json")["payload"]
    assert jws.key_id(canonical.unb64u(payload["pub"])) == payload["dev"]


def test_the_answers_show_every_reason():
    verdicts = examples.read("acks.json")["verdicts"]["payload"]["verdicts"]
    assert [line["reason"] for line in verdicts[:7]] == list(wire.REASONS)
    assert {line["verdict"] for line in verdicts} == {"quarantined", "flagged"}
    assert examples.read("acks.json")["accepted"]["payload"]["verdicts"] == []


def test_the_segment_is_the_journal_from_its_first_number():
    segment = wire.read_segment(examples.read("segment.json"))
    run = examples.entries()[3:6]
    assert segment.start == 4
    assert segment.entries == tuple(e["token"] for e in run)
    assert segment.prev == run[0]["payload"]["prev"]
    assert segment.bodies == tuple(e["body"] for e in run[:2])
    assert segment.as_json() == examples.read("segment.json")


@pytest.mark.parametrize(
    "change",
    [{"from": "4"}, {"from": True}, {"prev": None}, {"entries": "x"}, {"entries": [1]},
     {"bodies": {}}, {"bodies": ["x"]}, {"more": 1}],
)  # fmt: skip
def test_a_misshapen_segment_is_a_value_error(change):
    with pytest.raises(ValueError):
        wire.read_segment(examples.read("segment.json") | change)


def request_of(example, **changes):
    message = SimpleNamespace(
        method=example["method"], url=example["url"], headers=dict(example["headers"])
    )
    for name, value in changes.items():
        setattr(message, name, value)
    return message


def verify(message, components, body=None):
    kid, public = next(iter(examples.public("desk-1").items()))
    keys = {kid: Ed25519PublicKey.from_public_bytes(public)}
    resolver = MappingKeyResolver(public_keys=keys, private_keys={})
    verifier = HTTPMessageVerifier(signature_algorithm=algorithms.ED25519, key_resolver=resolver)
    verifier.max_clock_skew = datetime.now(UTC) - datetime(2000, 1, 1, tzinfo=UTC)
    return verifier.verify(
        message,
        max_age=None,
        expect_tag=wire.HTTP_TAG,
        require_components=components,
        body=body,
    )


ALWAYS = ("@method", "@authority", "@path", "@query")


def test_the_http_examples_verify_with_another_library():
    post = examples.read("http-post-segment.json")
    covered = (*ALWAYS, "content-type", "content-digest")
    (found,) = verify(request_of(post), covered, post["body"].encode())
    assert list(found.covered_components) == [
        *(f'"{name}"' for name in covered),
        '"@signature-params"',
    ]
    assert found.parameters["nonce"] == examples.read("nonce.json")["nonce"]
    get = examples.read("http-get-feed.json")
    (found,) = verify(request_of(get), ALWAYS)
    assert list(found.covered_components) == [
        *(f'"{name}"' for name in ALWAYS),
        '"@signature-params"',
    ]


def test_the_signature_base_is_what_was_signed():
    for name in ("http-post-segment.json", "http-get-feed.json"):
        example = examples.read(name)
        signature = base64.b64decode(example["headers"]["signature"].removeprefix("pk=:")[:-1])
        public = next(iter(examples.public("desk-1").values()))
        assert jws.verifies(public, example["signature_base"].encode(), signature)


def test_the_body_sent_is_the_segment_and_its_digest():
    post = examples.read("http-post-segment.json")
    assert json.loads(post["body"]) == examples.read("segment.json")
    digest = base64.b64encode(hashlib.sha256(post["body"].encode()).digest()).decode()
    assert post["headers"]["content-digest"] == f"sha-256=:{digest}:"


def test_an_altered_request_does_not_verify():
    post = examples.read("http-post-segment.json")
    other = post["url"].replace("pishkhan.example", "evil.example")
    for changes in ({"method": "PUT"}, {"url": post["url"] + "?x=1"}, {"url": other}):
        with pytest.raises(InvalidSignature):
            verify(request_of(post, **changes), ALWAYS, post["body"].encode())
    with pytest.raises(InvalidSignature):
        verify(request_of(post), ALWAYS, post["body"].encode() + b" ")


def test_every_problem_says_who_must_act():
    found = examples.read("problems.json")
    assert tuple(found) == wire.SEGMENT_PROBLEMS
    for name, problem in found.items():
        body = problem["body"]
        assert body["type"] == wire.PROBLEMS + name
        assert body["owner"] in ("operator", "manager", "regulator", "agency", "time")
        assert body["status"] == problem["http_status"]
        assert {"title", "seq", "retry_after"} < set(body)


def test_the_feed_page_has_every_kind_and_keeps_one_nobody_knows():
    items, cursor, more = wire.read_feed(examples.read("feed.json"))
    assert [item.kind for item in items] == [*wire.FEED_KINDS, "tea-break"]
    assert [item.n for item in items] == list(range(1, 13))
    assert (cursor, more) == ("MTIuMw", False)
    data = {item.kind: item.data for item in items}
    read = entry.read(data["entry"]["entry"], examples.public("desk-1").get)
    wrapped = {key: data["body"][key] for key in ("seq", "salt", "body")}
    assert entry.check_body(read, wrapped)["v_code"] == "31415"
    assert data["catalogue"] == {"number": 7}
    assert wire.read(wire.Lease, data["lease"]["lease"], examples.public("lease").get).days == 14


def test_a_misshapen_feed_item_is_a_value_error():
    page = examples.read("feed.json")
    for change in ({"n": "1"}, {"n": True}, {"kind": 1}, {"colour": "red"}):
        with pytest.raises(ValueError):
            wire.read_feed(page | {"items": [page["items"][0] | change]})


def test_enrolment_gives_what_makes_a_desk():
    request, answer = examples.read("enrolment.json").values()
    assert set(request) == {"code", "pub", "app"}
    assert set(answer) == {
        "certificate", "office", "keys", "lease", "operators", "server_time", "nonce", "check",
    }  # fmt: skip
    assert set(answer["keys"]) == {"device-ca", "ack", "release", "lease"}
    keys = {key["kid"]: canonical.unb64u(key["pub"]) for key in answer["keys"].values()}
    certificate = wire.read(wire.Certificate, answer["certificate"], keys.get)
    assert certificate.pub == request["pub"]
    lease = wire.read(wire.Lease, answer["lease"], keys.get)
    assert lease.dev == certificate.dev
    digits = request["code"].replace("-", "").encode()
    mark = hashlib.sha256(canonical.unb64u(request["pub"]) + digits).digest()
    assert answer["check"] == f"{int.from_bytes(mark[:4], 'big') % 1_000_000:06}"
    assert {field.name for field in fields(wire.Certificate)} == set(asdict(certificate))


def seen(prefix, message, signature):
    public = next(iter(examples.public("desk-1").values()))
    known = hashlib.sha256(public).digest()[:4] == prefix
    return known and jws.verifies(public, message, signature)


def shown(mark):
    return {
        "key": mark.key.hex(), "tid": mark.tid, "at": f"{mark.at:%Y-%m-%dT%H:%M:%SZ}",
        "amount": mark.amount, "service": mark.service, "flags": mark.flags,
        "prints": mark.prints, "catalogue": mark.catalogue, "leaf": mark.leaf.hex(),
    }  # fmt: skip


@pytest.mark.parametrize("example", examples.read("qr.json"))
def test_a_qr_reads_and_is_sealed_again_byte_for_byte(example):
    data = qr.from_text(example["text"])
    assert data.hex() == example["hex"]
    assert len(data) == qr.LENGTH == 111
    mark = qr.open_sealed(data, seen)
    assert shown(mark) == example["mark"]
    assert qr.seal(mark, key_of("desk-1").sign) == data
    assert qr.to_text(data, "pishkhan.example") == example["text"]


def test_a_qr_names_its_receipt():
    mark = examples.read("qr.json")[0]["mark"]
    issued = next(e for e in examples.entries() if e["payload"]["type"] == "receipt.issued")
    assert canonical.unb64u(issued["leaf"])[:16].hex() == mark["leaf"]
    assert issued["payload"]["tid"] == mark["tid"] == "000000012071000198"
    assert (mark["amount"], mark["prints"]) == (850_000, 1)


@pytest.mark.parametrize("example", examples.read("qr.json"))
def test_every_flipped_bit_of_a_qr_is_refused(example):
    data = bytes.fromhex(example["hex"])
    for bit in range(len(data) * 8):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Unsound):
            qr.open_sealed(bytes(changed), seen)


@settings(max_examples=300, deadline=None)
@given(st.text() | st.binary(max_size=120).map(lambda data: qr.to_text(data, "a.example")))
def test_no_scanned_text_raises_anything_but_unsound(text):
    with pytest.raises(Unsound):
        qr.open_sealed(qr.from_text(text), seen)


@settings(max_examples=200, deadline=None)
@given(
    tid=st.integers(0, 10**18 - 1),
    seconds=st.integers(0, 2**32 - 1),
    amount=st.integers(0, 2**48 - 1),
    service=st.integers(0, 2**32 - 1),
    flags=st.integers(0, 2**16 - 1),
    catalogue=st.integers(0, 2**16 - 1),
    leaf=st.binary(min_size=16, max_size=16),
)
def test_any_mark_comes_back_from_its_qr(tid, seconds, leaf, **numbers):
    key = hashlib.sha256(next(iter(examples.public("desk-1").values()))).digest()[:4]
    at = datetime.fromtimestamp(qr.EPOCH.timestamp() + seconds, tz=UTC)
    mark = qr.Mark(key=key, tid=f"{tid:018}", at=at, leaf=leaf, **numbers)
    text = qr.to_text(qr.seal(mark, key_of("desk-1").sign), "pishkhan.ir")
    assert qr.open_sealed(qr.from_text(text), seen) == mark
