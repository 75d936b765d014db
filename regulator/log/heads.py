"""Heads of the log that a witness cosigned and gave back: proofs under them say more than under a
head that only the regulator signed.
"""

from django.db import transaction

from app.domain import merkle, signed_notes
from app.domain.jws import Unsound
from app.domain.signed_notes import Note, NoteKey
from regulator import clock
from regulator.log import keys, tree
from regulator.log.models import CosignedHead
from regulator.oversight.events import log


@transaction.atomic
def keep(data: bytes, witness: NoteKey, by: str) -> int:
    """Keep what that witness cosigned; how many leaves it is about. Lines of others are left out,
    those of witnesses known before for the same head stay.

    Raises `Unsound` where it is not this log's head, and AlteredError where tiles lack.
    """
    told = signed_notes.read(data)
    head = signed_notes.checkpoint_in(told, [keys.public(), witness])
    if head.size > tree.size() or merkle.root(head.size, tree.nodes(head.size)) != head.root:
        raise Unsound("bad-chain", "not a head of this log")
    row, _ = CosignedHead.objects.select_for_update().get_or_create(
        size=head.size, defaults={"note": str(_only(told, keys.public())), "at": clock.now()}
    )
    known = signed_notes.read(row.note.encode())
    others = [one for one in known.signatures if one[:2] != (witness.name, witness.id)]
    row.note = str(Note(told.text, (*others, *_only(told, witness).signatures)))
    row.save()
    log("log.cosigned", f"log:{head.size}", by, witness=witness.name)
    return head.size


def newest(place: int) -> str:
    """The newest cosigned head that has that place of the log; the log's own where there is none.

    Empty before the log signed any.
    """
    row = CosignedHead.objects.filter(size__gt=place).order_by("size").last()
    return row.note if row else tree.note()


def _only(note: Note, key: NoteKey) -> Note:
    kept = tuple(one for one in note.signatures if one[:2] == (key.name, key.id))
    return Note(note.text, kept)
