"""Many desks at once against a served regulator: dense numbers, nothing lost, nothing twice."""

import json
import os
import re
import signal
import subprocess
import sys
import time
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
    """The demo's office, served as in life: web processes and a sequencer; (url, a code maker)."""
    told = {"PISHKHAN_REGULATOR_WORKERS": "3", **own(tmp_path).environment()}
    how = {"cwd": ROOT, "env": {**os.environ, **told}, "text": True}

    def command(name, *more):
        return [sys.executable, "-m", "regulator", name, "--data", str(tmp_path), *more]

    made = command("demo", "--stop-with-stdin")
    subprocess.run(made, input="", capture_output=True, check=True, **how)
    process = subprocess.Popen(command("serve"), stdout=subprocess.PIPE, **how)
    url = json.loads(process.stdout.readline())["url"]

    def code():
        asked = command("enrolment-code", "--office", "00000")
        done = subprocess.run(asked, capture_output=True, check=True, **how)
        return json.loads(done.stdout)["code"]

    yield url, code
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
    process.stdout.close()


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


def figures(url):
    """Prometheus' figures by name and labels."""
    text = requests.get(f"{url}/metrics", timeout=5).text
    return dict(re.findall(r"^(pishkhan_\S+) (\S+)$", text, re.MULTILINE))


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
    numbers = [item["n"] for item in items if item["scope"] == "office"]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({item["data"]["tid"] for item in told}) == len(told) == DESKS * ROUNDS
    for desk in desks:
        desk.session.close()
    assert requests.get(f"{url}/healthz", timeout=5).json() == {"status": "ok"}
    while float(figures(url)["pishkhan_log_waiting_entries"]):
        time.sleep(0.05)
    assert float(figures(url)["pishkhan_log_entries_total"]) == DESKS * ROUNDS * 2
    assert float(figures(url)['pishkhan_devices{state="open"}']) == DESKS
