"""What the rules find of planted fraud: a country of 200,000 entries, precision and recall by kind.

`python -m scripts.bench.fraud [SPEC]`; the spec beside this module is the default.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SPEC = Path(__file__).with_name("fraud.toml")
BAR = 1.0


def main(spec: Path) -> int:
    """Print the table; 1 when honest entries bring more false findings than the bar."""
    with tempfile.TemporaryDirectory(prefix="pk-fraud-") as folder:
        command = [sys.executable, "-m", "regulator", "simulate"]
        command += ["--data", folder, "--spec", str(spec)]
        started = time.perf_counter()
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    print(f"{told['entries']} entries, {time.perf_counter() - started:.0f} s with their making")
    print(f"{'kind':20}{'planted':>9}{'found':>7}{'precision':>11}{'recall':>8}")
    for kind, line in told["kinds"].items():
        shares = (line["precision"], line["recall"])
        precision, recall = ("–" if one is None else f"{one:.3f}" for one in shares)
        print(f"{kind:20}{line['planted']:9}{line['found']:7}{precision:>11}{recall:>8}")
    print(f"false findings of 10,000 entries: {told['false_per_10000']} (≤ {BAR}) {told['false']}")
    return int(told["false_per_10000"] > BAR)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else SPEC))
