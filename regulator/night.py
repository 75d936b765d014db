"""The night's work, one step after the other, each in a process of its own: whatever one comes to,
the rest is done, and the exit code says whether all of it was.
"""

import json
import subprocess
import sys
import time
from argparse import Namespace
from typing import Any

from regulator.say import say

# In this order: what rests on the log comes after it has grown.
STEPS = ("log-grow", "inspect", "board-sums", "renew", "tidy", "audit-log")
# Seconds after which a step is given up.
LONGEST = 6 * 3600


def run(options: Namespace) -> int:
    """0 when every step ended well, else 1; one line on stdout says what each came to."""
    wanted = [one for one in STEPS if not options.only or one in options.only]
    found = {one: _step(one, options.data) for one in wanted}
    failed = [one for one, told in found.items() if told["exit"]]
    say(steps=found, failed=failed)
    return 1 if failed else 0


def _step(name: str, data: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "regulator", name, "--data", data]
    started = time.monotonic()
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command, stdout=subprocess.PIPE, check=False, timeout=LONGEST, text=True
        )
    except subprocess.TimeoutExpired:
        return {"exit": -1, "seconds": LONGEST}
    seconds = round(time.monotonic() - started, 1)
    return {"exit": done.returncode, "seconds": seconds} | _told(done.stdout)


def _told(text: str) -> dict[str, Any]:
    """The step's own last word, if it is one."""
    try:
        told = json.loads(text.strip().rpartition("\n")[2])
    except ValueError:
        return {}
    return {"told": told}
