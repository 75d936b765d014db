"""A desk whose clock is ten years off after a restart still reaches its regulator."""

from datetime import timedelta

import pytest

from app.wiring import clock
from tests.regulator_fixture import regulator
from tests.sync.conftest import Office, office

__all__ = ["office", "regulator"]


@pytest.mark.parametrize("years", [10, -10])
def test_a_wrong_clock_does_not_keep_a_desk_from_syncing(office: Office, years):
    office.register()
    office.desk.api.now = lambda: clock.now() + timedelta(days=365 * years)
    office.desk.sync()
    assert office.owed() <= 1  # what the sync itself noted may wait for the next one
