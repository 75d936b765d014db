"""The settlement file at a session: the saved names of its columns, a look, and taking it in."""

from collections.abc import Mapping
from pathlib import Path

from app.desk import settlement
from app.domain.settlement import AccountDay, Matched, SettledRow, rows_of
from app.wiring import clock
from app.wiring.session import Session
from app.wiring.settlement_files import read_table
from local_db import queries

HEADS = "settlement_columns"
DAYS = 62  # of the report: what is older and unsettled was told long before


class Settling:
    """A manager's act; the names of the columns are kept as a setting of the desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep_heads(self, heads: Mapping[str, str]) -> None:
        """Which column of the acquirer's files is which."""
        self._session.require("settlement")
        self._session.desk.writer.write(
            lambda connection: queries.set_setting(connection, HEADS, dict(heads))
        )

    def look(self, path: str) -> Matched:
        """What the file would do."""
        self._session.require("settlement")
        _, rows = self._read(path)
        return settlement.look(self._session.desk.here, rows)

    def take_in(self, path: str, provider: str) -> Matched:
        """Resolve, explain and journal; the regulator hears of it soon after."""
        self._session.require("settlement")
        here, operator = self._session.desk.here, self._session.operator
        sha256, rows = self._read(path)
        found = self._session.act(
            lambda: settlement.take_in(
                here,
                clock.moment(),
                rows,
                sha256=sha256,
                provider=provider,
                operator=operator,
            )
        )
        self._session.owe()
        return found

    def accounts(self) -> tuple[AccountDay, ...]:
        """Charged, settled and differing by account and day."""
        self._session.require("settlement")
        return settlement.accounts(self._session.desk.here, clock.now(), days=DAYS)

    def _read(self, path: str) -> tuple[str, tuple[SettledRow, ...]]:
        with self._session.desk.here.db.read() as connection:
            heads = queries.setting(connection, HEADS) or {}
        sha256, table = read_table(Path(path))
        return sha256, rows_of(table, heads)
