"""What the tests of pages share: the room a builder looks round in, and a page in words."""

from dataclasses import replace

import printing
from app.domain.pages import PAPERS
from app.domain.text import fold
from app.wiring.pages import Room


def room(desk, **changes):
    """What the builders look at: this desk, at this moment, for its operator."""
    catalogue = desk.serving.catalogue
    made = Room(desk.here, catalogue, 7, lambda _: catalogue, desk.clock().wall, "2")
    return replace(made, **changes)


def drawn(made, kind):
    """The page on each paper its kind is made for."""
    return [printing.page_pdf(made.value, paper=paper) for paper in PAPERS[kind]]


def words_of(made, kind):
    return fold(printing.text_of(drawn(made, kind)[-1]))
