"""When the date needs a person's word, and that one word is enough."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.clock import Verified, needs_a_word
from app.domain.errors import OperatorCanFix
from app.domain.moments import Moment, from_wire, to_wire
from app.wiring.functions import functions
from app.wiring.session import Session
from local_db import queries
from tests.regulator_fixture import regulator
from tests.sync.conftest import PASSPHRASE, PASSWORD, Office, office

__all__ = ["office", "regulator"]
NOON = datetime(2026, 11, 21, 8, tzinfo=UTC)
HEARD = Verified(to_wire(NOON), to_wire(NOON), 1_000, "a" * 16)


@pytest.mark.parametrize(
    ("days", "up", "boot", "asks"),
    [
        (0.9, 3_600_000, "a", False),
        (1.1, 3_600_000, "a", True),
        (-1.1, 3_600_000, "a", True),
        (3, 3 * 86_400_000, "a", False),  # counted all the while
        (0.9, 60_000, "b", False),
        (3, 60_000, "b", True),  # switched off for days: nobody counted
        (3652, 60_000, "b", True),
        (-3652, 60_000, "b", True),
    ],
)
def test_more_than_a_day_that_nobody_counted_is_a_question(days, up, boot, asks):
    moment = Moment(NOON + timedelta(days=days), 1_000 + up, boot * 16)
    assert needs_a_word(HEARD, moment) is asks
    assert not needs_a_word(None, moment)


def test_a_citizen_waits_for_one_word_and_not_for_a_second(office: Office):
    folder = office.desk.folder
    office.desk.close()
    office.regulator.wire.down = True
    session = Session(folder, office.regulator.session)
    handed = functions(session, None, folder / "papers")
    session.unlock(PASSPHRASE)
    session.sign_in("2", PASSWORD)
    session.open_shift()
    handed.open_visit()
    heard = session.desk.here.db
    with heard.read() as connection:
        known = queries.setting(connection, "clock")
    early = to_wire(from_wire(known["server"]) - timedelta(days=2))
    session.desk.remember("clock", known | {"server": early, "boot": "f" * 16})
    with pytest.raises(OperatorCanFix, match="date-unconfirmed") as asked:
        handed.open_visit()
    assert asked.value.facts["date"]
    handed.confirm_date()
    handed.open_visit()
    session.close()
