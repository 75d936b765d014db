"""A hundred random lives of an office over a bad line (`make bench-faults` plays two thousand)."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.state_machine import Office

RUNS, STEPS = 100, 60


def test_whatever_happens_nothing_acknowledged_is_lost_and_both_sides_agree_at_the_end():
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
        ),
    )
    assert Office.runs >= RUNS
