"""A printer for the tests: a real socket that answers, stalls, closes or runs out of paper."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import Image


@dataclass
class Machine:
    """What the printer got, and how it behaves.

    `reads`: bytes taken before it does what `then` says: go on, stall, or die. `paper` false: it
    says so when asked. `talks` false: it never answers.
    """

    reads: int = 10**9
    then: str = "go on"
    paper: bool = True
    talks: bool = True
    got: bytearray = field(default_factory=bytearray)
    port: int = 0
    done: threading.Event = field(default_factory=threading.Event)


@contextmanager
def printer(machine: Machine) -> Iterator[Machine]:
    """The machine listening on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        machine.port = server.getsockname()[1]
        thread = threading.Thread(target=_serve, args=(server, machine))
        thread.start()
        yield machine
        machine.done.set()
        # An unused server is woken, so that its thread can end.
        socket.create_connection(("127.0.0.1", machine.port)).close()
        thread.join(5)


def _serve(server: socket.socket, machine: Machine) -> None:
    while not machine.done.is_set():
        line, _ = server.accept()
        with line:
            _listen(line, machine)


def _listen(line: socket.socket, machine: Machine) -> None:
    line.settimeout(0.1)
    while not machine.done.is_set():
        try:
            some = line.recv(1024)
        except TimeoutError:
            continue
        if not some:
            return
        machine.got += some
        if machine.talks and some.endswith(b"\x10\x04\x04"):
            line.sendall(b"\x12" if machine.paper else b"\x72")
        if machine.talks and some.endswith(b"\x1dr\x01"):
            line.sendall(b"\x00")
        if len(machine.got) >= machine.reads:
            if machine.then == "stall":
                machine.done.wait(5)
            return


def decoded(data: bytes, width: int) -> Image.Image:
    """The bitmap an ESC/POS printer would put on paper; anything it does not know is an error."""
    rows: list[bytes] = []
    wide = width // 8
    at = left = 0
    cut = False
    while at < len(data):
        assert not cut, "something after the cut"
        if data[at : at + 2] == b"\x1b@":
            at += 2
        elif data[at : at + 2] == b"\x1dP":
            assert data[at + 2 : at + 4] == b"\xcb\xcb"
            at += 4
        elif data[at : at + 2] == b"\x1bJ":
            rows += [bytes(wide)] * data[at + 2]
            at += 3
        elif data[at : at + 2] == b"\x1dL":
            left = int.from_bytes(data[at + 2 : at + 4], "little") // 8
            at += 4
        elif data[at : at + 4] == b"\x1dv0\x00":
            across = int.from_bytes(data[at + 4 : at + 6], "little")
            down = int.from_bytes(data[at + 6 : at + 8], "little")
            assert left + across <= wide
            at += 8
            for _ in range(down):
                rows.append((bytes(left) + data[at : at + across]).ljust(wide, b"\x00"))
                at += across
        else:
            assert data[at : at + 4] == b"\x1dVB\x00", data[at : at + 8]
            cut = True
            at += 4
    black = b"".join(rows)
    return Image.frombytes("1", (width, len(rows)), bytes(255 - byte for byte in black))
