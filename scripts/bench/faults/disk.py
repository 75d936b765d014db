"""A disk that can lose its power: what was synced stays, what was not may come, go, tear or rot."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from scripts.bench.faults.record import Call

SECTOR = 512


@dataclass
class Disk:
    """Files as they would be after a cut: `safe` bytes and the writes nobody waited for."""

    safe: dict[str, bytearray] = field(default_factory=dict)
    waiting: dict[str, list[Call]] = field(default_factory=dict)
    promised: int = 0
    # New name → old name, of renames whose folder nobody has synced yet.
    moved: dict[str, str] = field(default_factory=dict)

    def do(self, call: Call) -> None:
        """One call. Contents are safe when synced, a new name when its folder is."""
        if call.name == "promised":
            self.promised = int(call.data) if call.what == "append" else self.promised
        elif call.what == "sync":
            self.moved = {new: old for new, old in self.moved.items() if _parent(new) != call.name}
            for waited in self.waiting.pop(call.name, []):
                self.safe[call.name] = _done(self.safe.get(call.name, bytearray()), waited)
        elif call.what == "unlink":
            self.safe.pop(call.name, None)
            self.waiting.pop(call.name, None)
        elif call.what == "rename":
            self._rename(call.name, call.data.decode())
        elif call.what == "create":
            self.safe.setdefault(call.name, bytearray())
        else:
            self._wait(call)

    def cut(self, chance: random.Random, mood: str) -> Mapping[str, bytes]:
        """The files after the power went. Moods: kept, dropped, or mixed call by call."""
        after = {}
        for name, safe in self.safe.items():
            data = bytearray(safe)
            for call in self.waiting.get(name, []):
                data = _fate(data, call, chance, mood)
            after[self._name(name, chance, mood)] = bytes(data)
        return after

    def _name(self, name: str, chance: random.Random, mood: str) -> str:
        if name not in self.moved or mood == "kept" or (mood == "mixed" and chance.random() < 0.5):
            return name
        return self.moved[name]

    def _wait(self, call: Call) -> None:
        known = self.waiting.setdefault(call.name, [])
        self.safe.setdefault(call.name, bytearray())
        if call.what == "append":
            size = len(self.safe[call.name]) + sum(len(one.data) for one in known)
            call = Call("write", call.name, call.data, size)
        known.append(Call("cut", call.name) if call.what == "clear" else call)

    def _rename(self, old: str, new: str) -> None:
        self.safe[new] = self.safe.pop(old, bytearray())
        self.waiting[new] = self.waiting.pop(old, [])
        self.moved[new] = self.moved.pop(old, old)


def _parent(name: str) -> str:
    return name.rpartition("/")[0]


def _done(data: bytearray, call: Call) -> bytearray:
    if call.what == "cut":
        return data[: call.at] + bytes(max(0, call.at - len(data)))
    data.extend(bytes(max(0, call.at - len(data))))
    data[call.at : call.at + len(call.data)] = call.data
    return data


def _fate(data: bytearray, call: Call, chance: random.Random, mood: str) -> bytearray:
    fate = mood if mood != "mixed" else chance.choice(("kept", "dropped", "torn", "trashed"))
    if fate == "dropped":
        return data
    if fate == "kept" or call.what == "cut":
        return _done(data, call)
    # Torn: whole sectors of the write arrived, in any order. Trashed: some hold noise.
    written = bytearray(_done(bytearray(data), call))
    for start in range(call.at, call.at + len(call.data), SECTOR):
        end = min(start + SECTOR, call.at + len(call.data))
        if chance.random() < 0.5:
            old = bytes(data[start:end]).ljust(end - start, b"\0")
            noise = chance.randbytes(end - start)
            written[start:end] = noise if fate == "trashed" else old
    return written
