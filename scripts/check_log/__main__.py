"""`make check-log`: a regulator's log written as files and read by Go's library of tiled logs.

Debian's golang-go and golang-golang-x-mod-dev; nothing is fetched. A changed byte must be refused.
"""

import os
import subprocess
import sys
import tempfile
from argparse import Namespace
from pathlib import Path

from scripts.bench import log as filled

HERE = Path(__file__).parent
STEPS, LIBRARY = (1, 255, 1, 700, 69_043), "/usr/share/gocode"


def main() -> int:
    """0 when the log is read and a changed one is not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = _built(folder)
        older = _written(folder)
        read = subprocess.run([program, folder / "log", *older], check=False).returncode
        tile = folder / "log" / "tile" / "0" / "100"
        data = bytearray(tile.read_bytes())
        data[77] ^= 1
        tile.write_bytes(data)
        again = subprocess.run([program, folder / "log"], check=False, stderr=subprocess.PIPE)
        print(f"with one bit changed: {again.stderr.decode().strip() or 'not found'}")
        return int(read != 0 or again.returncode == 0)


def _built(folder: Path) -> Path:
    told = {"GO111MODULE": "off", "GOPATH": LIBRARY, "GOCACHE": str(folder / "cache")}
    out = folder / "reader"
    command = ["go", "build", "-o", str(out), str(HERE / "main.go")]
    subprocess.run(command, check=True, env={**os.environ, **told})
    return out


def _written(folder: Path) -> list[Path]:
    """The log in `log`, and the heads it had on its way."""
    filled.set_up(folder / "data")
    from django.db import connections

    from regulator.intake import sequencer
    from regulator.log import commands, tree

    older: list[Path] = []
    filled.fill(sum(STEPS))
    while sequencer.place_batch():
        pass
    for step in STEPS:
        left = step
        while left:
            left -= tree.grow(min(left, tree.MANY))
        older.append(folder / f"head-{len(older)}")
        older[-1].write_text(tree.note(), encoding="utf-8")
    assert not commands.log_files(Namespace(out=str(folder / "log")))
    connections.close_all()
    return older


if __name__ == "__main__":
    sys.exit(main())
