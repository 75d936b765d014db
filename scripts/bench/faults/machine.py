"""Two thousand random lives of an office over a bad line, with restarts, restores and clones.

Real desks, the real regulator in process, a line that drops, repeats, delays (and so reorders) and
loses answers after commit; what must hold is in tests.sync.state_machine. About half an hour.
"""

import os
import sys
import time
import traceback

RUNS, STEPS = 2_000, 60


def main() -> int:
    """Play, count, print; 1 at the first life in which something did not hold."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from hypothesis import HealthCheck, Phase, settings
    from hypothesis.stateful import run_state_machine_as_test

    from tests.sync.state_machine import Office

    began = time.perf_counter()
    how = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=not os.environ.get("HYPOTHESIS_SEEK"),
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(Office, settings=how)
        violations = 0
    except AssertionError as broken:
        traceback.print_exc()
        print("\n".join(getattr(broken, "__notes__", [str(broken)])))
        violations = 1
    print(
        f"random lives of an office: {Office.runs} of at most {STEPS} steps, {Office.steps} steps,"
        f" {Office.clones} clones, {Office.restores} restores ({time.perf_counter() - began:.0f} s)"
    )
    print(
        "  acknowledged ⊆ stored, nothing twice, prefix, equality at the end:"
        f" {violations} violations"
    )
    return int(violations > 0 or Office.runs < RUNS)


if __name__ == "__main__":
    sys.exit(main())
