"""Several web processes under gunicorn, told by us and not by its own settings files."""

import gc
import logging
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from regulator.logs import Places
from regulator.say import say
from regulator.serving import LONGEST


class Processes(BaseApplication):  # type: ignore[misc]
    """Starts workers that share one socket; says where once it is open."""

    def __init__(self, port: int, *, workers: int, threads: int) -> None:
        self._told = {
            "bind": f"{_host()}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread" if threads > 1 else "sync",
            "timeout": LONGEST,
            "graceful_timeout": 10,
            # The program is read once and shared; a worker that grew is replaced.
            "preload_app": True,
            "post_worker_init": _ready_to_judge,
            "max_requests": 100_000,
            "max_requests_jitter": 10_000,
            "logger_class": Quiet,
            "when_ready": _announce,
        }
        super().__init__()

    def load_config(self) -> None:
        """What was told; nothing from the environment or the command line."""
        for name, value in self._told.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application every worker runs."""
        from regulator.wsgi import application

        return application


class Quiet(Logger):  # type: ignore[misc]
    """Errors as places, on stderr; no addresses: they hold tracking IDs."""

    def setup(self, cfg: Any) -> None:
        """One handler with our own format."""
        self.cfg = cfg
        handler = logging.StreamHandler()
        handler.setFormatter(Places("%(asctime)s %(levelname)s %(name)s"))
        self.error_log.handlers = [handler]
        self.error_log.setLevel(logging.ERROR)
        self.access_log.handlers = []


def _host() -> str:
    from django.conf import settings

    return str(settings.BIND)


def _ready_to_judge(_worker: Any) -> None:
    """Read the catalogue before the first call, and keep what lasts out of the collector's sight.

    Looking through all of it held one answer up by 0.2 to 0.3 s, and took an eighth of the time.
    """
    from django.db import DatabaseError

    from regulator.catalogue import shelf

    try:
        shelf.current()
        shelf.calendar()
    except DatabaseError:
        return  # it is away: read at the first call that finds it
    gc.collect()
    gc.freeze()


def _announce(server: Any) -> None:
    host, port = server.LISTENERS[0].sock.getsockname()[:2]
    say(url=f"http://{host}:{port}")
