"""The country's log: dense, gap-free places in one order, whoever stores and whoever places."""

from threading import Event, Thread

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from regulator.intake import sequencer
from regulator.intake.models import LogHead, LogPlace, StoredEntry, Taken
from tests.regulator import triggers
from tests.regulator.device import Device


def beats(device, count):
    for _ in range(count):
        device.add("heartbeat", {"owed": 0})
    device.ack(device.push())


def places():
    return list(LogPlace.objects.order_by("n").values_list("n", "entry__dev", "entry__seq"))


def test_every_stored_entry_gets_one_place_and_the_places_are_dense(regulator, device):
    other = Device(regulator.session(), regulator.url)
    other.enrol(regulator.code())
    beats(device, 3)
    device.add("heartbeat", {"owed": 0}, extra=1)
    beats(other, 2)
    device.ack(device.push())
    assert (sequencer.place_batch(), sequencer.place_batch()) == (6, 0)
    here, there = [(device.dev, seq) for seq in (1, 2, 3)], [(other.dev, seq) for seq in (1, 2)]
    last = (device.dev, 4)
    assert places() == [(n, *one) for n, one in enumerate([*here, *there, last])]
    beats(other, 1)
    assert sequencer.place_batch() == 1
    assert places()[-1] == (6, other.dev, 3)
    assert (LogHead.objects.get().size, Taken.objects.count()) == (7, 0)


def test_a_batch_that_fails_leaves_no_gap(device):
    beats(device, 2)
    with triggers.refusing("intake_logplace", "NEW.n = 1"), pytest.raises(DatabaseError):
        sequencer.place_batch()
    assert (LogPlace.objects.count(), LogHead.objects.get().size) == (0, 0)
    assert sequencer.place_batch() == 2
    assert [n for n, _, _ in places()] == [0, 1]


def test_a_place_is_given_once_and_never_taken_back(device):
    beats(device, 1)
    sequencer.place_batch()
    with pytest.raises(IntegrityError), transaction.atomic():
        LogPlace.objects.create(n=1, entry=StoredEntry.objects.get())
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        LogPlace.objects.all().delete()


def test_the_loop_places_what_comes_and_ends_when_told(device):
    stop = Event()
    loop = Thread(target=sequencer.run, args=[stop])
    loop.start()
    beats(device, 3)
    while LogPlace.objects.count() < 3:
        stop.wait(0.05)
    stop.set()
    loop.join(10)
    assert not loop.is_alive()
