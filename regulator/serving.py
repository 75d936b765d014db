"""The back end as processes of this machine: gunicorn before a real database, waitress for the demo
and where gunicorn cannot run (Windows). One sequencer beside them; all end together.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from django.conf import settings
from django.db import connection

from app.domain.wire import MAX_SEGMENT
from regulator.intake import sequencer
from regulator.say import say

# Bodies stay in memory: a spool file would leave personal data on the disk.
LARGEST = 2 * MAX_SEGMENT
# Seconds a request may take; every statement of intake is far below.
LONGEST = 60


def serve(port: int, *, stop_with_stdin: bool) -> None:
    """Serve until SIGTERM, SIGINT or (on request) the end of stdin. Port 0 takes a free one."""
    if stop_with_stdin:
        end_with_stdin()
    if os.name == "nt":
        serve_alone(port)
        return
    from regulator.processes import Processes

    alone = connection.vendor == "sqlite"
    workers = 1 if alone else settings.WORKERS
    connection.close()
    with _sequencer_process():
        Processes(port, workers=workers, threads=4 if alone else 1).run()


def serve_alone(port: int, **announce: str) -> None:
    """The same in this one process, the sequencer in a thread; on 127.0.0.1 only."""
    from waitress import create_server

    from regulator.wsgi import application

    server: Any = create_server(
        application,
        host="127.0.0.1",
        port=port,
        threads=4,
        ident=None,
        max_request_body_size=LARGEST,
        inbuf_overflow=LARGEST,
        asyncore_loop_timeout=1,
        clear_untrusted_proxy_headers=True,
    )
    signal.signal(signal.SIGTERM, _stop)
    say(url=f"http://127.0.0.1:{server.effective_port}", **announce)
    try:
        with _sequencer_thread():
            server.run()
    finally:
        server.close()


def sequence() -> None:
    """The sequencer alone, until SIGTERM."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    sequencer.run(stop)


@contextmanager
def _sequencer_thread() -> Iterator[None]:
    stop = threading.Event()
    loop = threading.Thread(target=sequencer.run, args=[stop], name="sequencer")
    loop.start()
    try:
        yield
    finally:
        stop.set()
        loop.join()


@contextmanager
def _sequencer_process() -> Iterator[None]:
    """It ends with us, even when we are killed: its stdin is a pipe of ours."""
    command = [sys.executable, "-m", "regulator", "sequencer", "--data", str(settings.DATA)]
    process = subprocess.Popen(  # noqa: S603 - our own module, no shell
        [*command, "--stop-with-stdin"], stdin=subprocess.PIPE
    )
    try:
        yield
    finally:
        process.terminate()
        process.communicate()


def end_with_stdin() -> None:
    """SIGTERM for ourselves once whoever started us is gone: even before we serve, a calm end."""
    signal.signal(signal.SIGTERM, _stop)
    threading.Thread(target=_wait_for_end_of_stdin, daemon=True).start()


def _stop(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(0)


def _wait_for_end_of_stdin() -> None:
    # Not through sys.stdin: its lock, held here, would follow a fork into a worker.
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
