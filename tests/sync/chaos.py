"""A line that drops, repeats, delays and loses, request by request, as it is told."""

from collections import deque
from typing import Any, Literal

import requests
from requests.adapters import BaseAdapter

from tests.in_process import InProcess

# drop: it never arrives · delay: it arrives later, when nobody waits for it any more, perhaps after
# newer ones · lose: it arrives, is committed, and the answer is lost · repeat: it arrives twice.
Fault = Literal["good", "drop", "delay", "lose", "repeat"]


class Chaos(BaseAdapter):
    """Stands between the desks and the regulator; what is not told goes well."""

    def __init__(self, wire: InProcess) -> None:
        super().__init__()
        self.wire = wire
        self.faults: deque[Fault] = deque()
        self.late: list[requests.PreparedRequest] = []

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        """The answer, or what becomes of it."""
        fault = self.faults.popleft() if self.faults else "good"
        if fault == "delay":
            self.late.append(request.copy())
        if fault in ("drop", "delay"):
            raise requests.exceptions.ConnectionError(fault)
        again = request.copy()
        answer = self.wire.send(request, **options)
        if fault == "lose":
            raise requests.exceptions.ConnectionError(fault)
        return self.wire.send(again, **options) if fault == "repeat" else answer

    def arrive(self, which: int) -> None:
        """One of the delayed requests arrives now; nobody hears the answer."""
        if self.late:
            self.wire.send(self.late.pop(which % len(self.late)))

    def session(self, url: str) -> requests.Session:
        """A session over this line."""
        session = requests.Session()
        session.trust_env = False
        session.mount(url, self)
        return session

    def close(self) -> None:
        """Nothing is held open."""
