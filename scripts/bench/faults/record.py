"""What a process asked of the disk, in order, as strace saw it (Debian package `strace`)."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.bench.faults.worker import UNSYNCED

CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename"
_CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
_ON = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})+)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Call:
    """One call on one file of the folder; `data` is what was written, or the new name."""

    what: str
    name: str
    data: bytes = b""
    at: int = 0


def record(
    folder: Path, rounds: int, *, synchronous: int, size: int, unsynced: bool = False
) -> list[Call]:
    """The calls of a worker on that folder."""
    trace = folder.with_suffix(".trace")
    worker = [sys.executable, "-m", "scripts.bench.faults.worker", str(folder)]
    watched = ["strace", "-o", str(trace), "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}"]
    numbers = [str(number) for number in (rounds, synchronous, size)]
    around = os.environ | ({UNSYNCED: "1"} if unsynced else {})
    command = [*watched, *worker, *numbers]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=around)
    with trace.open("r", encoding="ascii", errors="replace") as lines:
        found = [call for line in lines for call in _calls(line, f"{folder}/")]
    trace.unlink()
    return found


def _calls(line: str, folder: str) -> Iterator[Call]:
    match = _CALL.match(line)
    if match is None or match[3].startswith("-"):
        return
    what, said = match[1], match[2]
    if what in ("unlink", "rename", "openat"):
        names = [_hex(text).decode() for text in _TEXT.findall(said)]
        if names and names[0].startswith(folder):
            short = [name.removeprefix(folder).encode() for name in names]
            made = what != "openat" or "O_TRUNC" in said or "O_CREAT" in said
            if made:
                how = "clear" if "O_TRUNC" in said else "create" if what == "openat" else what
                yield Call(how, short[0].decode(), short[-1])
        return
    on = _ON.match(said)
    name = _hex(on[2]).decode() if on else ""
    if name.startswith(folder):
        yield _on_file(what, name.removeprefix(folder), said)


def _on_file(what: str, name: str, said: str) -> Call:
    if what == "pwrite64":
        data = _TEXT.search(said)
        return Call("write", name, _hex(data[1] if data else ""), int(said.rsplit(", ", 1)[1]))
    if what == "write":
        data = _TEXT.search(said)
        return Call("append", name, _hex(data[1] if data else ""))
    if what == "ftruncate":
        return Call("cut", name, at=int(said.rsplit(", ", 1)[1]))
    return Call("sync", name)


def _hex(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
