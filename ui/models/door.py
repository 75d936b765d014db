"""What the unlock and sign-in screens know: what was refused, and whether a worker is at it."""

from dataclasses import dataclass, replace
from typing import Self

from app.domain.errors import Refusal


@dataclass(frozen=True, slots=True)
class Door:
    """A locked door. `protection` says what guards the desk file; `keyring` whether the system's
    keyring opens it too."""

    protection: str = ""
    keyring: bool = False
    busy: bool = False
    trouble: str = ""
    who: str = ""
    wait: int = 0  # seconds until the next try is heard

    def knock(self) -> Self:
        """A try is under way."""
        return replace(self, busy=True, trouble="", who="", wait=0)

    def refuse(self, refusal: Refusal) -> Self:
        """The try was not accepted."""
        # Words know all our values; the first frame needs none of them.
        from ui import words

        sentence, who = words.sentence(refusal), words.who_acts(refusal)
        wait = int(str(refusal.facts.get("wait", 0)))
        return replace(self, busy=False, trouble=sentence, who=who, wait=wait)
