"""The documents of a package, handed on piece by piece to where those of the line are kept."""

from dataclasses import dataclass, field

from app.domain import courier
from app.domain.courier import Header
from app.domain.courier_lines import Part
from app.domain.errors import ManagerCanFix
from regulator.courier.chains import unsealed
from regulator.intake import documents
from regulator.offices.models import Enrolment
from regulator.problems import Problem


@dataclass(slots=True)
class Paper:
    """One document under way: `received` bytes are kept, `waiting` make the next piece.

    `over` once it is whole, or was not taken: then the desk keeps it, and its queue says so.
    """

    header: Header
    enrolment: Enrolment
    name: str
    size: int
    received: int
    over: bool
    waiting: bytearray = field(default_factory=bytearray)

    def add(self, part: Part, key: bytes) -> None:
        """The part at that place; what is here already, by whatever way, is passed over."""
        at = part.value["at"]
        if self.over:
            return
        where = courier.place("document", self.header.id, self.name, at)
        piece = unsealed(part.value["part"], key, where)
        self.waiting += piece[max(0, self.received + len(self.waiting) - at) :]
        while len(self.waiting) >= documents.PIECE:
            self._take()

    def end(self) -> bool:
        """Hand over what is left; whether the regulator has it whole now."""
        if self.waiting and not self.over:
            self._take()
        return documents.held(self.enrolment, self.name).complete

    def _take(self) -> None:
        piece = bytes(self.waiting[: documents.PIECE])
        del self.waiting[: documents.PIECE]
        where = {"offset": self.received, "size": self.size}
        try:
            self.received = documents.take(self.enrolment, self.name, piece, **where).received
        except Problem:
            self.over = True


def begin(part: Part, header: Header, enrolment: Enrolment) -> Paper:
    """A document of that package, by its hash and size."""
    name, size = part.value["document"], part.value["size"]
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise ManagerCanFix("courier-altered", detail="document")
    if not 0 < size <= documents.LARGEST:
        raise ManagerCanFix("courier-altered", detail="document")
    held = documents.held(enrolment, name)
    return Paper(header, enrolment, name, size, held.received, held.complete)
