"""An auditor follows the country's log from sign-in to sign-in and catches every lie of it."""

import json

import pytest

from app.domain import log_watch
from app.domain.errors import ManagerCanFix
from app.domain.jws import Unsound
from app.domain.log_watch import Lied
from app.wiring.audit_kept import FILE, Kept
from sync import audit
from tests.lying_log import LIES, Log

HERE, THERE = "https://one.ir", "https://two.ir"


@pytest.fixture
def kept(tmp_path):
    return Kept(tmp_path)


def look(log, kept, url=HERE):
    return audit.watch(log.fetch, kept.watching(url))


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_an_auditor_refuses_every_lie_and_keeps_both_heads_and_the_proof(kept, lie):
    log = Log(300)
    honest, known = look(log, kept), log.note.decode()
    false = lie(log)
    for _ in range(2):
        with pytest.raises((Lied, Unsound)) as said:
            look(false, kept)
        assert said.value.code == LIES[lie]
    [one] = kept.lies(HERE)
    assert (one["code"], one["known"], one["told"]) == (LIES[lie], known, false.note.decode())
    assert len(one["proof"]) == len(getattr(said.value, "proof", []))
    # What was believed before is believed still, and an honest head after it again.
    again = Log(300).grow(40)
    assert kept.watching(HERE).known().note == known
    assert look(again, kept).size == honest.size + 40


def test_a_log_that_only_grew_is_followed_and_each_regulator_by_itself(kept):
    log, other = Log(3), Log(900, seed=b"o" * 32)
    for step in (0, 1, 260, 1500):
        assert look(log.grow(step), kept) == log.head
    assert look(other, kept, THERE) == other.head
    assert (kept.lies(HERE), kept.lies(THERE)) == ([], [])


def test_a_regulator_without_a_signed_head_is_no_lie(kept):
    assert audit.watch(lambda _path: b"", kept.watching(HERE)) == log_watch.EMPTY
    assert kept.lies(HERE) == []


def test_a_head_that_vanished_is_a_lie(kept):
    look(Log(5), kept)
    with pytest.raises(Unsound):
        audit.watch(lambda _path: b"", kept.watching(HERE))
    assert len(kept.lies(HERE)) == 1


def test_a_spoiled_file_of_what_was_seen_is_refused_not_begun_anew(kept, tmp_path):
    look(Log(5), kept)
    for spoiled in ("", "[]", "{"):
        (tmp_path / FILE).write_text(spoiled)
        with pytest.raises(ManagerCanFix, match="audit-kept-damaged"):
            look(Log(5), kept)


def test_nothing_secret_stands_in_the_file(kept, tmp_path):
    look(Log(5), kept)
    kept.keep_address(HERE)
    assert set(json.loads((tmp_path / FILE).read_text())) == {"address", "regulators"}


def test_a_published_key_is_held_to_from_the_first_look_on(kept):
    log, false = Log(5), Log(5, seed=b"f" * 32)
    mine = kept.watching(HERE, str(log.key))
    with pytest.raises(Unsound):
        audit.watch(false.fetch, mine)
    assert len(kept.lies(HERE)) == 1
    assert mine.known() is None
    assert audit.watch(log.fetch, mine) == log.head
    # Who trusted the wrong one at first hears of it once the key is published.
    look(false, kept, THERE)
    with pytest.raises(Unsound):
        audit.watch(false.fetch, kept.watching(THERE, str(log.key)))
