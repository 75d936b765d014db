"""Start to first frame on screen: the installed program against the same source, in turn.

python installer/start.py ROOT [PLATFORM] prints both medians, by the clock and by the processor;
it fails where both are above 1.15×, for a busy machine moves the clock's. Qt itself says when it
puts the first pixels out, so neither side knows that it is watched.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS, BAR = 9, 1.15
SAYS = {"QT_LOGGING_RULES": "qt.widgets.painting.info=true;qt.widgets.painting.debug=true"}


def first_frame(command: list[str], platform: str) -> tuple[float, float]:
    """Milliseconds by the clock and by the processor until Qt flushes its first frame."""
    env = {"PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": platform, "PYTHONPATH": os.getcwd(), **SAYS}
    env |= {name: os.environ[name] for name in ("DISPLAY",) if name in os.environ}
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        process = subprocess.Popen(
            [*command, "--data", folder], stderr=subprocess.PIPE, text=True, env=env
        )
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            if "Flushing" in line:
                break
        took = (time.perf_counter() - began) * 1000
        process.kill()
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0  # it was waited for here, to learn what it used
        process.stderr.close()
    if not said or "Flushing" not in said[-1]:
        raise SystemExit(f"no frame: {''.join(said[-5:])}")
    return took, (used.ru_utime + used.ru_stime) * 1000


def main(root: str, platform: str = "offscreen") -> int:
    """0 within the bar."""
    source = [sys.executable, "-m", "app"]
    installed = ["/usr/sbin/chroot", root, "/usr/bin/pishkhan"]
    subprocess.run([sys.executable, "-m", "compileall", "-q", "app", "ui", "resources"], check=True)
    for command in (source, installed):
        first_frame(command, platform)
    taken = [
        (first_frame(source, platform), first_frame(installed, platform)) for _ in range(ROUNDS)
    ]
    within = [
        _told(name, platform, [(a[place], b[place]) for a, b in taken])
        for place, name in enumerate(("clock", "processor"))
    ]
    return 0 if any(within) else 1


def _told(name: str, platform: str, taken: list[tuple[float, float]]) -> bool:
    ours, theirs = (statistics.median(times) for times in zip(*taken, strict=True))
    ratio = theirs / ours
    print(
        f"{'first frame, ' + platform:<28} {name}: source {ours:.0f} ms, installed {theirs:.0f} ms"
    )
    print(f"{'  ratio':<28} {ratio:6.2f}  (bar {BAR})", flush=True)
    return ratio <= BAR


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
