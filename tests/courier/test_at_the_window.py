"""The queue, the lights and packages as a window gets them, through a real session."""

import pytest

from app.domain.by_hand import Answered
from app.domain.errors import ManagerCanFix
from app.wiring.sending import SendingDesk
from app.wiring.session import Session
from tests.courier.conftest import carry, quiet
from tests.sync.conftest import PASSPHRASE, PASSWORD


@pytest.fixture
def session(away):
    """A window's session on a desk whose line is down."""
    away.receipt()
    away.desk.close()
    away.regulator.wire.down = True
    made = Session(away.folder, away.regulator.session)
    made.unlock(PASSPHRASE)
    made.sign_in("2", PASSWORD)
    yield made
    made.close()


def test_the_window_sees_what_waits_and_why_and_can_switch_it_off(session):
    desk = SendingDesk(session, None)
    session.round_now()
    told = desk.queue()
    assert told.uplink.tries > 0
    request = next(line for line in desk.page(told.keys) if line.key.kind == "request")
    assert (request.state, request.reason) == ("trying", "regulator-away")
    assert request.next_try is not None
    lamps = {light.which: light for light in desk.lights()}
    assert lamps["regulator"].shine == "away"
    assert lamps["terminal"].shine == "unset"
    desk.switch(False)
    assert {line.state for line in desk.page(told.keys)} == {"held"}
    off = desk.lights()[0]
    assert (off.shine, off.since) > ("off", lamps["regulator"].since)
    desk.switch(True)


def test_one_press_sends_what_waits_once_the_line_is_there(session, away):
    desk = SendingDesk(session, None)
    key = next(key for key in desk.queue().keys if key.kind == "request")
    away.regulator.wire.down = False
    desk.retry(key)
    assert key not in desk.queue().keys


def test_only_the_manager_answers_a_finding(session):
    with pytest.raises(ManagerCanFix, match="right-missing"):
        SendingDesk(session, None).answer("leaf", "words")


def test_a_package_goes_out_and_its_answer_comes_in(session, stick):
    desk = SendingDesk(session, None)
    assert desk.courier_name().startswith("pishkhan-00000-01-14")
    packed = desk.courier_write(str(stick / "a.courier"), quiet)
    assert packed.bodies > 0
    carry(stick / "a.courier", stick / "a.answer")
    answered = desk.courier_take(str(stick / "a.answer"), quiet)
    assert isinstance(answered, Answered)
    assert {key.kind for key in desk.queue().keys} == {"others"}  # the note that it left
    assert {one.desk: one.took.n for one in desk.totals().desks}[1] == 1
