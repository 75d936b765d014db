"""docs/audit-api.md walked cell by cell: every query of an auditor, every role and scope; and who
sees a part of the country finds no trace of the rest.
"""

import json
from pathlib import Path

from django.db import transaction

from regulator.auditing.api import DOORS
from regulator.catalogue import shelf
from regulator.offices.models import Office
from regulator.oversight import findings
from tests.regulator import bodies
from tests.regulator.auditors import Asking, read_log
from tests.regulator.device import Device, problem

PAGE = Path(__file__).resolve().parents[2] / "docs/audit-api.md"
OWN, OTHER, FAR = "civil_registry", "faraja", "00001"
REPLACE = 102  # the first office's request is for this service of OWN
PERSON = "زهره پنهان‌نام"
PARTS = (
    "auditor of another office",
    "auditor of another service",
    "another agency",
    "association elsewhere",
)
DAYS = {"since": "2026-01-01", "until": "2027-12-29"}
# Where the whole log stands is no secret: its head is published. Whoever sees an office sees when
# it was last heard of, whatever it did.
PUBLISHED = {"place", "log", "at", "head", "proof", "last"}


def table():
    """(query, who, cell) of the page."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    start = next(n for n, row in enumerate(cells) if row[0] == "query")
    heading, *rows = cells[start:]
    return [
        (row[0], who, cell) for row in rows for who, cell in zip(heading[1:], row[1:], strict=True)
    ]


def visit(device, service):
    """A registration and its payment, pushed and read; (tracking ID, leaf of the registration)."""
    tid = device.tid()
    person = {"kind": "natural_iranian", "name": PERSON, "id": "0000000019", "mobile": ""}
    told = bodies.registered(service=service, applicant=person)
    leaf = device.add("request.registered", told, tid=tid)
    device.add("payment.succeeded", bodies.paid(tid))
    device.ack(device.push())
    with transaction.atomic():
        place = {"seq": 1, "leaf": leaf, "reason": "gap", "owner": "manager"}
        findings.note(device.office, device.dev, **place)
    read_log()
    return tid, leaf


class World:
    """Two offices, two agencies' services, and everybody of the table. First only the far office
    has worked, for OTHER."""

    def __init__(self, regulator):
        self.regulator = regulator
        far = Office.objects.create(code=FAR, name="دفتر دور", province="07")
        self.near, self.far = (Device(regulator.session(), regulator.url) for _ in range(2))
        self.near.enrol(regulator.code())
        self.far.enrol(regulator.code(far.code))
        services = shelf.current().services.values()
        other = next(one.number for one in services if one.agency == OTHER and not one.agency_by)
        self.other, self.title = other, shelf.service(REPLACE).title
        visit(self.far, other)
        everybody = {
            "auditor": {},
            "auditor of another office": {"offices": [FAR]},
            "auditor of another service": {"services": [other]},
            "agency": {"role": "agency", "agency": OWN},
            "another agency": {"role": "agency", "agency": OTHER},
            "association": {"role": "association"},
            "association elsewhere": {"role": "association", "provinces": ["07"]},
            "reform": {"role": "reform"},
        }
        self.accounts = {
            who: Asking(regulator, f"a{n}", **scope)
            for n, (who, scope) in enumerate(everybody.items())
        }

    def work(self):
        """Now the first office works too, and the far one for OWN."""
        self.tid, self.leaf = visit(self.near, REPLACE)
        self.far_tid, self.far_leaf = visit(self.far, REPLACE)
        whole = self.accounts["auditor"]
        rows = whole.told("findings", filter={"offices": [self.near.office]})["rows"]
        self.finding = next(one["id"] for one in rows if one["leaf"] == self.leaf)
        self.saved = whole.told("saved/keep", title="مانده", filter={"tid": self.tid})["rows"][0][
            "id"
        ]
        self.package = whole.told("package", leaves=[self.leaf], title="بسته")["id"]
        assert whole.told("package/state", id=self.package)["state"] == "done"

    def marks(self, who):
        """What must not be met by who sees neither the first office nor its service."""
        common = [self.tid, self.leaf]
        here = [self.near.dev, Office.objects.get(code=self.near.office).name]
        there = [self.far_tid, self.far_leaf, self.title]
        known = {
            "auditor of another office": here,
            "association elsewhere": here,
            "auditor of another service": there,
            "another agency": there,
        }
        return common + known[who] if who in known else []

    def ask(self, query, who):
        if who == "nobody":
            session = self.regulator.session()
            return session.post(
                f"{self.regulator.url}/api/v1/audit/{query}", json=self.asked(query, "x")
            )
        account = self.accounts[who]
        account.renew()
        return account.ask(query, **self.asked(query, account.given.number))

    def asked(self, query, number):
        """The query about the first office's request."""
        return {
            "session": {"number": number, "password": "نادرست", "code": "000000"},
            "entry": {"leaf": self.leaf},
            "entry/unmask": {"leaf": self.leaf, "reason": "دستور دادگاه نمونه"},
            "case": {"tid": self.tid},
            "chain": {"office": self.near.office},
            "compare": {"a": {}, "b": {"offices": [self.near.office]}},
            "finding": {"id": self.finding},
            "finding/move": {"id": self.finding, "move": "assign", "to": number},
            "saved/keep": {"title": "نمونه", "filter": {}},
            "saved/drop": {"id": self.saved},
            "package": {"leaves": [self.leaf], "title": "بسته"},
            "package/state": {"id": self.package},
            "package/fetch": {"id": self.package},
            "board": DAYS,
            "board/export": {**DAYS, "form": "csv"},
        }.get(query, {})


def told(answer):
    """All its text, as it reads."""
    if answer.headers["Content-Type"].startswith("application/json"):
        return json.dumps(answer.json(), ensure_ascii=False)
    return answer.content.decode("utf-8", "replace")


def test_the_page_names_every_query_there_is():
    assert {query for query, _, _ in table()} == set(DOORS)


def test_every_cell_is_true_and_nothing_personal_leaves_without_a_reason(regulator):
    world = World(regulator)
    world.work()
    wrong = []
    for query, who, cell in table():
        answer = world.ask(query, who)
        found = "200" if answer.status_code == 200 else problem(answer)
        if found != cell.removesuffix(", its own"):
            wrong.append((query, who, cell, found))
        text = told(answer)
        wrong += [(query, who, mark) for mark in world.marks(who) if mark in text]
        if PERSON in text and query != "entry/unmask":
            wrong.append((query, who, "told a name"))
    assert wrong == []


def test_what_others_do_changes_nothing_for_who_may_not_see_it(regulator):
    world = World(regulator)
    before = {who: everything(world, who) for who in PARTS}
    assert all(told["entries"]["rows"] for told in before.values())
    visit(world.near, REPLACE)
    for who in PARTS:
        assert everything(world, who) == before[who], who
    visit(world.far, REPLACE)  # of that office its own sees it
    for who in ("auditor of another service", "another agency"):
        assert everything(world, who) == before[who], who


def everything(world, who):
    """What an account is told in all its lists and figures; a refusal is a word of it."""
    queries = {
        "facets": {},
        "entries": {},
        "entries/count": {},
        "findings": {},
        "compare": {"a": {}, "b": {"types": ["request.registered"]}},
        "chain": {"office": world.near.office},
        "board": DAYS,
        "board/export": {**DAYS, "form": "json"},
    }
    answers = {name: world.accounts[who].ask(name, **asked) for name, asked in queries.items()}
    return {query: bare(answer.json()) for query, answer in answers.items()}


def bare(value):
    """Without what is published of the log, and the moment of asking."""
    if isinstance(value, dict):
        return {name: bare(one) for name, one in value.items() if name not in PUBLISHED}
    return [bare(one) for one in value] if isinstance(value, list) else value
