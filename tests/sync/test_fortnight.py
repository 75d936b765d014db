"""Two weeks without a line, in small (`make bench-faults` has it whole): nothing is lost, and what
arrived is not sent again."""

from tests.sync.conftest import Office
from tests.sync.fortnight import ENTRIES_EACH, come_back, work


def test_a_line_that_dies_every_two_seconds_loses_nothing_and_repeats_at_most_one_piece(
    office: Office,
):
    office.desk.sync()
    work(office, 40, 6, scan=120_000)
    found = come_back(office)
    assert found.entries >= 40 * ENTRIES_EACH
    assert (found.stored, found.missing) == (found.entries, 0)
    assert (found.documents, found.whole) == (6, 6)
    assert found.again == 0
    assert found.cuts > 5
