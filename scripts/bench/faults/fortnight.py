"""Two weeks without a line: 18,000 entries and 600 documents through 256 kbit/s, cut every 2 s.

The line's time is virtual, its bytes and its cuts are real (tests.lines). Entries are the desk's
own, taken by the regulator's own intake.
"""

import sys
import tempfile
import time
from pathlib import Path

REQUESTS, DOCUMENTS, SCAN = 3_000, 600, 60_000


def main() -> int:
    """Work, come back, print what came of it; 1 when anything is missing or went twice."""
    from tests.regulator_fixture import anew
    from tests.sync.conftest import open_office
    from tests.sync.fortnight import come_back, work

    with tempfile.TemporaryDirectory() as folder:
        office = open_office(Path(folder), anew())
        office.desk.sync()
        began = time.perf_counter()
        work(office, REQUESTS, DOCUMENTS, scan=SCAN)
        worked = time.perf_counter() - began
        found = come_back(office)
        took = time.perf_counter() - began - worked
        office.desk.close()
    print(
        f"two weeks offline: {found.entries} entries, {found.documents} documents ({worked:.0f} s)"
    )
    print(
        f"  256 kbit/s, cut every 2 s: {found.megabytes:.1f} MB in {found.minutes:.0f} minutes of"
        f" line, {found.cuts} cuts ({found.lost_answers} after commit), {found.rounds} rounds"
        f" ({took:.0f} s here)"
    )
    print(
        f"  stored {found.stored}, missing {found.missing}, documents whole {found.whole},"
        f" sent again further back than one piece: {found.again}"
    )
    lost = found.missing + (found.documents - found.whole) + (found.entries - found.stored)
    return int(lost != 0 or found.again != 0)


if __name__ == "__main__":
    sys.exit(main())
