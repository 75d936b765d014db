"""The documents of a package, handed on piece by piece to where those of the line are kept."""

from dataclasses import dataclass

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
    """One document under way; `stopped` once it was not taken: the desk keeps it and says so."""

    header: Header
    enrolment: Enrolment
    name: str
    size: int
    stopped: bool = False

    def add(self, part: Part, key: bytes) -> None:
        """The piece at that place; what is here already, by whatever way, is passed over."""
        at = part.value["at"]
        held = documents.held(self.enrolment, self.name)
        if held.complete or self.stopped:
            return
        where = courier.place("document", self.header.id, self.name, at)
        piece = unsealed(part.value["part"], key, where)
        fresh = piece[max(0, held.received - at) :]
        if fresh:
            self._take(fresh, at + len(piece) - len(fresh))

    def whole(self) -> bool:
        """Whether the regulator has it whole now."""
        return documents.held(self.enrolment, self.name).complete

    def _take(self, piece: bytes, at: int) -> None:
        for start in range(0, len(piece), documents.PIECE):
            some = piece[start : start + documents.PIECE]
            try:
                documents.take(self.enrolment, self.name, some, offset=at + start, size=self.size)
            except Problem:
                self.stopped = True
                return


def begin(part: Part, header: Header, enrolment: Enrolment) -> Paper:
    """A document of that package, by its hash and size."""
    name, size = part.value["document"], part.value["size"]
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise ManagerCanFix("courier-altered", detail="document")
    if not 0 < size <= documents.LARGEST:
        raise ManagerCanFix("courier-altered", detail="document")
    return Paper(header, enrolment, name, size)
