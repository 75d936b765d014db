"""An auditor as the tests need one: an account, signed in, asking the API."""

from typing import Any

import pyotp
import requests

from regulator import clock
from regulator.auditing import accounts, lines, sessions
from regulator.auditing.models import Auditor
from regulator.intake import sequencer
from regulator.log import tree

API = "/api/v1/audit"


def read_log() -> int:
    """Everything stored gets its place, the tree and the auditors' lines grow."""
    while sequencer.place_batch():
        pass
    while tree.grow():
        pass
    return lines.fill()


class Asking:
    """A signed-in account; `by_code` signs in over the API as life does, else a session is made."""

    def __init__(
        self,
        regulator: Any,
        number: str,
        role: str = "auditor",
        *,
        by_code: bool = False,
        **scope: Any,
    ) -> None:
        self.account = Auditor(number=number, name="سارا نمونه", role=role, **scope)
        self.given = accounts.add(self.account, "test")
        self.session, self.url = regulator.session(), f"{regulator.url}{API}"
        if by_code:
            self.bear(self.sign_in().json()["token"])
        else:
            self.renew()

    def renew(self) -> None:
        """A session of its own, however often."""
        self.bear(sessions.begin(self.account, clock.now())[0])

    def bear(self, token: str) -> None:
        self.session.headers["Authorization"] = f"Bearer {token}"

    def sign_in(self, **wrong: str) -> requests.Response:
        code = pyotp.TOTP(self.given.seed).at(clock.now())
        told = {"number": self.given.number, "password": self.given.password, "code": code}
        return self.ask("session", **{**told, **wrong})

    def ask(self, what: str, /, **asked: Any) -> requests.Response:
        return self.session.post(f"{self.url}/{what}", json=asked)

    def told(self, what: str, /, **asked: Any) -> Any:
        answer = self.ask(what, **asked)
        assert answer.status_code == 200, answer.text
        return answer.json()
