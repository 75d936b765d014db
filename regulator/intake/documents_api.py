"""Documents of the caller's own office: what is here already, and the next piece."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from regulator.intake import documents, packed
from regulator.intake.signed import caller
from regulator.openapi import sends, signed

router = Router(tags=["documents"])
Sha256 = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256 in hex")]
# What gzip may add to bytes that do not pack.
PACKING = 1024
_BYTES = {"type": "string", "format": "binary"}
_PIECE = {"requestBody": sends(_BYTES, "application/octet-stream")}


class HeldOut(Schema):
    """How much of it is here."""

    size: int | None
    received: int
    complete: bool


@router.get("/documents/{sha256}", response=HeldOut, openapi_extra=signed({}))
def tell_document(request: HttpRequest, sha256: Sha256) -> documents.Held:
    """Nothing received is an answer too: {size: null, received: 0, complete: false}."""
    return documents.held(caller(request).enrolment, sha256)


@router.put("/documents/{sha256}", response=HeldOut, openapi_extra=signed(_PIECE))
def take_piece(
    request: HttpRequest,
    sha256: Sha256,
    offset: Annotated[int, Query(ge=0, lt=documents.LARGEST)],
    size: Annotated[int, Query(ge=1, le=documents.LARGEST)],
) -> documents.Held:
    """The bytes from `offset` on, at most 256 KiB of them, packed or not."""
    raw = packed.sent(request, documents.PIECE + PACKING)
    known = caller(request, body=raw)
    encoding = request.headers.get("Content-Encoding", "")
    piece = packed.plain(raw, encoding, documents.PIECE)
    return documents.take(known.enrolment, sha256, piece, offset=offset, size=size)
