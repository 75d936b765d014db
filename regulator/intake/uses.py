"""Which documents an entry's body names: whatever came and nobody names may be limited."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from regulator.intake.models import DocumentUse, StoredEntry
from regulator.rows import insert

LISTED = ("request.registered", "request.incomplete", "documents.received", "finding.answered")
Told = tuple[StoredEntry, Mapping[str, Any]]


def note(told: Iterable[Told]) -> None:
    """Remember what those entries name; most name nothing."""
    insert(
        DocumentUse(entry=stored, office=stored.office, sha256=name)
        for stored, body in told
        for name in dict.fromkeys(named(stored.type, body))
    )


def named(kind: str, body: Mapping[str, Any]) -> Iterator[str]:
    """Hashes in the body of an entry of that type, read tolerantly."""
    if kind == "request.corrected":
        request = body.get("request")
        yield from named("request.registered", request if isinstance(request, Mapping) else {})
    elif kind in LISTED:
        papers = body.get("documents")
        yield from filter(None, map(_hash, papers if isinstance(papers, list) else ()))
    elif kind in ("exemption.granted", "request.delivered"):
        yield from filter(None, (_hash(body.get("evidence")),))


def _hash(paper: object) -> str:
    said = paper.get("hash") if isinstance(paper, Mapping) else paper
    return said if isinstance(said, str) and len(said) == 64 else ""
