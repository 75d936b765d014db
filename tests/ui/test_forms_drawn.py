"""Every form of the catalogue, drawn: labelled, named for a screen reader, reachable, not cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from app.domain.catalogue import Catalogue, Service
from app.domain.forms import Field
from tests.ui.desk_functions import NOW, OFFICE, bundled_catalogue
from ui.models.request import FieldState, Request
from ui.views.fields.field import FieldView
from ui.views.fields.lines import LineEditor
from ui.views.fields.rows import RowsEditor
from ui.views.form_page import FormPage

OFFERED = sorted(
    (service for service in bundled_catalogue().services.values() if service.offered),
    key=lambda service: service.number,
)


def page_of(service: Service, catalogue: Catalogue) -> FormPage:
    request = Request.begin(service, catalogue=catalogue, office=OFFICE, now=NOW)
    page = FormPage(request)
    page.resize(640, 700)
    page.show()
    QApplication.processEvents()
    return page


def cut(widget: QWidget) -> str:
    """Why a label or button does not show all of its words, or ""."""
    if not widget.isVisible() or widget.size().isEmpty():
        return ""
    size = widget.size()
    if isinstance(widget, QLabel) and widget.wordWrap():
        needs = widget.heightForWidth(size.width())
        return f"{widget.text()!r} {needs} > {size.height()}" if needs > size.height() + 1 else ""
    hint = widget.sizeHint()
    small = hint.width() > size.width() + 1 or hint.height() > size.height() + 1
    return f"{widget.text()!r} {hint} > {size}" if small else ""  # type: ignore[attr-defined]


def test_there_are_eighty_three() -> None:
    assert len(OFFERED) == 83


@pytest.mark.parametrize("service", OFFERED, ids=lambda service: service.key)
def test_a_form_is_drawn_named_and_whole(
    service: Service, catalogue: Catalogue, qapp: QApplication
) -> None:
    page = page_of(service, catalogue)
    asked = [field for field in service.form.fields if field.asked]
    assert set(page.form.fields) == {field.name for field in asked}
    for field in asked:
        view = page.form.fields[field.name]
        assert view.label.text().startswith(field.label)
        assert view.editor.accessibleName() == field.label
    cuts = [cut(w) for w in [*page.findChildren(QLabel), *page.findChildren(QPushButton)]]
    assert [why for why in cuts if why] == []
    unnamed = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        and not widget.focusProxy()
    ]
    assert unnamed == []
    page.close()
    page.deleteLater()


def test_tab_follows_the_form_whatever_field_was_built_last(
    catalogue: Catalogue, qapp: QApplication
) -> None:
    page = page_of(max(OFFERED, key=lambda service: len(service.form.fields)), catalogue)
    fields = page.form.fields
    assert 0 < len(dict(fields.built())) < len(fields)
    for name in reversed(list(fields)):
        assert fields[name].field.name == name
    page.show_request(page.form.request)
    of_editor = {
        part: name
        for name, view in fields.items()
        for part in (view.editor, *view.editor.findChildren(QWidget))
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.window() is page
    }
    at, seen = page.nextInFocusChain(), []
    while at is not page:
        seen += [of_editor[at]] if at in of_editor else []
        at = at.nextInFocusChain()
    assert list(dict.fromkeys(seen)) == list(fields)
    page.close()
    page.deleteLater()


@pytest.mark.parametrize("service", OFFERED[::9], ids=lambda service: service.key)
def test_errors_of_all_fields_are_not_cut(
    service: Service, catalogue: Catalogue, qapp: QApplication
) -> None:
    page = page_of(service, catalogue)
    page.show_request(page.form.request.press())
    QApplication.processEvents()
    assert [why for label in page.findChildren(QLabel) if (why := cut(label))] == []
    page.close()
    page.deleteLater()


def view_of(kind: str, **more: object) -> FieldView:
    view = FieldView(Field("f", "پرسش", kind, "s", **more))  # type: ignore[arg-type]
    view.show_state(FieldState())
    return view


@pytest.mark.parametrize(
    ("kind", "typed", "shown", "answer"),
    [
        ("jalali-date", "14040312", "۱۴۰۴/۰۳/۱۲", "1404/03/12"),
        ("jalali-date", "۱۴۰۴/۳/۱۲", "۱۴۰۴/۰۳/۱۲", "1404/03/12"),
        ("jalali-date", "14041230", "۱۴۰۴۱۲۳۰", "14041230"),
        ("jalali-date", "1404/12/3", "۱۴۰۴/۱۲/۰۳", "1404/12/03"),
        ("time", "830", "۰۸:۳۰", "08:30"),
        ("jalali-datetime", "1404/3/2 8:05", "۱۴۰۴/۰۳/۰۲ ۰۸:۰۵", "1404/03/02 08:05"),
        ("money", "5000000000", "۵٬۰۰۰٬۰۰۰٬۰۰۰", 5_000_000_000),
        ("integer", "12", "۱۲", 12),
        ("landline", "021-88776655", "۰۲۱-۸۸۷۷۶۶۵۵", "021-88776655"),
        ("national-id", "0000000426", "۰۰۰۰۰۰۰۴۲۶", "0000000426"),
        ("sheba", "ir۱۲", "IR12", "IR12"),
    ],
)
def test_what_is_typed_is_shown_neat_and_answered_plain(
    qapp: QApplication, kind: str, typed: str, shown: str, answer: object
) -> None:
    view = view_of(kind)
    heard: list[object] = []
    view.edited.connect(lambda _, value: heard.append(value))
    view.show()
    view.activateWindow()
    QApplication.processEvents()
    editor: LineEditor = view.editor
    for letter in typed:
        editor.insert(letter)
        editor.textEdited.emit(editor.text())
    view.focus()
    editor.clearFocus()
    assert (editor.text(), editor.answer()) == (shown, answer)
    assert heard[-1] == answer
    view.deleteLater()


def test_codes_run_left_to_right_at_the_right_edge_and_words_do_not(qapp: QApplication) -> None:
    code, words = view_of("landline").editor, view_of("text").editor
    assert code.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert words.layoutDirection() == Qt.LayoutDirection.RightToLeft
    for editor in (code, words):
        assert editor.alignment() & Qt.AlignmentFlag.AlignRight
        assert editor.alignment() & Qt.AlignmentFlag.AlignAbsolute


@pytest.mark.parametrize("kind", ["text", "multiline", "landline", "jalali-date", "money"])
def test_what_stands_in_a_field_stands_at_its_right_edge(qapp: QApplication, kind: str) -> None:
    view = view_of(kind)
    view.resize(500, 160)
    view.editor.put({"money": 5_000, "landline": "021-88776655"}.get(kind, "۱۴۰۴/۰۳/۱۲"))
    view.show()
    QApplication.processEvents()
    picture = view.editor.grab().toImage()
    ground = picture.pixelColor(60, picture.height() // 2)
    middle = range(12, picture.height() - 12)
    inked = [
        x
        for x in range(12, picture.width() - 8)
        if any(picture.pixelColor(x, y) != ground for y in middle)
    ]
    assert min(inked) > picture.width() // 2
    view.deleteLater()


def test_rows_are_added_filled_and_taken_away_by_key(qapp: QApplication) -> None:
    columns = (Field("name", "نام", "text", ""), Field("sum", "مبلغ", "money", ""))
    view = view_of("table", columns=columns)
    view.show()
    rows: RowsEditor = view.editor
    rows.add_row()
    rows.add_row()
    rows.cells(0)[0].put("زهرا")
    rows.cells(0)[1].put(5_000_000_000)
    assert rows.answer() == [{"name": "زهرا", "sum": 5_000_000_000}]
    rows.put([{"name": "علی"}])
    assert rows.answer() == [{"name": "علی"}]
    view.deleteLater()


def test_a_list_answers_plain_values(qapp: QApplication) -> None:
    view = view_of("list", item="bill-id")
    view.editor.put(["12", "34"])
    assert view.editor.answer() == ["12", "34"]
    assert isinstance(view.editor.cells(0)[0], QLineEdit)
