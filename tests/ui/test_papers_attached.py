"""A copy of a paper is attached where one may be kept, and the request then names it."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.catalogue import Catalogue
from app.domain.documents import KEPT_KINDS
from app.domain.errors import OperatorCanFix
from tests.ui.desk_functions import MemoryDesk
from tests.ui.test_first_request import _choose, _cut, _signed_in
from ui import start
from ui.hands import Hands
from ui.models.request import Request
from ui.views.papers import copy_forbidden
from ui.window import Window

HASH = "a" * 64


@pytest.fixture
def window(qapp: QApplication, catalogue: Catalogue):  # type: ignore[no-untyped-def]
    def keep(file: str, _kind: str) -> str:
        if not file.endswith(".pdf"):
            raise OperatorCanFix("document-form")
        return HASH

    made = start.build_window(replace(MemoryDesk(catalogue).functions(), keep_paper=keep))
    made.show()
    yield made
    Hands(made).settle(made)
    made.close()
    made.deleteLater()
    qapp.processEvents()


def service_with_copies(catalogue: Catalogue) -> str:
    """A service that asks for a copy the law allows."""
    for service in catalogue.services.values():
        for paper in service.form.documents:
            if service.offered and paper.kind in KEPT_KINDS and not copy_forbidden(paper):
                return service.key
    raise AssertionError("no service asks for a copy")


def test_a_copy_is_attached_and_named(window: Window, catalogue: Catalogue) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, service_with_copies(catalogue))
    page, counter = window.places.desk.page, window.places.counter
    assert page is not None
    shown = [title for title, push in page.papers.keep.items() if push.isVisibleTo(page.papers)]
    assert shown
    title = shown[0]
    page.papers.attached.emit(title, "copy", "/scan.exe")
    hands.settle(window)
    assert "PDF" in page.papers.missing.words.text()
    page.papers.attached.emit(title, "copy", "/scan.pdf")
    hands.settle(window)
    assert counter.request is not None
    named = {paper.title: paper.hash for paper in counter.request.draft("v").papers}
    assert named[title] == HASH
    assert "پیوست است" in page.papers.keep[title].text()
    assert _cut(page.papers) == []


def test_what_the_law_forbids_has_no_key(window: Window, catalogue: Catalogue) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, "birth_cert_duplicate")
    page = window.places.desk.page
    assert page is not None
    request = window.places.counter.request
    assert isinstance(request, Request)
    forbidden = [paper for paper, _ in request.filled.papers if copy_forbidden(paper)]
    assert forbidden
    assert all(paper.title not in page.papers.keep for paper in forbidden)
    resumed = request.resume(request.attach(forbidden[0].title, HASH).draft("v"))
    assert resumed.files == {forbidden[0].title: HASH}
