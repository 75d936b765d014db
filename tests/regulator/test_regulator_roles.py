"""docs/api-roles.md walked cell by cell: every endpoint, everybody who may try it."""

import hashlib
import json
from pathlib import Path

from regulator.api import api
from regulator.offices.models import Enrolment, Office
from tests.regulator.device import Device, problem
from tests.regulator.test_agencies import OTHER, Program
from tests.regulator.test_regulator_cases import whole_visit

PAGE = Path(__file__).resolve().parents[2] / "docs/api-roles.md"
SCAN = b"a scanned paper"
NAME = hashlib.sha256(SCAN).hexdigest()


def table():
    """(endpoint, who, cell) of the page."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heading, *rows = cells
    return [
        (row[0], who, cell) for row in rows for who, cell in zip(heading[1:], row[1:], strict=True)
    ]


class World:
    """Everybody of the table, and the request each endpoint is tried with."""

    def __init__(self, regulator, device):
        self.device, self.tid = device, whole_visit(device)[0]
        Office.objects.create(code="00001", name="دفتر دیگر", province="23")
        far, revoked = (Device(regulator.session(), regulator.url) for _ in range(2))
        far.enrol(regulator.code("00001"))
        revoked.enrol(regulator.code())
        Enrolment.objects.filter(dev=revoked.dev).update(state="revoked")
        self.desks = {"desk": device, "desk of another office": far, "revoked desk": revoked}
        self.agencies = {"agency": Program(regulator), "another agency": Program(regulator, OTHER)}
        device.send("PUT", f"/api/v1/documents/{NAME}?offset=0&size={len(SCAN)}", SCAN)

    def ask(self, endpoint, who):
        method, path = endpoint.split()
        # The place is the first desk's; only the revoked one is tried at its own.
        place = self.desks[who] if who == "revoked desk" else self.device
        path = path.format(dev=place.dev, sha256=NAME, tid=self.tid)
        path += {"PUT": f"?offset=0&size={len(SCAN)}"}.get(method, "")
        data = self.body(path, place) if method in ("POST", "PUT") else None
        if who in self.desks:
            return self.desks[who].send(method, path, data)
        session = self.agencies[who].session if who in self.agencies else self.device.session
        kind = {"Content-Type": "application/json"}
        return session.request(method, self.device.url + path, data=data, headers=kind)

    def body(self, path, place):
        if "/documents/" in path:
            return SCAN
        if path.endswith("/segments"):
            empty = {"from": place.seq + 1, "prev": place.prev}
            return json.dumps(empty | {"entries": [], "bodies": []}).encode()
        told = {
            "/api/v1/enrol": {"code": "1234-5678-9012", "pub": "A" * 43, "app": "x"},
            "/api/v1/items": {"hashes": [NAME]},
            "/api/v1/agency/referrals": {},
        }
        step = {"event": "e1", "state": "received", "responsible": "سارا نمونه"}
        return json.dumps(told.get(path, step)).encode()


def test_the_page_names_every_endpoint_there_is():
    described = api.get_openapi_schema()["paths"]
    # docs/audit-api.md has the auditor's, tests/regulator/test_auditing.py walks it.
    others = {path: verbs for path, verbs in described.items() if "/audit/" not in path}
    known = {f"{verb.upper()} {path}" for path, verbs in others.items() for verb in verbs}
    assert {endpoint for endpoint, _, _ in table()} == known


def test_every_cell_is_true(regulator, device):
    world = World(regulator, device)
    wrong = []
    for endpoint, who, cell in table():
        answer = world.ask(endpoint, who)
        found = "200" if answer.status_code == 200 else problem(answer)
        if found != cell.removesuffix(", its own"):
            wrong.append((endpoint, who, cell, found))
        if cell.endswith("its own") and world.tid in answer.text:
            wrong.append((endpoint, who, "told of another's case"))
    assert wrong == []


def test_another_office_sees_none_of_this_ones_document(regulator, device):
    world = World(regulator, device)
    seen = world.ask("GET /api/v1/documents/{sha256}", "desk of another office").json()
    assert seen == {"size": None, "received": 0, "complete": False}
