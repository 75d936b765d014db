"""A copy of a paper is attached where one may be kept, and the request then names it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication

from app.domain.catalogue import Catalogue
from app.domain.documents import KEPT_KINDS, copy_forbidden, media_of
from app.domain.errors import OperatorCanFix
from app.domain.forms import Document
from tests.ui.desk_functions import MemoryDesk
from tests.ui.test_first_request import _choose, _cut, _signed_in
from ui import start
from ui.hands import Hands
from ui.models.request import Request
from ui.pictures import brought
from ui.views.crop import Board, CropView
from ui.window import Window

HASH = "a" * 64


@pytest.fixture
def kept() -> list[str | bytes]:
    """What was given to be kept."""
    return []


@pytest.fixture
def window(qapp: QApplication, catalogue: Catalogue, kept: list[str | bytes]):  # type: ignore[no-untyped-def]
    def keep(file: str | bytes, _kind: str) -> str:
        kept.append(file)
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


def test_a_copy_is_attached_and_named(window: Window, catalogue: Catalogue, tmp_path: Path) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, service_with_copies(catalogue))
    page, counter = window.places.desk.page, window.places.counter
    assert page is not None
    shown = [title for title, push in page.papers.keep.items() if push.isVisibleTo(page.papers)]
    assert shown
    title = shown[0]
    paper = page.papers.keep[title].property("paper")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"MZ no page")
    page.papers.brought.emit(paper, str(scan))
    hands.settle(window)
    assert "PDF" in page.papers.missing.words.text()
    scan.write_bytes(b"%PDF-1.7 a page")
    page.papers.brought.emit(paper, str(scan))
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


def test_a_picture_is_dropped_or_pasted_cut_and_made_small(
    window: Window, catalogue: Catalogue, kept: list[str | bytes]
) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, service_with_copies(catalogue))
    papers = window.places.desk.page.papers
    title, push = next(iter(papers.keep.items()))
    carried = QMimeData()
    carried.setImageData(_photo())
    assert papers._carried(push.property("paper"), carried)
    hands.settle(window)
    (view,) = [one for one in window.findChildren(CropView) if one.isVisible()]
    before = view.board.frame.width()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left):
        hands.press(key, view.board)
    assert view.board.frame.width() == before - 24
    assert _cut(view) == []
    view.keyPressEvent(_pressed(Qt.Key.Key_Return))
    hands.settle(window)
    assert window.places.counter.request.files == {title: HASH}
    (data,) = kept
    assert media_of(data) == "image/jpeg"
    assert len(data) <= 900_000
    cut = QImage.fromData(data)
    assert (cut.width(), cut.height()) == (1800 - 24, 1350)


def test_the_frame_never_leaves_the_picture_nor_closes(qapp: QApplication) -> None:
    board = Board(_photo())
    for _ in range(400):
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            for edge in range(4):
                board.edge = edge
                board.keyPressEvent(_pressed(key))
    assert board.picture.rect().contains(board.frame)
    assert min(board.frame.width(), board.frame.height()) >= 40
    board.deleteLater()


def test_what_is_no_picture_goes_as_it_is_and_words_go_nowhere(
    window: Window, catalogue: Catalogue, tmp_path: Path
) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, service_with_copies(catalogue))
    papers = window.places.desk.page.papers
    title, push = next(iter(papers.keep.items()))
    page = tmp_path / "برگه.pdf"
    page.write_bytes(b"%PDF-1.7 a page")
    carried, said = QMimeData(), QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(page))])
    said.setText("هیچ")
    assert papers._carried(push.property("paper"), carried)
    hands.settle(window)
    assert window.places.counter.request.files == {title: HASH}
    assert not papers._carried(push.property("paper"), said)


def _photo() -> QImage:
    """A photograph larger than is kept."""
    made = QImage(4000, 3000, QImage.Format.Format_RGB32)
    made.fill(0xAA8844)
    small = brought(made)
    assert isinstance(small, QImage)
    return small


def _pressed(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key.value, Qt.KeyboardModifier.NoModifier)


def test_an_electronic_document_is_met_by_its_verification_code(
    window: Window, catalogue: Catalogue
) -> None:
    hands = _signed_in(window)
    key = next(
        service.key
        for service in catalogue.services.values()
        if service.offered and any(_by_code(paper) for paper in service.form.documents)
    )
    _choose(hands, window.places, key)
    papers, counter = window.places.desk.page.papers, window.places.counter
    title, line = next(iter(papers.codes.items()))
    hands.type("ک۱۲", line)
    assert title not in counter.request.papers
    line.clear()
    hands.type("۹۹۳۴-AB12", line)
    hands.turn()
    assert title in counter.request.papers
    (seen,) = [one for one in counter.request.draft("").papers if one.title == title]
    assert seen.code == "9934-AB12"
    assert _cut(window) == []
    again = counter.request.resume(counter.request.draft("v"))
    assert again.codes == {title: "9934-AB12"}


def _by_code(paper: Document) -> bool:
    unconditional = paper.condition is None
    return unconditional and (paper.kind == "obtained_online" or bool(paper.obtained_by))


def test_what_nobody_could_open_is_refused_before_it_is_read(tmp_path: Path) -> None:
    photo = tmp_path / "کارت.jpg"
    QImage(600, 400, QImage.Format.Format_RGB32).save(str(photo), "JPEG")
    whole = photo.read_bytes()
    made = brought(str(photo))
    assert isinstance(made, QImage)
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(2000)
    wrong = {"picture-broken": whole[:20], "document-form": heic, "document-empty": b""}
    for code, data in wrong.items():
        photo.write_bytes(data)
        with pytest.raises(OperatorCanFix, match=code):
            brought(str(photo))
    for beginning, code in ((whole, "picture-large"), (b"%PDF-1.7", "document-large")):
        photo.write_bytes(beginning)
        with photo.open("r+b") as file:
            file.truncate(2 << 30)
        with pytest.raises(OperatorCanFix, match=code):
            brought(str(photo))
    with pytest.raises(OperatorCanFix, match="file-unreadable"):
        brought(str(tmp_path))


def test_a_copy_that_comes_late_never_goes_to_the_next_citizen(
    window: Window, catalogue: Catalogue, tmp_path: Path
) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, service_with_copies(catalogue))
    papers = window.places.desk.page.papers
    push = next(iter(papers.keep.values()))
    page = tmp_path / "برگه.pdf"
    page.write_bytes(b"%PDF-1.7 a page")
    papers.brought.emit(push.property("paper"), str(page))
    window.places.counter.next_one()
    _choose(hands, window.places, service_with_copies(catalogue))
    hands.settle(window)
    assert not window.places.counter.request.files
