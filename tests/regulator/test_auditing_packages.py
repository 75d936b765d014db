"""Packages an auditor orders: a large one is made aside; what a restart cut off says so."""

import time

from regulator import clock, night_steps
from regulator.auditing import ordering
from regulator.auditing.models import Package
from tests.regulator.auditors import Asking, read_log


def many(device):
    """More entries than are made while one waits."""
    for _ in range(ordering.SOON + 4):
        device.add("heartbeat", {"owed": 0})
    device.ack(device.push())
    read_log()


def ordered(asking):
    return asking.told("package", filter={"offices": ["00000"]}, title="همه دفتر")["id"]


def test_a_large_package_is_made_aside_and_fetched_whole(regulator, device):
    many(device)
    asking = Asking(regulator, "7001")
    name = ordered(asking)
    until = time.monotonic() + 30
    while (state := asking.told("package/state", id=name))["state"] == "making":
        assert time.monotonic() < until
    assert state["state"] == "done", state
    assert state["done"] == state["of"] > ordering.SOON
    data = asking.ask("package/fetch", id=name)
    assert data.content.startswith(b"PK")


def test_what_a_restart_cut_off_fails_in_words_and_leaves_no_half_file(regulator, device, later):
    many(device)
    asking = Asking(regulator, "7001")
    cut = Package.objects.create(
        id="a" * 32, auditor=asking.account, at=clock.now(), heard_at=clock.now(), order={}
    )
    part = ordering.file_of(cut).with_name(f"{ordering.file_of(cut).name}.part")
    part.write_bytes(b"half")
    assert asking.told("package/state", id=cut.pk)["state"] == "making"
    later(minutes=6)
    state = asking.told("package/state", id=cut.pk)
    assert state["state"] == "failed"
    assert "دوباره سفارش دهید" in state["problem"]
    night_steps.tidy(None)
    assert not part.exists()
    name = Package.objects.create(
        id="b" * 32, auditor=asking.account, at=clock.now(), order={}, state="done"
    )
    ordering.file_of(name).write_bytes(b"PK")
    night_steps.tidy(None)
    assert ordering.file_of(name).exists()
    later(days=1, hours=1)
    night_steps.tidy(None)
    assert not ordering.file_of(name).exists()
