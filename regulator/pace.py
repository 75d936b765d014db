"""How often one caller may call: a bucket for each, emptied by calls and filled by time.

Each process keeps its own and they need not agree: together they bound the load, and nobody who
works as an office does ever meets them.
"""

import time
from collections import OrderedDict
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

from regulator.problems import Problem

# Seconds of the allowed pace that may come at once, and callers remembered.
AT_ONCE, CALLERS = 10, 50_000
# Desks of an office, or of a province behind one address, knock without a signature.
BEHIND_ONE_ADDRESS = 20

_left: OrderedDict[str, tuple[float, float]] = OrderedDict()
_lock = Lock()


def of_device(dev: str) -> None:
    """One more call of a device whose signature was right."""
    _take(f"dev:{dev}", settings.PACE)


def of_address(request: HttpRequest) -> None:
    """One more call that nobody signed."""
    if address := _address(request):
        _take(f"from:{address}", settings.PACE * BEHIND_ONE_ADDRESS)


def _take(caller: str, a_second: float) -> None:
    if not a_second:
        return
    now, most = time.monotonic(), a_second * AT_ONCE
    with _lock:
        left, since = _left.pop(caller, (most, now))
        left = min(most, left + (now - since) * a_second)
        _left[caller] = (left - 1 if left >= 1 else left, now)
        if len(_left) > CALLERS:
            _left.popitem(last=False)
    if left < 1:
        raise Problem("too-often", retry_after=1)


def _address(request: HttpRequest) -> str:
    """Who knocks; behind a balancer the last one it saw."""
    if settings.BEHIND_BALANCER:
        return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
