"""Agencies as the demo needs them: they take over what waits and move it on, through the API.

Nothing here reaches into the database but the drawing of keys: a case moves because an agency's
program said so, as in life.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import requests

from regulator.agencies import keys
from regulator.catalogue import shelf

TIMEOUT = 10.0
# What an agency says of a case in each state.
NEXT = {"referred": "received", "in_progress": "ready"}


@dataclass(frozen=True, slots=True)
class Program:
    """One agency's program, with its key."""

    agency: str
    session: requests.Session
    url: str

    def step(self) -> int:
        """Take over what waits and move each open case one step; how many moved."""
        moved = len(self._post("referrals", {})["cases"])
        open_ = [(case, said) for state, said in NEXT.items() for case in self._in(state)]
        for case, said in open_:
            self._post(f"cases/{case['tid']}/events", self._said(case, said))
        return moved + len(open_)

    def _said(self, case: dict[str, str], state: str) -> dict[str, str]:
        number = case["registration"][:10]
        return {
            "event": f"{state}-{number}",
            "state": state,
            "responsible": "سامانه نمایشی",
            "code": f"N-{number[:6]}" if state == "received" else "",
        }

    def _post(self, path: str, value: dict[str, str]) -> dict[str, Any]:
        answer = self.session.post(f"{self.url}/api/v1/agency/{path}", json=value, timeout=TIMEOUT)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def _in(self, state: str) -> list[dict[str, str]]:
        where = f"{self.url}/api/v1/agency/cases?state={state}"
        answer = self.session.get(where, timeout=TIMEOUT)
        answer.raise_for_status()
        found: list[dict[str, str]] = answer.json()["cases"]
        return found


def programs(url: str, by: str) -> list[Program]:
    """A program with a fresh key for every agency whose services offices take."""
    catalogue = shelf.current()
    offered = {one.agency for one in catalogue.services.values() if one.offered and one.agency}
    return [Program(agency, _session(keys.issue(agency, by)), url) for agency in sorted(offered)]


def rounds(made: list[Program], every: float) -> Iterator[int]:
    """One round of all agencies after the other; yields how many cases each round moved."""
    for number in count():
        if number:
            time.sleep(every)
        yield sum(program.step() for program in made)


def _session(key: str) -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.headers["Authorization"] = f"Bearer {key}"
    return session
