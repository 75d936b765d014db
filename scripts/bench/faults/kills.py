"""kill -9 at random moments of register, pay, issue, print and push; the count is printed.

`python -m scripts.bench.faults.kills [KILLS] [SECONDS]`: so many, or as many as fit.
"""

import os
import subprocess
import sys
import time

ROUND = 100


def main(least: int = 500, seconds: float = 900.0) -> int:
    """Offices of a hundred kills each, until enough or out of time."""
    done, started = 0, time.monotonic()
    while done < least or (len(sys.argv) > 2 and time.monotonic() - started < seconds):
        seed = str(14050830 + done)
        ended = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "tests/sync/test_kills.py"],
            env=os.environ | {"PISHKHAN_KILL_SEED": seed},
            capture_output=True,
            text=True,
            check=False,
        )
        if ended.returncode:
            print(ended.stdout[-3000:])
            return 1
        done += ROUND
        if time.monotonic() - started > seconds:
            break
    print(f"kill -9: {done} times, nothing acknowledged lost, nothing twice, chains whole")
    return 0 if done >= min(least, 500) else 1


if __name__ == "__main__":
    sys.exit(main(*(int(number) for number in sys.argv[1:3])))
