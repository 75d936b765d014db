"""Documents by hash: piece by piece, only the office's own, never anything but what was named."""

import gzip
import hashlib

import pytest

from regulator.intake import documents
from regulator.intake.models import Document
from regulator.offices.models import Office
from tests.regulator import bodies
from tests.regulator.device import Device, problem

SCAN = bytes(range(256)) * 40
NAME = hashlib.sha256(SCAN).hexdigest()
SIZE = len(SCAN)
HALF = SIZE // 2


def put(device, piece, *, offset=0, size=SIZE, name=NAME, **headers):
    kind = {"Content-Type": "application/octet-stream", **headers}
    path = f"/api/v1/documents/{name}?offset={offset}&size={size}"
    return device.send("PUT", path, piece, headers=kind)


def told(device, name=NAME):
    answer = device.send("GET", f"/api/v1/documents/{name}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_document_comes_in_pieces_and_goes_on_where_it_stood(device):
    assert told(device) == {"size": None, "received": 0, "complete": False}
    first = put(device, SCAN[:HALF])
    assert first.json() == {"size": SIZE, "received": HALF, "complete": False}
    assert told(device) == first.json()
    last = put(device, gzip.compress(SCAN[HALF:]), offset=HALF, **{"Content-Encoding": "gzip"})
    assert last.json() == {"size": SIZE, "received": SIZE, "complete": True}
    kept = documents.path_of(Document.objects.get())
    assert kept.read_bytes() == SCAN
    assert kept.stat().st_mode & 0o077 == 0
    assert [one.name for one in kept.parent.iterdir()] == [NAME]


def test_a_piece_sent_again_changes_nothing_and_hears_where_to_go_on(device):
    put(device, SCAN[:HALF])
    again = put(device, SCAN[:HALF])
    assert problem(again) == "document-offset"
    assert (again.json()["received"], again.json()["owner"]) == (HALF, "time")
    put(device, SCAN[HALF:], offset=HALF)
    assert put(device, SCAN[:HALF]).json()["complete"] is True


def test_what_a_crash_left_behind_the_row_does_not_count(device):
    put(device, SCAN[:HALF])
    part = documents.path_of(Document.objects.get()).with_suffix(".part")
    part.write_bytes(part.read_bytes() + b"written, but never committed")
    assert put(device, SCAN[HALF:], offset=HALF).json()["complete"] is True


def test_another_content_than_its_name_is_dropped_and_may_come_again(device):
    altered = put(device, SCAN[:-1] + b"x")
    assert problem(altered) == "document-altered"
    assert told(device) == {"size": SIZE, "received": 0, "complete": False}
    assert put(device, SCAN).json()["complete"] is True


def test_another_size_begins_anew(device):
    put(device, SCAN[:HALF], size=SIZE + 1)
    assert put(device, SCAN).json()["complete"] is True


def test_the_desks_of_an_office_share_and_other_offices_see_nothing(regulator, device):
    put(device, SCAN)
    Office.objects.create(code="00001", name="دفتر دیگر", province="23")
    sister, stranger = (Device(regulator.session(), regulator.url) for _ in range(2))
    sister.enrol(regulator.code())
    stranger.enrol(regulator.code("00001"))
    assert told(sister)["complete"] is True
    assert told(stranger) == {"size": None, "received": 0, "complete": False}
    assert put(stranger, SCAN[:HALF]).json()["received"] == HALF


@pytest.mark.parametrize(
    ("piece", "how", "name"),
    [
        (b"x" * (documents.PIECE + 1), {"size": documents.LARGEST}, "too-large"),
        (gzip.compress(b"x" * (documents.PIECE + 1)), {"Content-Encoding": "gzip"}, "too-large"),
        (b"no gzip", {"Content-Encoding": "gzip"}, "malformed"),
        (b"x", {"size": documents.LARGEST + 1}, "malformed"),
        (b"x", {"offset": 1, "size": 1}, "malformed"),
        (b"x", {"offset": -1}, "malformed"),
        (b"x", {"name": "0" * 63 + "G"}, "malformed"),
        (b"", {}, "malformed"),
    ],
)
def test_what_is_no_piece_is_refused(device, piece, how, name):
    assert problem(put(device, piece, **how)) == name
    assert not Document.objects.exists()


def test_a_piece_is_signed_as_everything_is(device):
    request = device.prepare("PUT", f"/api/v1/documents/{NAME}?offset=0&size=9", b"123456789")
    request.body = b"12345678x"
    assert problem(device.session.send(request)) == "bad-request-signature"
    url = f"{device.url}/api/v1/documents/{NAME}"
    assert problem(device.session.get(url)) == "bad-request-signature"


def test_documents_that_no_entry_names_are_limited_and_named_ones_are_not(device):
    most = documents.UNNAMED
    names = [hashlib.sha256(bytes([n])).hexdigest() for n in range(most + 2)]

    def send(n):
        return put(device, bytes([n]), size=1, name=names[n])

    def name(n):
        paper = {"title": "عکس", "kind": "copy", "hash": names[n]}
        device.add("request.registered", bodies.registered(documents=[paper]), tid=device.tid())
        assert device.ack(device.push()).verdicts == ()

    assert {send(n).status_code for n in range(most)} == {200}
    refused = send(most)
    assert (problem(refused), refused.json()["owner"]) == ("document-unnamed", "time")
    assert send(0).status_code == 200  # one that is here already
    name(most)
    assert send(most).status_code == 200
    assert problem(send(most + 1)) == "document-unnamed"
    name(0)
    assert send(most + 1).status_code == 200
