"""Known refusals. The class says who can act; the code names the Persian sentence.

Everything that is not a `Refusal` is a bug and crashes loudly. Sentences live in
resources/messages.fa.toml under the code; facts fill their {placeholders}.

>>> OperatorCanFix("national-id-length", count=9)
OperatorCanFix('national-id-length', count=9)
"""

from typing import ClassVar, Literal

Owner = Literal["operator", "manager", "regulator", "agency", "time", "nobody"]


class Refusal(Exception):
    """Something we understand and will not do. Never raised itself, only its kinds."""

    owner: ClassVar[Owner] = "nobody"

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __repr__(self) -> str:
        facts = "".join(f", {name}={value!r}" for name, value in self.facts.items())
        return f"{type(self).__name__}({self.code!r}{facts})"


class OperatorCanFix(Refusal):
    """The person at the desk can put it right: a digit, a date, an empty field."""

    owner = "operator"


class ManagerCanFix(Refusal):
    """Needs the office manager: a right, a shift, a passphrase, a damaged file."""

    owner = "manager"


class RegulatorCanFix(Refusal):
    """The regulator must act: an unknown tariff, a revoked device, a missing delegation."""

    owner = "regulator"


class AgencyCanFix(Refusal):
    """The agency that owns the service must act."""

    owner = "agency"


class TimeCanFix(Refusal):
    """Nobody needs to act: it is tried again later (the network, a busy file)."""

    owner = "time"


class NobodyCanFix(Refusal):
    """It can never succeed as it stands: a forged entry, an altered release."""
