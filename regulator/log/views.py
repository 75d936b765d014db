"""The log as static resources (C2SP tlog-tiles): anybody reads hashes, entries are for auditors."""

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotFound
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from app.domain import log_tiles
from app.domain.log_tiles import Tile
from regulator.log import keys, proofs, tree

# What was promised once stays: a tile's address names its bytes.
_FOR_EVER = "max-age=31536000, immutable"
_BYTES = "application/octet-stream"
_TEXT = "text/plain; charset=utf-8"


@require_safe
def checkpoint(_request: HttpRequest) -> HttpResponse:
    """The newest signed head; none before the sequencer first ran."""
    note = tree.note()
    return _answer(note.encode(), _TEXT, "no-cache") if note else HttpResponseNotFound()


@require_safe
def key(_request: HttpRequest) -> HttpResponse:
    """The log's public key as readers configure it. It proves nothing of itself: compare it."""
    return _answer(f"{keys.public()}\n".encode(), _TEXT, "max-age=3600")


@require_safe
@gzip_page
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """A tile of hashes, or a bundle of entries for whoever may see entries."""
    try:
        named = log_tiles.read_path(path)
    except ValueError:
        return HttpResponseNotFound()
    if named.level is None:
        return _bundle(request, named)
    hashes = tree.part(named.level, named.n, named.width)
    return _answer(hashes, _BYTES, f"public, {_FOR_EVER}") if hashes else HttpResponseNotFound()


def _bundle(request: HttpRequest, named: Tile) -> HttpResponse:
    if not request.user.has_perm("intake.view_storedentry"):
        return HttpResponseForbidden()
    data = proofs.bundle(named)
    return _answer(data, _BYTES, f"private, {_FOR_EVER}") if data else HttpResponseNotFound()


def _answer(content: bytes, kind: str, cache: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Cache-Control"] = cache
    return answer
