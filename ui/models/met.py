"""The papers of a request as they were met: seen, copied, or verified by an electronic code."""

from collections.abc import Mapping

from app.domain.acts import PaperSeen
from app.domain.documents import right_code
from app.domain.forms import Document

Titled = Mapping[str, str] | None


def met(paper: Document, files: Titled, codes: Titled) -> PaperSeen:
    """One paper for the draft; a code that cannot be one stays on screen and goes nowhere."""
    code = (codes or {}).get(paper.title, "")
    name = (files or {}).get(paper.title)
    return PaperSeen(paper.title, paper.kind, name, code if right_code(code) else "")
