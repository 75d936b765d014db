"""What was set aside stays what it was, and what cannot be set aside stays on the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.faults.test_full_disk import fill, limit
from tests.sync.conftest import begin
from tests.ui.real_desk import AtDesk, at_desk


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[AtDesk]:
    with at_desk(begin(tmp_path), tmp_path) as made:
        yield made


def test_what_was_set_aside_is_not_lost_to_what_is_typed_by_mistake_later(desk: AtDesk) -> None:
    desk.fill()
    counter = desk.places.counter
    assert counter.request is not None
    said = counter.request.answers["applicant_first_name"]
    desk.key(8, shift=True)
    drafts = desk.places.draftbox.view
    desk.key(3, shift=True)
    assert "کنار گذاشته" in drafts.marked.kept
    assert not drafts.marked.back
    desk.key(7)
    assert "جز همین ندارد" in drafts.trouble.words.text()
    desk.hands.press(Qt.Key.Key_Return, drafts.list)
    desk.settle()
    page = desk.places.desk.page
    assert page is not None
    page.form.edited.emit("applicant_first_name", "گربه")
    page.form.left.emit("applicant_first_name")
    desk.settle()
    desk.key(3, shift=True)
    assert "سپس عوض شده" in drafts.marked.kept
    desk.key(7)
    desk.enter()
    assert counter.request.answers["applicant_first_name"] == said
    assert desk.places.here == "request"


def test_what_cannot_be_set_aside_is_on_the_desk_again_as_it_was(desk: AtDesk) -> None:
    desk.fill()
    fill(desk.session)  # the disk takes nothing more
    page = desk.places.desk.page
    assert page is not None
    long = "کوی نمونه، " * 3000  # what is free between other rows is too little for it
    page.form.edited.emit("residence_address", long)
    desk.key(8, shift=True)
    assert "روی دیسک نمی‌توان نوشت" in desk.line
    assert desk.places.counter.stage == "filling"
    assert desk.places.counter.request.answers["residence_address"] == long
    limit(desk.session, 1_000_000)
    desk.key(8, shift=True)
    assert "کنار گذاشته شد" in desk.line
