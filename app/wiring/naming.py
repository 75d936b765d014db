"""How the figures of this desk are called: words of reports, services, agencies, people, payees."""

import tomllib
from functools import cache
from typing import Any

from sqlalchemy import Connection

import resources
from app.domain import usage
from app.domain.catalogue import Catalogue
from app.domain.periods import Period
from app.domain.summary_tables import Names, SumTable, Words
from local_db import page_queries, usage_queries


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(resources.read("reports.fa.toml").decode("utf-8"))


def report_words() -> Words:
    """Titles of tables, lines and open items (resources/reports.fa.toml)."""
    return _words()


def settlement_words() -> dict[str, list[str]]:
    """The usual names of each column of a settlement file."""
    return dict(_words()["settlement"])


def usage_tables(connection: Connection, period: Period) -> tuple[SumTable, ...]:
    """Who used this desk in a month, by group; nothing of any other stretch of days."""
    if not usage.is_told(period):
        return ()
    who, first = usage_queries.users(connection, period), usage_queries.priorities
    return usage.tables(who, first(connection, period), report_words())


def names(connection: Connection, catalogue: Catalogue) -> Names:
    """By the catalogue in force and the people of this desk."""
    services = catalogue.services.values()
    return Names(
        services={one.number: one.title for one in services},
        agencies={one.number: catalogue.agency_name(one.agency) for one in services},
        people=page_queries.names(connection),
        payees={key: agency.name for key, agency in catalogue.agencies.items()},
    )
