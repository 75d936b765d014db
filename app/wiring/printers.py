"""The printers of this desk as settings: which there are, and which kind of page goes to which."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app.domain.printers import Printer, Route
from local_db import queries

PRINTERS, ROUTES = "printers", "routes"


def read_printers(connection: Any) -> dict[str, Printer]:
    """The office's printers by name, as the manager set them."""
    stored = queries.setting(connection, PRINTERS) or []
    return {entry["name"]: Printer(**entry) for entry in stored}


def read_routes(connection: Any) -> dict[str, Route]:
    """Which kind of page goes where; "" is every other kind."""
    stored = queries.setting(connection, ROUTES) or {}
    return {kind: Route(**entry) for kind, entry in stored.items()}


def keep_printers(
    connection: Any, known: Mapping[str, Printer], routes: Mapping[str, Route]
) -> None:
    """Remember printers and routes; both are settings of this desk."""
    queries.set_setting(connection, PRINTERS, [asdict(one) for one in known.values()])
    queries.set_setting(connection, ROUTES, {kind: asdict(one) for kind, one in routes.items()})
