"""Many desks at once against a served regulator: dense numbers, nothing lost, nothing twice."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from tests.regulator import bodies
from tests.regulator.device import Device
from tests.regulator_databases import own

ROOT = Path(__file__).resolve().parents[2]
DESKS, ROUNDS = 4, 6


@pytest.fixture
def served(tmp_path):
    """A demo in a process of its own: (url, a function that makes a further code)."""
    command = [sys.executable, "-m", "regulator"]
    data = ["--data", str(tmp_path)]
    how = {"cwd": ROOT, "env": {**os.environ, **own(tmp_path).environment()}, "text": True}
    demo = subprocess.Popen([*command, "demo", *data], stdout=subprocess.PIPE, **how)
    url = json.loads(demo.stdout.readline())["url"]

    def code():
        asked = [*command, "enrolment-code", "--office", "00000", *data]
        done = subprocess.run(asked, capture_output=True, check=True, **how)
        return json.loads(done.stdout)["code"]

    yield url, code
    demo.send_signal(signal.SIGTERM)
    assert demo.wait(timeout=10) == 0
    demo.stdout.close()


def work(desk):
    """Receipt after receipt, each pushed twice, as when an answer was lost."""
    for _ in range(ROUNDS):
        tid = desk.tid()
        leaf = desk.add("request.registered", bodies.registered(), tid=tid)
        desk.add("receipt.issued", bodies.issued(leaf, []), tid=tid)
        segment = desk.segment()
        desk.push(segment)
        ack = desk.ack(desk.push(segment))
        assert (ack.acked_seq, ack.verdicts) == (desk.seq, ())


def test_desks_at_the_same_time(served):
    url, code = served
    desks = []
    for _ in range(DESKS):
        session = requests.Session()
        session.trust_env = False
        desks.append(Device(session, url))
        assert desks[-1].enrol(code()).status_code == 200
    with ThreadPoolExecutor(DESKS) as pool:
        list(pool.map(work, desks))
    items = desks[0].feed()["items"]
    told = [item for item in items if item["kind"] == "status"]
    assert [item["n"] for item in told] == list(range(1, DESKS * ROUNDS + 1))
    assert len({item["data"]["tid"] for item in told}) == DESKS * ROUNDS
    for desk in desks:
        desk.session.close()
