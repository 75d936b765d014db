"""A card terminal for practice and tests: a real TCP process with the faults of real ones.

Modes: approve, decline, time-out (never answers), answer-lost (acts, then hangs up). It keeps what
it took and gave back by reference, so `find` and a repeated `charge` or `refund` tell the truth and
act once. What it does not find it closes: it will not be charged later. `mode` changes its mode.
"""

import argparse
import itertools
import json
import os
import socketserver
import threading
from typing import Any

MODES = ("approve", "decline", "time-out", "answer-lost")


class Simulator(socketserver.ThreadingTCPServer):
    """The terminal's memory and its mode; `mode` may change while it runs."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0, mode: str = "approve", first_rrn: int = 1) -> None:
        super().__init__(("127.0.0.1", port), _Link)
        self.mode = mode
        self.charged: dict[str, dict[str, Any]] = {}
        self._returned: dict[str, int] = {}
        self._closed: set[str] = set()
        self.closing = threading.Event()
        self._rrn = itertools.count(first_rrn)
        self._lock = threading.Lock()

    @property
    def port(self) -> int:
        """Where it listens on loopback."""
        return int(self.server_address[1])

    def shutdown(self) -> None:
        """Stop, and let those who wait for ever go."""
        self.closing.set()
        super().shutdown()

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        """What the bank says to one question."""
        ref = str(question.get("ref", ""))
        with self._lock:
            if ref in self.charged:
                return self.charged[ref]
            act = {"charge": self._charge, "refund": self._refund}.get(str(question.get("do")))
            if act is None:
                self._closed.add(ref)
                return _declined(ref, "not found")
            return act(ref, question)

    def _charge(self, ref: str, question: dict[str, Any]) -> dict[str, Any]:
        if ref in self._closed:
            return _declined(ref, "closed")
        if self.mode == "decline":
            return _declined(ref, "51")
        return self.charged.setdefault(ref, self._approve(ref, int(question["amount"])))

    def _refund(self, ref: str, question: dict[str, Any]) -> dict[str, Any]:
        """Never more than was taken."""
        of, amount = str(question.get("of", "")), int(question["amount"])
        left = self.charged.get(of, {}).get("amount", 0) - self._returned.get(of, 0)
        if self.mode == "decline" or not 0 < amount <= left:
            return _declined(ref, "51" if self.mode == "decline" else "not found")
        self._returned[of] = self._returned.get(of, 0) + amount
        return self.charged.setdefault(ref, self._approve(ref, amount))

    def _approve(self, ref: str, amount: int) -> dict[str, Any]:
        number = next(self._rrn)
        slip = {"terminal": "90000001", "rrn": f"{number:012}", "trace": f"{number % 10**6:06}"}
        return {"ref": ref, "state": "approved", "amount": amount, "last4": "0015"} | slip


def _declined(ref: str, reason: str) -> dict[str, Any]:
    return {"ref": ref, "state": "declined", "reason": reason}


class _Link(socketserver.StreamRequestHandler):
    server: Simulator

    def handle(self) -> None:
        question = json.loads(self.rfile.readline(4096))
        if question.get("do") == "mode" and question.get("mode") in MODES:
            self.server.mode = question["mode"]
            self.wfile.write(json.dumps({"mode": self.server.mode}).encode() + b"\n")
            return
        if self.server.mode == "time-out":
            self.server.closing.wait()
            return
        answer = self.server.answer(question)
        if self.server.mode != "answer-lost":
            self.wfile.write(json.dumps(answer).encode() + b"\n")


def main() -> None:
    """`python -m app.devices.simulator --mode approve`: serve until stdin closes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--mode", choices=MODES, default="approve")
    wanted = parser.parse_args()
    with Simulator(wanted.port, wanted.mode) as server:
        print(f"127.0.0.1:{server.port}", flush=True)  # noqa: T201 - the caller reads the port
        threading.Thread(target=server.serve_forever, daemon=True).start()
        while os.read(0, 1024):
            pass  # until whoever started us closes our stdin
        server.shutdown()


if __name__ == "__main__":
    main()
