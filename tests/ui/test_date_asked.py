"""A doubtful clock: before a request is promised, a person says what day it is."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.acts import Registered, RequestDraft
from app.domain.catalogue import Catalogue
from app.domain.errors import OperatorCanFix
from tests.ui.desk_functions import MemoryDesk
from tests.ui.test_first_request import SCRIPT, _choose, _cut, _signed_in
from ui import start
from ui.hands import Hands
from ui.journey import _fill
from ui.views.question import QuestionView
from ui.window import Window


@pytest.fixture
def window(qapp: QApplication, catalogue: Catalogue):  # type: ignore[no-untyped-def]
    """A desk that asks for the date until it was confirmed."""
    desk = MemoryDesk(catalogue)
    handed = desk.functions()

    def register(draft: RequestDraft) -> Registered:
        if "confirm" not in desk.done:
            raise OperatorCanFix("date-unconfirmed", date="شنبه ۳۰ آبان ۱۴۰۵")
        return handed.register(draft)

    made = start.build_window(
        replace(handed, register=register, confirm_date=lambda: desk.done.append("confirm"))
    )
    made.show()
    yield made
    Hands(made).settle(made)
    made.close()
    made.deleteLater()
    qapp.processEvents()


def asked(window: Window) -> QuestionView:
    return window.places.desk.findChildren(QuestionView)[-1]


def test_the_date_is_asked_and_the_request_goes_on(window: Window) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, "birth_cert_duplicate")
    _fill(hands, SCRIPT, lambda step: None)
    counter = window.places.counter
    hands.fkey(9)
    hands.settle(window)
    dialog = asked(window)
    assert dialog.isVisible()
    assert _cut(dialog) == []
    dialog.reject()
    hands.turn()
    assert counter.stage == "filling"
    hands.fkey(9)
    hands.settle(window)
    asked(window)._agree()
    hands.wait(lambda: counter.stage == "paying", "the payment")
