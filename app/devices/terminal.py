"""A payment terminal on the network: one line of JSON asks, one line answers.

The reference is our payment ID, so asking again about it can never charge again. Three ends:
a `Slip`, `Declined`, or `AnswerLost` — the card may have been charged and nobody here knows. An
inquiry closes what the terminal does not know: it cannot be charged afterwards either.
"""

import json
import re
import socket
from dataclasses import dataclass
from typing import Any

from app.domain.acts import Slip
from app.domain.errors import OperatorCanFix, TimeCanFix

ANSWER_SECONDS = 60.0
CONNECT_SECONDS = 5.0


class Declined(OperatorCanFix):
    """The bank said no; nothing was charged."""


class AnswerLost(TimeCanFix):
    """The request left, no answer came back: the payment is unknown."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where the terminal listens, and how long to wait for the citizen and the bank."""

    host: str
    port: int
    seconds: float = ANSWER_SECONDS

    def charge(self, payment: str, amount: int, account: str) -> Slip:
        """Take an amount (rial) for one account; raises `Declined`, `AnswerLost`, or a plain
        `TimeCanFix` when the terminal cannot even be reached (then nothing was charged)."""
        answer = self._ask({"do": "charge", "ref": payment, "amount": amount, "account": account})
        return _slip(answer, payment, amount)

    def look(self) -> None:
        """Whether anything listens there; nothing is asked of it."""
        try:
            socket.create_connection((self.host, self.port), CONNECT_SECONDS).close()
        except OSError as away:
            raise TimeCanFix("terminal-silent") from away

    def find(self, payment: str, amount: int) -> Slip:
        """What became of a charge whose answer was lost. A terminal that cannot be reached says
        nothing of it: the charge stays in doubt."""
        return _slip(self._ask({"do": "find", "ref": payment}, "terminal-unasked"), payment, amount)

    def refund(self, refund: str, payment: str, amount: int) -> Slip:
        """Give back an amount (rial) of a payment this terminal took. `refund` names it: asked
        again it gives back once. Raises as `charge` does, in words of its own."""
        question = {"do": "refund", "ref": refund, "of": payment, "amount": amount}
        try:
            return _slip(self._ask(question, "refund-terminal-away"), refund, amount)
        except Declined as no:
            raise Declined("refund-declined", **no.facts) from no
        except AnswerLost as lost:
            raise AnswerLost("refund-answer-lost") from lost

    def _ask(self, question: dict[str, Any], unreached: str = "terminal-away") -> dict[str, Any]:
        try:
            link = socket.create_connection((self.host, self.port), CONNECT_SECONDS)
        except OSError as away:
            raise TimeCanFix(unreached) from away
        with link:
            link.settimeout(self.seconds)
            return _exchange(link, question)


def _exchange(link: socket.socket, question: dict[str, Any]) -> dict[str, Any]:
    try:
        link.sendall(json.dumps(question).encode() + b"\n")
        with link.makefile("rb") as answers:
            line = answers.readline(4096)
        answer = json.loads(line) if line.endswith(b"\n") else None
    except (OSError, ValueError) as lost:
        raise AnswerLost("terminal-answer-lost") from lost
    if not isinstance(answer, dict):
        raise AnswerLost("terminal-answer-lost")
    return answer


def _slip(answer: dict[str, Any], payment: str, amount: int) -> Slip:
    if answer.get("ref") == payment and answer.get("state") == "declined":
        raise Declined("terminal-declined", reason=str(answer.get("reason", ""))[:80])
    approved = answer.get("ref") == payment and answer.get("state") == "approved"
    if not approved or answer.get("amount") != amount:
        raise AnswerLost("terminal-answer-lost")
    said = {name: str(answer.get(name, "")) for name in ("terminal", "rrn", "trace", "last4")}
    try:
        return checked_slip(Slip(**said, source="terminal"))
    except OperatorCanFix as odd:
        # Approved, and its proof cannot be read: money moved, so it must not be taken for a no.
        raise AnswerLost("terminal-answer-lost") from odd


def checked_slip(slip: Slip) -> Slip:
    """A slip whose numbers have the right shape, from the terminal or typed by hand."""
    rules = (("terminal", r"\d{6,10}"), ("rrn", r"\d{12}"), ("trace", r"\d{1,12}"))
    for name, pattern in (*rules, ("last4", r"\d{4}")):
        if not re.fullmatch(pattern, getattr(slip, name), re.ASCII):
            raise OperatorCanFix(f"slip-{name}")
    return slip
