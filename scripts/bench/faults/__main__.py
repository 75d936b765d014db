"""`make bench-faults`: every fault in turn; exit 1 when one figure is not as it must be."""

import sys
from collections.abc import Callable

from scripts.bench.faults import errors, flips, fortnight, kills, machine, planted, powercut, tids


def main() -> int:
    """The quick ones first."""
    parts: tuple[Callable[[], int], ...] = (
        tids.main,
        flips.main,
        planted.main,
        errors.main,
        powercut.main,
        kills.main,
        fortnight.main,
        machine.main,
    )
    return max([part() for part in parts])


if __name__ == "__main__":
    sys.exit(main())
