"""The back end as one process on this machine: waitress, on 127.0.0.1 only."""

import _thread
import signal
import sys
import threading
from typing import Any, NoReturn

from waitress import create_server

from app.domain.wire import MAX_SEGMENT
from regulator.say import say

# Bodies stay in memory: a spool file would leave personal data on the disk. Only a package that
# came by hand is larger, and what is personal in it is sealed.
LARGEST, LARGEST_PACKAGE = 2 * MAX_SEGMENT, 256 << 20


def serve(port: int, *, stop_with_stdin: bool, **announce: str) -> None:
    """Serve until SIGTERM, SIGINT or (on request) the end of stdin. Port 0 takes a free one."""
    from regulator.wsgi import application

    server: Any = create_server(
        application,
        host="127.0.0.1",
        port=port,
        threads=4,
        ident=None,
        max_request_body_size=LARGEST_PACKAGE,
        inbuf_overflow=LARGEST,
        asyncore_loop_timeout=1,
        clear_untrusted_proxy_headers=True,
    )
    signal.signal(signal.SIGTERM, _stop)
    if stop_with_stdin:
        end_with_stdin()
    say(url=f"http://127.0.0.1:{server.effective_port}", **announce)
    try:
        server.run()
    finally:
        server.close()


def end_with_stdin() -> None:
    """SIGTERM for ourselves once whoever started us is gone."""
    threading.Thread(target=_wait_for_end_of_stdin, daemon=True).start()


def _stop(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(0)


def _wait_for_end_of_stdin() -> None:
    while sys.stdin.buffer.read(4096):
        pass
    _thread.interrupt_main(signal.SIGTERM)
