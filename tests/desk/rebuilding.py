"""Whether every projection of a desk is the same when it is made again from the entries."""

from local_db import journal, projections
from tests.desk.conftest import Desk


def tables(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every projection."""
    return {
        table: desk.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in projections.TABLES
    }


def rebuilt_equal(desk: Desk) -> None:
    """Make them again and compare."""
    before = tables(desk)
    with desk.here.db.write() as connection:
        projections.rebuild(connection, journal.everything(connection))
    assert tables(desk) == before
