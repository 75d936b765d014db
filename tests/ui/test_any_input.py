"""Any text into every kind of field, through the real widgets: refused in words, or right.

Pasted and typed alike; what stands in the field when it is left must never be kept as something it
is not, and nothing may raise (a slot's exception fails the test).
"""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.domain import jalali
from app.domain.catalogue import Catalogue, Service
from app.domain.errors import Refusal
from app.domain.forms import Field
from app.domain.identifiers import persons
from app.domain.money import MAX_RIALS
from tests.ui.desk_functions import NOW, OFFICE, MemoryDesk, bundled_catalogue
from tests.ui.test_first_request import SCRIPT, _choose, _signed_in
from ui import words
from ui.journey import _fill
from ui.models.request import Request
from ui.views.fields.lines import MOST, LineEditor, NoteEditor
from ui.views.form_page import FormPage
from ui.window import Window

DIGITS = "0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"
ODD = "\u200c\u200f\u202e\u2066\u2069\ufeff\x00\x1b\ud7ff😀ي‌كﷲ٬,٫/.-+eE \t\n'\"<b>%s{}"
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=DIGITS, max_size=30),
    st.text(alphabet=DIGITS + ODD, max_size=40),
    st.from_regex(r"1[34][0-9]{2}[/.-]?[0-9]{1,2}[/.-]?[0-9]{1,2}", fullmatch=True),
    st.from_regex(r"IR[0-9]{24}|[0-9]{10,11}|09[0-9]{9}", fullmatch=True),
)
# One of each kind that is typed, with the service that asks it.
FOUND: dict[str, tuple[Service, Field]] = {}
ROWS: dict[str, tuple[Service, Field]] = {}
for _service in bundled_catalogue().services.values():
    for _field in _service.form.fields if _service.offered else ():
        if _field.asked and _field.kind not in ("choice", "boolean", "table", "list", "province"):
            FOUND.setdefault(_field.kind, (_service, _field))
        elif _field.asked and _field.kind in ("table", "list"):
            ROWS.setdefault(_field.kind, (_service, _field))

KEY = "birth_cert_duplicate"
SHAPES = {
    "national-id": r"[0-9]{10}",
    "legal-id": r"[0-9]{11}",
    "foreign-id": r"[0-9]{8,14}",
    "postal-code": r"[0-9]{10}",
    "mobile": r"09[0-9]{9}",
    "sheba": r"IR[0-9]{24}",
    "motorcycle-plate": r"[0-9]{8}",
    "bill-id": r"[0-9]{6,13}",
    "payment-id": r"[0-9]{6,13}",
    "economic-code": r"[0-9]{11,14}",
    "time": r"([01][0-9]|2[0-3]):[0-5][0-9]",
    "jalali-date": r"1[0-9]{3}/[0-9]{2}/[0-9]{2}",
    "jalali-datetime": r"1[0-9]{3}/[0-9]{2}/[0-9]{2} [0-2][0-9]:[0-5][0-9]",
}


class Typing:
    """A page whose request follows what is typed, as the counter has it."""

    def __init__(self, service: Service, catalogue: Catalogue) -> None:
        self.request = Request.begin(service, catalogue=catalogue, office=OFFICE, now=NOW)
        self.page = FormPage(self.request)
        self.page.edited.connect(self._edited)
        self.page.left.connect(self._left)
        self.page.show()

    def type(self, name: str, text: str) -> None:
        type_into(self.page.form.fields[name].editor, text)

    def _edited(self, name: str, value: object) -> None:
        self.request = self.request.answer(name, value)
        self.page.show_request(self.request)

    def _left(self, name: str) -> None:
        self.request = self.request.leave(name)
        self.page.show_request(self.request)


def type_into(editor: QWidget, text: str) -> None:
    """As if pasted, and the field left."""
    if isinstance(editor, QLineEdit):
        editor.clear()
        editor.insert(text)
        editor.textEdited.emit(editor.text())
    elif isinstance(editor, QPlainTextEdit):
        editor.clear()
        editor.insertPlainText(text)
    if isinstance(editor, LineEditor | NoteEditor):
        editor.left.emit()


@pytest.fixture(scope="module")
def pages(qapp: QApplication, catalogue: Catalogue) -> Iterator[dict[str, Typing]]:
    made: dict[str, Typing] = {}
    yield made
    for typing in made.values():
        typing.page.close()
        typing.page.deleteLater()


def test_every_kind_that_is_typed_is_here() -> None:
    assert set(SHAPES) <= set(FOUND)


@pytest.mark.parametrize("kind", sorted(set(FOUND) - {"county"}))
def test_what_is_typed_is_right_or_refused_in_words(
    kind: str, pages: dict[str, Typing], catalogue: Catalogue
) -> None:
    service, field = FOUND[kind]
    typing = pages.setdefault(service.key, Typing(service, catalogue))

    @settings(max_examples=25)
    @given(TEXTS)
    def holds(text: str) -> None:
        typing.type(field.name, text)
        request = typing.request
        error = request.filled.errors.get(field.name)
        if error is not None:
            assert re.search("[آ-ی]", words.sentence(error))
        elif (kept := request.filled.answers.get(field.name)) is not None:
            assert _is(kind, kept), (text, kept)

    holds()


@pytest.mark.parametrize("kind", sorted(ROWS))
def test_rows_take_any_text_and_name_the_cell_that_is_wrong(
    kind: str, pages: dict[str, Typing], catalogue: Catalogue
) -> None:
    service, field = ROWS[kind]
    typing = pages.setdefault(service.key, Typing(service, catalogue))
    editor = typing.page.form.fields[field.name].editor
    editor.put(None)
    editor.add_row()
    cells = editor.cells(-1)

    @settings(max_examples=25)
    @given(st.lists(TEXTS, min_size=len(cells), max_size=len(cells)))
    def holds(texts: list[str]) -> None:
        for cell, text in zip(cells, texts, strict=True):
            type_into(cell, text)
        errors = typing.request.filled.errors
        own = {key: error for key, error in errors.items() if key.split("/")[0] == field.name}
        assert all(re.search("[آ-ی]", words.sentence(error)) for error in own.values())
        assert isinstance(typing.request.answers.get(field.name), list | None)

    holds()


def test_a_slip_is_taken_only_when_all_of_it_can_be_one(window: Window, desk: MemoryDesk) -> None:
    hands = _signed_in(window)
    _choose(hands, window.places, KEY)
    _fill(hands, SCRIPT, lambda _: None)
    hands.fkey(9)
    hands.wait(lambda: window.places.counter.stage == "paying", "the money")
    hands.settle(window)
    hands.fkey(11)
    boxes = window.places.desk.payment.boxes

    @settings(max_examples=20, deadline=None)
    @given(st.lists(TEXTS, min_size=len(boxes), max_size=len(boxes)))
    def holds(texts: list[str]) -> None:
        for view, text in zip(boxes.values(), texts, strict=True):
            type_into(view.editor, text)
        window.places.counter.primary()
        assert desk.slips == []
        assert window.places.counter.stage == "paying"

    holds()


def _is(kind: str, kept: object) -> bool:
    """By rules of the test's own, or the ones nobody can repeat without copying."""
    if kind == "money":
        return isinstance(kept, int) and 0 <= kept <= MAX_RIALS
    if kind == "integer":
        return isinstance(kept, int)
    if not isinstance(kept, str) or "\x00" in kept:
        return False
    if kind in ("jalali-date", "jalali-datetime"):
        try:
            jalali.parse(kept.split()[0])
        except Refusal:
            return False
    if kind == "national-id" and not persons.national_id(kept):
        return False
    return kind not in SHAPES or re.fullmatch(SHAPES[kind], kept, re.ASCII) is not None


def test_a_whole_book_pasted_into_a_note_stops_nobody(qapp: QApplication) -> None:
    note, book = NoteEditor(), QMimeData()
    book.setText("سلام 12345\n" * 400_000)
    note.insertFromMimeData(book)
    assert len(note.toPlainText()) == MOST
    note.insertFromMimeData(book)
    letter = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "ب")
    note.keyPressEvent(letter)
    assert len(note.toPlainText()) == MOST
    note.selectAll()
    note.keyPressEvent(letter)
    assert note.answer() == "ب"
    note.deleteLater()
