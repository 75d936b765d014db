"""The customer's display beside the work: what is shown when, and that nobody waits for it."""

import time
from dataclasses import asdict

import pytest

from app.domain.acts import Paid, PaymentPlan
from app.domain.displays import Display, Shown
from app.wiring.customer import Customer
from app.wiring.printers import DISPLAY
from local_db import queries
from printing.display import encoded
from tests.printing.printers import Machine, printer
from tests.sync.conftest import office, regulator
from tests.sync.test_press import nobody_listens, session

__all__ = ["office", "regulator", "session"]
PLAN = PaymentPlan("v", "a", "p", 500_000, ())


def shown(machine: Machine, display: Display, first: str, second: str) -> bool:
    """Whether these rows reach the display within some seconds."""
    for _ in range(200):
        if encoded(Shown(first, second), display) in bytes(machine.got):
            return True
        time.sleep(0.02)
    return False


def use(session, display: Display) -> None:
    session.desk.writer.write(
        lambda connection: queries.set_setting(connection, DISPLAY, asdict(display))
    )


def test_the_citizen_sees_the_amount_and_then_the_number(session):
    customer = Customer(session)
    with printer(Machine(talks=False)) as machine:
        display = Display("tcp", f"127.0.0.1:{machine.port}")
        use(session, display)
        assert customer.paying(lambda plan: Paid("1", plan, "succeeded"))(PLAN).plan == PLAN
        assert shown(machine, display, "کارت بکشید", "۵۰۰٬۰۰۰ ریال")
        assert customer.receipted(lambda tid: tid)("0" * 18) == "0" * 18
        assert shown(machine, display, "شناسه پیگیری", "۰" * 18)
        assert customer.greeted(lambda: "visit")() == "visit"
        assert shown(machine, display, "خوش آمدید", "")


@pytest.mark.parametrize("set_", [True, False])
def test_a_display_that_is_off_or_not_there_changes_nothing(session, set_):
    if set_:
        use(session, Display("tcp", nobody_listens()))
    assert Customer(session).receipted(lambda tid: tid)("1" * 18) == "1" * 18
