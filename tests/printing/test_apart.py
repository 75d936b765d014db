"""Pages made in a process of their own are the same pages, whatever becomes of that process."""

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

import printing
from app.domain.errors import Refusal, TimeCanFix
from printing.apart import Apart
from tests.printing.papers import paper

REFUSING = """
import pickle
from app.domain.errors import ManagerCanFix
pickle.load(open(0, "rb"))
pickle.dump(("refused", ManagerCanFix("print-font", font="x")), open(1, "wb"))
"""


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    made = Apart()
    yield made
    made.end()


def test_a_page_is_the_same_page_and_so_are_its_dots(apart) -> None:
    page = apart.do("page_pdf", paper(), paper="roll80")
    assert page == printing.page_pdf(paper(), paper="roll80")
    assert apart.do("preview_png", page) == printing.preview_png(page)
    assert apart.do("pictures", page) == printing.pictures(page)
    how = {"cut": True, "margins": False}
    assert apart.do("language_of", page, **how) == printing.language_of(page, **how)


def test_a_killed_process_is_started_again_and_nobody_notices(apart) -> None:
    page = apart.do("page_pdf", paper(), paper="a5")
    apart.process.kill()
    apart.process.wait()
    assert apart.do("page_count", page) == printing.page_count(page)


def test_a_bug_in_it_is_a_bug_here(apart) -> None:
    with pytest.raises(RuntimeError, match="tracking ID"):
        apart.do("page_pdf", replace(paper(), tid="1"), paper="a5")
    assert apart.do("page_pdf", paper(), paper="a5")


def test_a_refusal_of_it_is_raised_with_its_facts() -> None:
    child = Apart((sys.executable, "-c", REFUSING))
    with pytest.raises(Refusal) as refused:
        child.do("page_pdf", paper(), paper="a5")
    child.end()
    assert (refused.value.code, refused.value.facts) == ("print-font", {"font": "x"})


def test_one_that_jams_is_ended_and_said_to_be_tried_again() -> None:
    jammed = Apart((sys.executable, "-c", "import time; time.sleep(60)"), patience=0.2)
    with pytest.raises(TimeCanFix) as refused:
        jammed.do("page_pdf", paper(), paper="a5")
    assert refused.value.code == "print-process"
    assert jammed.process is None


def test_a_process_nobody_asks_gives_its_memory_back(apart) -> None:
    apart.do("page_pdf", paper(), paper="a5")
    apart.rest(idle=60)
    assert apart.process is not None
    apart.rest(idle=0)
    assert apart.process is None
