"""Django is set up before the tests of the regulator are read; a device is an enrolled desk."""

import pytest

from tests import regulator_fixture
from tests.regulator_fixture import Regulator, regulator

__all__ = ["regulator"]

regulator_fixture.start()

from tests.regulator.device import Device  # noqa: E402


@pytest.fixture
def device(regulator: Regulator) -> Device:
    """Desk 1 of the demo office, enrolled just now."""
    made = Device(regulator.session(), regulator.url)
    assert made.enrol(regulator.code()).status_code == 200
    return made


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """`later(hours=25)`: the regulator's clock moves on."""
    from regulator import clock

    read = clock.now

    def go(**much: float) -> None:
        from datetime import timedelta

        before = clock.now()
        shift = before - read() + timedelta(**much)
        monkeypatch.setattr(clock, "now", lambda: read() + shift)

    return go


@pytest.fixture
def settings_of():  # type: ignore[no-untyped-def]
    """`settings_of(PACE=1.0)`: other settings until the test ends."""
    from django.test import override_settings

    changed = []

    def change(**told: object) -> None:
        changed.append(override_settings(**told))
        changed[-1].enable()

    yield change
    for one in reversed(changed):
        one.disable()
