"""Which printer a page goes to, and what becomes of a job that failed."""

from datetime import timedelta

import pytest

from app.domain import printers
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.printers import Job, Route, choose
from tests.printing.pages import NOON

STALLED = OperatorCanFix("print-stalled", printer="x")


def failed(times: int) -> Job:
    job = Job()
    for _ in range(times):
        job = printers.refused(printers.started(job), STALLED, NOON)
    return job


def test_a_kind_without_a_route_takes_the_common_one_and_none_is_a_file() -> None:
    common = Route("office", "a4")
    assert choose("poster", {"": common}) == (common,)
    assert choose("poster", {}) == ()


def test_the_spare_steps_in_with_its_own_paper() -> None:
    route = Route("counter", "roll80", large=True, spare="office", spare_paper="a5")
    first, second = choose("receipt", {"receipt": route})
    assert (first.printer, second.printer, second.paper) == ("counter", "office", "a5")
    assert second.large
    assert not second.spare


def test_what_mends_itself_is_tried_again_ever_later_then_a_person_is_asked() -> None:
    pauses = [failed(n).due for n in range(1, 5)]
    assert pauses == [NOON + timedelta(seconds=s) for s in (5, 15, 60, 300)]
    assert failed(5).state == "failed"
    assert printers.waits_for(failed(1)) == "operator"


def test_a_setting_waits_for_the_manager_at_once() -> None:
    job = printers.refused(printers.started(Job()), ManagerCanFix("print-refused"), NOON)
    assert (job.state, printers.waits_for(job)) == ("failed", "manager")


def test_a_page_cut_short_is_never_repeated_by_itself() -> None:
    job = printers.refused(printers.started(Job()), OperatorCanFix("print-cut-short"), NOON)
    assert job.state == "unsure"
    assert not printers.is_due(job, NOON)
    assert printers.answered(job, came_out=True).state == "printed"
    assert printers.is_due(printers.answered(job, came_out=False), NOON)


def test_a_job_the_program_died_over_is_asked_about() -> None:
    job = printers.found_at_start(printers.started(Job()))
    assert (job.state, printers.waits_for(job)) == ("unsure", "operator")
    assert printers.found_at_start(Job()) == Job()


def test_a_job_waits_until_it_is_due() -> None:
    assert printers.is_due(Job(), NOON)
    assert not printers.is_due(failed(1), NOON)
    assert printers.is_due(failed(1), NOON + timedelta(seconds=5))
    assert printers.is_due(printers.retried(failed(5)), NOON)


def test_what_is_over_stays_over() -> None:
    done = printers.ended(printers.started(Job()))
    assert printers.waits_for(done) == "nobody"
    for act in (printers.started, printers.cancelled, printers.retried):
        with pytest.raises(ValueError):
            act(done)
    with pytest.raises(ValueError):
        printers.answered(done, came_out=True)
    with pytest.raises(ValueError):
        printers.started(printers.cancelled(failed(1)))
