"""Signed requests: what is refused before a segment is even looked at."""

import gzip
import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from regulator.intake.models import StoredEntry
from tests.regulator.device import COVERED, WITH_BODY, Device, problem


def segments(device):
    return f"/api/v1/dev/{device.dev}/segments"


def test_a_device_nobody_enrolled_is_unknown(regulator, device):
    stranger = Device(regulator.session(), regulator.url)
    nonce = device.nonce()
    answer = stranger.send("GET", "/api/v1/feed?cursor=", nonce=nonce)
    assert problem(answer) == "unknown-device"
    assert problem(stranger.session.get(f"{regulator.url}/api/v1/dev/ff/nonce")) == "unknown-device"


@pytest.mark.parametrize(
    "how",
    [
        {"key": Ed25519PrivateKey.generate()},
        {"tag": "something-else"},
        {"covered": ("@method", "@authority", "@path")},
        {"covered": (*COVERED, "content-type")},
        {"covered": (*WITH_BODY, "user-agent"), "headers": {"User-Agent": "x"}},
    ],
)
def test_a_signature_must_be_the_devices_and_cover_exactly_what_the_wire_names(device, how):
    device.add("heartbeat", {"owed": 0})
    assert problem(device.push(**how)) == "bad-request-signature"
    assert not StoredEntry.objects.exists()


def test_an_unsigned_request_is_refused(regulator, device):
    url = f"{regulator.url}{segments(device)}"
    assert problem(device.session.post(url, json={})) == "bad-request-signature"
    assert problem(device.session.get(f"{regulator.url}/api/v1/feed")) == "bad-request-signature"


@pytest.mark.parametrize("part", ["body", "path", "query", "host", "method", "digest"])
def test_nothing_under_the_signature_can_be_changed(regulator, device, part):
    device.add("heartbeat", {"owed": 0})
    data = json.dumps(device.segment()).encode()
    request = device.prepare("POST", segments(device), data)
    if part == "body":
        request.body = data.replace(b'"bodies"', b'"bodiez"')
    if part == "path":
        request.url = f"{regulator.url}{segments(device).replace(device.dev, '0' * 16)}"
    if part == "query":
        request.url += "?x=1"
    if part == "host":
        request.headers["Host"] = "localhost"
    if part == "method":
        request = device.prepare("GET", "/api/v1/feed?cursor=")
        request.url = request.url.replace("cursor=", "cursor=MC4w")
    if part == "digest":
        request.headers["Content-Digest"] = "sha-256=:AAAA:"
    assert problem(device.session.send(request)) == "bad-request-signature"


def test_another_device_cannot_push_here(regulator, device):
    other = Device(regulator.session(), regulator.url)
    other.enrol(regulator.code())
    other.add("heartbeat", {"owed": 0})
    data = json.dumps(other.segment()).encode()
    assert problem(other.send("POST", segments(device), data)) == "bad-request-signature"


def test_a_nonce_is_ours_for_this_device_and_five_minutes(regulator, device, later):
    other = Device(regulator.session(), regulator.url)
    other.enrol(regulator.code())
    for nonce in ("", "1.x", "é", other.nonce(), device.nonce() + "A"):
        if nonce.isascii():
            answer = device.send("GET", "/api/v1/feed?cursor=", nonce=nonce)
            assert problem(answer) == "stale-nonce"
    old = device.nonce()
    later(minutes=5, seconds=2)
    answer = device.send("GET", "/api/v1/feed?cursor=", nonce=old)
    assert problem(answer) == "stale-nonce"
    assert answer.json()["owner"] == "time"
    assert answer.headers["Retry-After"] == "0"


@pytest.mark.parametrize("off", [-3600, 3600])
def test_created_must_be_near_the_servers_time(device, off):
    answer = device.send("GET", "/api/v1/feed?cursor=", created=device.now + timedelta(seconds=off))
    assert problem(answer) == "bad-request-signature"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff",
        b"[" * 90_000,
        b'{"from":1,"prev":"","entries":[],"bodies":[],"more":1}',
        b'{"from":0,"prev":"","entries":[],"bodies":[]}',
        b'{"from":1.0,"prev":"","entries":[],"bodies":[]}',
        b'{"from":1,"prev":"","entries":[1],"bodies":[]}',
        b'{"from":' + b"9" * 5000 + b',"prev":"","entries":[],"bodies":[]}',
    ],
)
def test_what_is_no_segment_is_malformed(device, data):
    assert problem(device.send("POST", segments(device), data)) == "malformed"


def test_a_segment_may_come_gzipped_and_the_digest_is_over_what_was_sent(device):
    device.add("heartbeat", {"owed": 0})
    data = gzip.compress(json.dumps(device.segment()).encode())
    packed = {"Content-Encoding": "gzip"}
    assert device.send("POST", segments(device), data, headers=packed).status_code == 200
    cut = device.send("POST", segments(device), data[:-4], headers=packed)
    assert problem(cut) == "malformed"
    other = device.send("POST", segments(device), data, headers={"Content-Encoding": "br"})
    assert problem(other) == "malformed"


def test_too_large_is_refused_packed_and_unpacked(device):
    answer = device.send("POST", segments(device), b" " * ((1 << 20) + 1))
    assert problem(answer) == "too-large"
    bomb = gzip.compress(b" " * (9 << 20))
    answer = device.send("POST", segments(device), bomb, headers={"Content-Encoding": "gzip"})
    assert problem(answer) == "too-large"


def test_more_than_500_entries_are_too_many(device):
    segment = {"from": 1, "prev": device.prev, "entries": ["x"] * 501, "bodies": []}
    assert problem(device.push(segment)) == "too-many"


def test_who_calls_too_often_is_told_to_wait_and_others_are_not(regulator, device, settings_of):
    settings_of(PACE=1.0)
    other = Device(regulator.session(), regulator.url)
    other.enrol(regulator.code())
    nonce, answers = device.nonce(), []
    for _ in range(15):
        answers.append(device.send("GET", "/api/v1/feed?cursor=", nonce=nonce))
    assert [one.status_code for one in answers[:10]] == [200] * 10
    last = answers[-1]
    assert problem(last) == "too-often"
    assert (last.json()["owner"], last.headers["Retry-After"]) == ("time", "1")
    assert other.feed()["items"]


def test_a_large_answer_travels_packed(regulator):
    answer = regulator.session().get(f"{regulator.url}/api/openapi.json")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "/api/v1/feed" in answer.json()["paths"]
    plain = {"Accept-Encoding": "identity"}
    told = regulator.session().get(f"{regulator.url}/api/openapi.json", headers=plain)
    assert "Content-Encoding" not in told.headers
    assert told.json() == answer.json()
