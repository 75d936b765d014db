"""The form of a service, drawn from its fields and sections: one card for each section.

A field is built when it is first shown, and then stays: a condition only shows, hides and
rearranges, so the caret stays put. Of sixty questions a citizen is asked twenty.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.catalogue import Catalogue
from app.domain.forms import Answer, Field
from app.domain.jalali import tehran_date
from app.domain.text import persian_digits
from ui.models import divisions
from ui.models.request import Request
from ui.views.fields.field import FieldView, editor_for
from ui.views.fields.lines import LineEditor
from ui.views.fields.picks import ChoiceEditor
from ui.views.parts import card, reveal, row, text, tight

COLUMN_WIDTH = 236
NEVER = object()


class FieldPlace(QWidget):
    """Where a field stands among the others, before it has widgets and after."""

    def __init__(
        self, field: Field, make: Callable[[Field, QWidget], FieldView], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.field, self._make = field, make
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def built(self) -> bool:
        """Whether it was ever shown."""
        return "view" in self.__dict__

    @cached_property
    def view(self) -> FieldView:
        """The field itself, made here and now."""
        view = self._make(self.field, self)
        tight(QVBoxLayout(self), 0).addWidget(view)
        return view

    def take_tabs(self) -> None:
        """Tab comes here in the form's order, whenever it was built: Qt puts it last. Asked at each
        drawing, for Qt moves nothing to the first place of a page that is still being built."""
        view, after = self.view, self.nextInFocusChain()
        if after and view.isAncestorOf(after):
            return
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # it moves nothing behind one without any
        last: QWidget = self
        here = self.window()
        for part in view.findChildren(QWidget):
            # A choice's list is a window of its own.
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.window() is here:
                self.setTabOrder(last, part)
                last = part
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class Fields(Mapping[str, FieldView]):
    """The fields of a form by name; asking for one that was never shown builds it."""

    def __init__(self) -> None:
        self.places: dict[str, FieldPlace] = {}

    def __getitem__(self, name: str) -> FieldView:
        """That field."""
        return self.places[name].view

    def __iter__(self) -> Iterator[str]:
        """Names in the order they are asked."""
        return iter(self.places)

    def __len__(self) -> int:
        """How many there are to ask."""
        return len(self.places)

    def __contains__(self, name: object) -> bool:
        """Whether the form asks that; builds nothing."""
        return name in self.places

    def built(self) -> Iterator[tuple[str, FieldView]]:
        """Those that have widgets."""
        return ((name, place.view) for name, place in self.places.items() if place.built)


class SectionView(QFrame):
    """One section: its heading and a grid of fields that follows the width."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.fields: list[FieldPlace] = []
        self._placed: tuple[object, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 8)
        column.setSpacing(12)
        self.count = text("", "note")
        column.addLayout(row(text(title, "heading"), 1, self.count))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(2)
        column.addLayout(self.grid)

    def arrange(self, shown: frozenset[str], columns: int) -> None:
        """Place the shown fields row by row; nothing moves when nothing changed."""
        names = tuple(place.field.name for place in self.fields if place.field.name in shown)
        if self._placed == (names, columns):
            return
        self._placed = (names, columns)
        reveal(self, bool(names))
        for place in self.fields:
            self.grid.removeWidget(place)
        for place, line, at, span in _places(self.fields, shown, columns):
            self.grid.addWidget(place, line, at, 1, span)
        for place in self.fields:
            reveal(place, place.field.name in shown)
        for at in range(4):
            self.grid.setColumnStretch(at, 1 if at < columns else 0)


class FormView(QWidget):
    """Draws a Request's fields; reports what is typed, left, and accepted."""

    edited = Signal(str, object)
    left = Signal(str)

    def __init__(self, request: Request, parent: QWidget) -> None:
        # Built under its parent from the start: Qt styles a subtree anew each time it is moved.
        super().__init__(parent)
        self.setProperty("role", "clear")
        self.request = request
        self.fields = Fields()
        self._above: dict[str, object] = {}
        self.column = tight(QVBoxLayout(self), 12)
        asked = {field.section for field in request.service.form.fields if field.asked}
        sections = [one for one in request.service.form.sections if one[0] in asked]
        self.sections = [self._section(key, title) for key, title in sections]
        of = persian_digits(len(self.sections))
        for at, section in enumerate(self.sections, start=1):
            section.count.setText(f"بخش {persian_digits(at)} از {of}")
            self.column.addWidget(section)
        self.show_request(request)

    def show_request(self, request: Request) -> None:
        """The only place that touches the fields after building."""
        self.request = request
        self._arrange()
        self._follow_divisions(request)
        for place in self.fields.places.values():
            if place.built:
                place.take_tabs()
        for name in request.filled.shown:
            if name in self.fields:
                self.fields[name].show_state(request.field_state(self.fields[name].field))

    def fill(self, answers: Mapping[str, Answer]) -> None:
        """Show answers that were not typed; where the caret stands, typing replaces them."""
        for name, view in self.fields.built():
            if name in answers:
                editor = view.editor
                editor.put(answers[name])
                if isinstance(editor, LineEditor) and editor.hasFocus():
                    editor.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, more columns."""
        super().resizeEvent(event)
        self._arrange()

    def focus(self, name: str) -> None:
        """Put the caret in that field."""
        if name in self.fields:
            self.fields[name].focus()

    def stand(self, place: str) -> bool:
        """Put the caret back where `place` says; False when that field is not shown."""
        name, _, caret = place.partition(":")
        if name not in self.fields or name not in self.request.filled.shown:
            return False
        self.fields[name].stand(int(caret or 0))
        return True

    def place(self) -> str:
        """Where the caret stands, as `stand` understands it; "" outside the fields."""
        for name, view in self.fields.built():
            if view.isAncestorOf(QApplication.focusWidget() or self):
                return f"{name}:{view.caret}"
        return ""

    def first(self) -> str:
        """The first field on screen, or ""."""
        return next((name for name in self.request.filled.shown if name in self.fields), "")

    def _arrange(self) -> None:
        columns = max(1, min(3, (self.width() - 24) // COLUMN_WIDTH))
        shown = frozenset(self.request.filled.shown)
        for section in self.sections:
            section.arrange(shown, columns)

    def _section(self, key: str, title: str) -> SectionView:
        own = [f for f in self.request.service.form.fields if f.section == key and f.asked]
        section = SectionView(title, self)
        section.fields = [FieldPlace(field, self._field, section) for field in own]
        self.fields.places |= {place.field.name: place for place in section.fields}
        return section

    def _field(self, field: Field, place: QWidget) -> FieldView:
        view = FieldView(_with_places(field, self.request.catalogue), editor_for, place)
        view.editor.put(self.request.answers.get(field.name))
        view.edited.connect(self.edited)
        view.accepted.connect(self.edited)
        view.left.connect(self.left)
        view.calendar.connect(self._open_calendar)
        return view

    def _open_calendar(self, editor: LineEditor) -> None:
        from ui.models.month import Month
        from ui.views.fields.calendar import CalendarView

        request = self.request
        month = Month.begin(
            editor.text(),
            tehran_date(request.now),
            request.catalogue.calendar,
            province=request.office.province,
        )
        self.calendar = CalendarView(month, editor)
        self.calendar.picked.connect(editor.pick)
        self.calendar.open_below(editor)

    def _follow_divisions(self, request: Request) -> None:
        """Counties are those of the chosen province, cities those of the county above them."""
        form = request.service.form
        above_of, built = divisions.parents(form), dict(self.fields.built())
        for name in above_of.keys() & built.keys():
            view, here = built[name], request.answers.get(above_of[name])
            if self._above.get(name, NEVER) == here:
                continue
            self._above[name] = here
            if isinstance(view.editor, ChoiceEditor):
                lower = divisions.choices(form, view.field, request.answers, request.catalogue)
                view.editor.offer(lower)
                view.editor.put(request.answers.get(name))


def _with_places(field: Field, catalogue: Catalogue) -> Field:
    if field.kind != "province" or field.choices:
        return field
    names = ((code, province.name) for code, province in catalogue.provinces.items())
    return replace(field, choices=tuple(names))


def _places(
    fields: list[FieldPlace], shown: frozenset[str], columns: int
) -> Iterator[tuple[FieldPlace, int, int, int]]:
    """(place, line, column, span) of the shown ones; a wide field has a line of its own."""
    line = at = 0
    for place in fields:
        if place.field.name not in shown:
            continue
        span = columns if place.view.wide else 1
        if at + span > columns:
            line, at = line + 1, 0
        yield place, line, at, span
        at += span


def section_card(title: str, aside: QWidget | None = None) -> tuple[QFrame, QVBoxLayout]:
    """A card that looks like a section of the form, with something at the far side of its title."""
    box, column = card(margin=16, space=8)
    column.setContentsMargins(20, 16, 20, 16)
    head = row(text(title, "heading"), 1)
    if aside:
        head.addWidget(aside)
    column.addLayout(head)
    return box, column
