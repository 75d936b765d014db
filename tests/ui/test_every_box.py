"""Any text into every box of the forms' other parts, of every dialog and of every guided page:
taken, or refused in words. The places are with their window in `test_every_screen`.
"""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.domain.catalogue import Catalogue, Service
from app.domain.money import MAX_RIALS
from tests.ui.boxes import SOME, fill, no_trace
from tests.ui.desk_functions import NOW, OFFICE
from tests.ui.gallery import DIALOGS, PAGES, wizard
from tests.ui.newer import KEY, RELIEF, listed
from tests.ui.test_any_input import Typing
from ui.models.request import Request
from ui.views.fee import FeeView

COUNTED = 50
LEAST = {"told": 5, "papers": 1}


@pytest.fixture
def around(qapp: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_dialogs_and_guided_pages(catalogue: Catalogue, around: QWidget) -> None:
    counted: dict[str, int] = {}

    @settings(max_examples=8, deadline=None)
    @given(SOME)
    def holds(texts: list[str]) -> None:
        for name in sorted({*DIALOGS, *PAGES} - {n for n, found in counted.items() if not found}):
            made = DIALOGS[name](catalogue, around) if name in DIALOGS else wizard(name)
            made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
            counted[name] = fill(made, texts)
            for push in made.findChildren(QPushButton) if counted[name] else ():
                if push.property("role") in ("primary", "danger") and push.isEnabled():
                    push.click()
            assert no_trace(made), name
            made.deleteLater()

    holds()
    assert sum(counted.values()) == COUNTED, counted


@pytest.mark.parametrize("part", ["told", "papers"])
def test_told_amounts_and_the_codes_of_papers(
    part: str, catalogue: Catalogue, qapp: QApplication
) -> None:
    has = {
        "told": lambda one: _begun(one, catalogue).told_wrong,
        "papers": lambda one: Typing(one, catalogue).page.papers.codes,
    }[part]
    typing = Typing(next(filter(has, _offered(catalogue))), catalogue)
    typing.page.told.told.connect(lambda *told: _next(typing, typing.request.tell(*told)))
    typing.page.papers.coded.connect(lambda *code: _next(typing, typing.request.verify(*code)))

    @settings(max_examples=15, deadline=None)
    @given(SOME)
    def holds(texts: list[str]) -> None:
        assert fill(getattr(typing.page, part), texts) >= LEAST[part]
        for at, entry in (typing.request.told or {}).items():
            kept = entry.told(at)
            assert kept is None or 0 <= kept.amount <= MAX_RIALS
        assert no_trace(typing.page)

    holds()
    typing.page.close()
    typing.page.deleteLater()


def _next(typing: Typing, request: Request) -> None:
    typing.request = request
    typing.page.show_request(request)


def test_what_an_exemption_rests_on(catalogue: Catalogue, qapp: QApplication) -> None:
    fee, relieved = FeeView(), listed(catalogue)
    request = _begun(relieved.by_key(KEY), relieved)
    fee.show_request(request)
    (box,) = fee.exemptions.boxes.values()
    box.claim.setChecked(True)
    fee.show_request(request.claim(RELIEF.key, ""))

    @settings(max_examples=15, deadline=None)
    @given(SOME)
    def holds(texts: list[str]) -> None:
        assert fill(fee.exemptions, texts) == 1
        assert box.evidence == ""  # the paper was not seen

    holds()
    fee.deleteLater()


def _offered(catalogue: Catalogue) -> list[Service]:
    return [one for one in catalogue.services.values() if one.offered]


def _begun(service: Service, catalogue: Catalogue) -> Request:
    return Request.begin(service, catalogue=catalogue, office=OFFICE, now=NOW)
