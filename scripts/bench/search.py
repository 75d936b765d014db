"""Search at ten thousand services through the window's own path, and the swap to a newer catalogue.

One key is: the event, the search, the painted list. The gap meter ticks each millisecond while a
worker loads and indexes the newer catalogue, and the window takes it over.
"""

import statistics
from collections.abc import Iterator

from scripts.bench.processes import run_python

Row = tuple[str, float, str, str]
WORDS = ("شناسنامه", "گواهی سلامت", "پروانه کسب", "شهرداری", "12", "akhskhli", "مالیات بر ارث")


def rows() -> Iterator[Row]:
    """In a process of its own, so that no other bench's windows are in the way."""
    said = run_python("from scripts.bench.search import main; main()")
    median, p95, worst = (float(part) for part in said.split()[-3:])
    yield "search: a key to its painted list, 10,000 services, median", median, "ms", ""
    yield "search: the same, p95", p95, "ms", "≤ 16 ms"
    yield "swap of that catalogue: widest gap of the event loop", worst, "ms", "≤ 50 ms"


def main() -> None:
    """Print median, p95 and the widest gap."""
    from PySide6.QtCore import QElapsedTimer

    from tests.ui.desk_functions import MemoryDesk, bundled_catalogue
    from ui import start
    from ui.functions import Release

    desk = MemoryDesk(grown(bundled_catalogue(), 10_000))
    start.working_app()
    window = start.build_window(desk.functions())
    window.show()
    hands = signed_in(window)
    clock, taken = QElapsedTimer(), []
    search = window.places.desk.services.search
    for words in WORDS:
        search.clear()
        for letter in words:
            clock.start()
            hands.type(letter, search)
            window.places.desk.services.list.viewport().repaint()
            taken.append(clock.nsecsElapsed() / 1e6)
    rest(hands)
    desk.release = Release(8)
    worst = widest_gap(window, hands, desk)
    window.close()
    taken.sort()
    print(statistics.median(taken), taken[int(len(taken) * 0.95)], worst)


def widest_gap(window, hands, desk) -> float:  # type: ignore[no-untyped-def]
    """The longest silence of a 1 ms timer while the newer catalogue is loaded and taken over."""
    import gc

    from PySide6.QtCore import QElapsedTimer, Qt, QTimer

    from tests.ui.desk_functions import bundled_catalogue

    gaps, clock, before = [0.0], QElapsedTimer(), window.places.counter.unlocked.catalogue
    desk.make_catalogue = lambda: grown(bundled_catalogue(), 10_000)
    meter = QTimer()
    meter.setTimerType(Qt.TimerType.PreciseTimer)
    meter.timeout.connect(lambda: gaps.append(clock.nsecsElapsed() / 1e6) or clock.restart())
    gc.freeze()
    clock.start()
    meter.start(1)
    window.places.ask_light()
    counter = window.places.counter
    hands.wait(lambda: counter.unlocked.catalogue is not before, "the newer catalogue")
    hands.settle(window)
    meter.stop()
    return max(gaps)


def rest(hands) -> None:  # type: ignore[no-untyped-def]
    """Two seconds, in which what comes next is loaded ahead: a swap is not measured with it."""
    import time

    over = time.monotonic() + 2
    hands.wait(lambda: time.monotonic() > over, "what is loaded ahead")


def signed_in(window):  # type: ignore[no-untyped-def]
    """At the desk, with real keys."""
    from PySide6.QtCore import Qt

    from ui.hands import Hands

    hands = Hands(window)
    hands.type("گذرواژه درست", window.unlock.passphrase)
    hands.press(Qt.Key.Key_Return, window.unlock.passphrase)
    hands.wait(lambda: window.unlocked is not None, "unlock")
    hands.type("1234", window.sign_in.password)
    hands.press(Qt.Key.Key_Return, window.sign_in.password)
    hands.wait(lambda: hasattr(window, "places"), "the desk")
    hands.settle(window)
    return hands


def grown(catalogue, count: int):  # type: ignore[no-untyped-def]
    """That many services: each of ours again and again, under other numbers and longer titles."""
    from dataclasses import replace
    from itertools import cycle, islice

    from app.domain.catalogue import _indexed

    ours = [service for service in catalogue.services.values() if service.offered]
    places = [f"{county} {code}" for code, found in catalogue.counties.items() for county in found]
    made = {}
    pairs = zip(cycle(ours), cycle(places), range(count), strict=False)
    for service, place, at in islice(pairs, count):
        number = 10_000 + at
        title = f"{service.title} {place}"
        made[number] = replace(service, number=number, key=f"{service.key}_{at}", title=title)
    index = tuple(_indexed(service, catalogue.agencies) for service in made.values())
    return replace(catalogue, services=made, index=index)
