"""The auditor's table reads ahead of the scroll, keeps little, shows the right row anywhere."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui import start
from ui.models.audit_board import BoardLine
from ui.views.audit_table import PAGES, KeyedRows, KeyedTable

PAGE, ALL = 200, 12_345


@pytest.fixture(scope="module")
def qapp() -> QApplication:
    return start.build_app()


class Country:
    """A server of rows by key, newest first; it answers when it is told to."""

    def __init__(self, rows: KeyedRows, size: int) -> None:
        self.rows, self.size = rows, size
        self.asked: list[tuple[int, int | None]] = []
        rows.wanted.connect(lambda page, after: self.asked.append((page, after)))

    def answer(self) -> None:
        while self.asked:
            page, after = self.asked.pop(0)
            start_at = 0 if after is None else self.size - after
            some = [self.row(n) for n in range(start_at, min(start_at + PAGE, self.size))]
            end = start_at + len(some)
            self.rows.put(page, some, self.size - end if end < self.size else None)

    def row(self, n: int) -> BoardLine:
        return BoardLine((f"row {n}", ""), code=str(self.size - n))


@pytest.fixture
def table(qapp: QApplication) -> Iterator[tuple[KeyedTable, Country]]:
    rows = KeyedRows(("one", "two"))
    made = KeyedTable(rows, "rows", (1, 1))
    country = Country(rows, ALL)
    made.resize(800, 600)
    made.show()
    rows.begin()
    country.answer()
    yield made, country
    made.close()
    made.deleteLater()


def look(table: KeyedTable, row: int) -> str:
    """Scroll there and paint, as a person does; what the first line shows."""
    table.scrollTo(table.rows.index(row, 0), KeyedTable.ScrollHint.PositionAtTop)
    table.grab()
    return str(table.rows.data(table.rows.index(row, 0)))


def test_every_row_is_reached_and_only_a_few_pages_are_kept(table) -> None:
    made, country = table
    seen = 0
    while seen < ALL:
        seen = made.rows.rowCount()
        assert look(made, seen - 1) == f"row {seen - 1}"
        country.answer()
        assert made.rows.held <= PAGES
        if made.rows.rowCount() == seen:
            break
    assert seen == ALL
    for row in (0, 7_777, 201, ALL - 1, 5_000):
        look(made, row)
        country.answer()
        assert look(made, row) == f"row {row}"
        assert made.rows.held <= PAGES


def test_the_page_ahead_is_asked_for_before_it_is_reached(table) -> None:
    made, country = table
    look(made, 10)
    assert country.asked == [(1, ALL - PAGE)]
    country.answer()
    look(made, 30)
    assert country.asked == []
    look(made, PAGE + 5)
    assert country.asked == [(2, ALL - 2 * PAGE)]


def test_a_row_whose_page_was_refused_is_blank_and_asked_for_again(table) -> None:
    made, country = table
    look(made, 10)
    country.asked.clear()
    made.rows.missed(1)
    assert made.rows.rowCount() == PAGE
    look(made, 10)
    assert country.asked == [(1, ALL - PAGE)]


def test_another_list_forgets_the_one_before(table) -> None:
    made, country = table
    look(made, 150)
    country.answer()
    country.size = 3
    made.rows.begin()
    assert made.rows.rowCount() == 0
    country.answer()
    assert made.rows.rowCount() == 3
    # A page that comes late for the longer list finds no place.
    made.rows.put(5, [country.row(0)], None)
    assert made.rows.rowCount() == 3
