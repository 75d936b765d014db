"""Bad lines between a desk and its regulator: adapters that count real bytes and really cut."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import BaseAdapter

OVERHEAD = 400  # bytes of TCP and TLS around a request


@dataclass(frozen=True)
class Sent:
    """One segment or document piece that went out: where it began, how long, whether it arrived."""

    name: str
    start: int
    size: int
    arrived: bool


@dataclass
class Tally:
    """What went over a line."""

    up: int = 0
    down: int = 0
    cuts: int = 0
    lost_answers: int = 0
    sent: list[Sent] = field(default_factory=list)


class Throttled(BaseAdapter):
    """A line of so many bytes a second that dies every so many seconds.

    Time is virtual: what it could have carried in its life is counted in bytes, and the request or
    answer under which it ends is cut. A request that is cut never arrives whole; an answer that is
    cut was committed and is lost.
    """

    def __init__(self, wire: BaseAdapter, *, rate: int = 32_000, life: float = 2.0) -> None:
        super().__init__()
        self.wire, self.life_bytes, self.rate = wire, int(rate * life), rate
        self.left = self.life_bytes
        self.tally = Tally()

    @property
    def seconds(self) -> float:
        """Virtual time on the line."""
        return (self.tally.up + self.tally.down) / self.rate

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        """The answer, or the cut."""
        up = len(request.body or b"") + _headers(request) + OVERHEAD
        whole = self._carry(up)
        self.tally.up += min(up, self.life_bytes)
        self._note(request, arrived=whole)
        if not whole:
            raise requests.exceptions.ConnectionError("the line died under the request")
        answer = self.wire.send(request, **options)
        # As it goes over the line: packed.
        down = int(answer.headers.get("Content-Length", len(answer.content))) + OVERHEAD
        self.tally.down += min(down, self.life_bytes)
        if not self._carry(down):
            self.tally.lost_answers += 1
            raise requests.exceptions.ConnectionError("the line died under the answer")
        return answer

    def close(self) -> None:
        """Nothing is held open."""

    def _carry(self, size: int) -> bool:
        if size > self.left:
            self.left = self.life_bytes
            self.tally.cuts += 1
            return False
        self.left -= size
        return True

    def _note(self, request: requests.PreparedRequest, *, arrived: bool) -> None:
        path = str(request.path_url)
        if path.endswith("/segments"):
            segment = json.loads(_plain(request))
            start, size = segment["from"], len(segment["entries"])
            self.tally.sent.append(Sent("journal", start, size, arrived))
        elif request.method == "PUT":
            name, _, query = path.partition("?")
            offset = int(query.split("offset=")[1].split("&")[0])
            size = len(request.body or b"")
            self.tally.sent.append(Sent(name, offset, size, arrived))


def _plain(request: requests.PreparedRequest) -> bytes:
    import gzip

    body = request.body if isinstance(request.body, bytes) else b""
    return gzip.decompress(body) if request.headers.get("Content-Encoding") == "gzip" else body


def _headers(request: requests.PreparedRequest) -> int:
    return sum(len(name) + len(str(value)) + 4 for name, value in request.headers.items())


def steps_back(sent: list[Sent]) -> list[Sent]:
    """What went out although more than one piece before it had arrived already.

    After a cut the same segment or piece may go again, or a shorter one from the same place; never
    one that begins before it.
    """
    found, at = [], dict[str, int]()
    for one in sent:
        if one.start < at.get(one.name, 0):
            found.append(one)
        at[one.name] = one.start
    return found


def until_quiet(round_: Callable[[], object], waiting: Callable[[], int], most: int) -> int:
    """Rounds until nothing waits any more; each may fail on the way. How many it took."""
    from app.domain.errors import TimeCanFix

    for number in range(most):
        try:
            round_()
        except TimeCanFix:
            continue
        if not waiting():
            return number + 1
    raise AssertionError(f"{waiting()} still wait after {most} rounds")
