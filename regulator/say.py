"""One JSON line on stdout: how commands answer."""

import json
import sys


def say(**facts: object) -> None:
    """Written at once, so that a waiting program reads it while we go on."""
    sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    sys.stdout.flush()
