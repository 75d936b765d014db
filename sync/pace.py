"""How much goes out at once: halved when the line dies under it, grown back bit by bit."""

from dataclasses import dataclass, replace

LEAST = 4 * 1024


@dataclass(frozen=True, slots=True)
class Pace:
    """Bytes a segment or a document chunk may have now, and the most it may ever have.

    >>> pace = Pace(1000 * 1024)
    >>> pace.slower().slower().room // 1024
    250
    >>> pace.slower().faster().room // 1024
    625
    >>> Pace(1).slower().room, pace.faster() == pace
    (4096, True)
    """

    most: int
    room: int = 0

    def __post_init__(self) -> None:
        if not self.room:
            object.__setattr__(self, "room", self.most)

    def slower(self) -> "Pace":
        """After a failure on the way."""
        return replace(self, room=max(self.room // 2, LEAST))

    def faster(self) -> "Pace":
        """After it got through."""
        return replace(self, room=min(self.room + self.room // 4, self.most))
