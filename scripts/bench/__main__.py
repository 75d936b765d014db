"""`make bench`: every figure as time and ratio, with one calibration loop in the same run."""

import time
from collections.abc import Callable, Iterator

from scripts.bench import (
    audit,
    audit_window,
    catalogue,
    catch_up,
    desk,
    evidence,
    intake,
    log,
    opening,
    paper,
    request_window,
    requests,
    search,
    summary,
    visits,
    window,
)

Row = tuple[str, float, str, str]


def calibration() -> float:
    """Milliseconds of a fixed amount of Python, the yardstick of this machine today."""
    started = time.perf_counter()
    total = 0
    for number in range(2_000_000):
        total += number & 7
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Print the table."""
    yardstick = calibration()
    print(f"{'calibration loop':<64} {yardstick:9.2f} ms")
    for name, value, unit, bar in rows():
        ratio = f"{value / yardstick:8.3f} × cal" if unit == "ms" else ""
        print(f"{name:<64} {value:9.2f} {unit:<3} {ratio:<16} {bar}", flush=True)
    print(f"{'calibration loop, again':<64} {calibration():9.2f} ms")


def rows() -> Iterator[Row]:
    """All figures, cheapest first."""
    parts: tuple[Callable[[], Iterator[Row]], ...] = (
        desk.rows,
        catalogue.rows,
        paper.rows,
        search.rows,
        requests.rows,
        request_window.rows,
        summary.rows,
        window.rows,
        audit_window.rows,
        opening.rows,
        evidence.rows,
        log.tabled,
        audit.tabled,
        intake.rows,
        catch_up.rows,
        visits.rows,
    )
    for part in parts:
        yield from part()


if __name__ == "__main__":
    main()
