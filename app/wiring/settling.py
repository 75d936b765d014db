"""The settlement file at a session: the saved names of its columns, a look, and taking it in."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.desk import settlement
from app.domain.progress import Progress, Tell, quiet
from app.domain.settlement import AccountDay, Matched, SettledFile, SettledRow, rows_of
from app.domain.settlement_columns import Columns, columns_of
from app.wiring import clock
from app.wiring.naming import settlement_words
from app.wiring.session import Session
from app.wiring.settlement_files import read_table
from local_db import queries
from ui.office_functions import SettlementFunctions

HEADS, PROVIDER = "settlement_columns", "settlement_provider"
DAYS = 62  # of the report: what is older and unsettled was told long before


class Settling:
    """A manager's act; the names of the columns are kept as a setting of the desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def functions(self) -> SettlementFunctions:
        """For the screen."""
        return SettlementFunctions(
            columns=self.columns,
            keep=self.keep_heads,
            look=self.look,
            take_in=self.take_in,
            accounts=self.accounts,
        )

    def columns(self, path: str) -> Columns:
        """What a file's columns are called and which is probably which."""
        self._session.require("settlement")
        _, table = read_table(Path(path))
        saved, provider = self._saved()
        return replace(columns_of(table, saved, settlement_words()), provider=provider)

    def keep_heads(self, heads: Mapping[str, str]) -> None:
        """Which column of the acquirer's files is which."""
        self._session.require("settlement")
        self._session.desk.writer.write(
            lambda connection: queries.set_setting(connection, HEADS, dict(heads))
        )

    def look(self, path: str, tell: Tell = quiet) -> Matched:
        """What the file would do."""
        self._session.require("settlement")
        _, rows = self._read(path, tell)
        tell(Progress("matching"))
        return settlement.look(self._session.desk.here, rows)

    def take_in(self, path: str, provider: str, tell: Tell = quiet) -> Matched:
        """Resolve, explain and journal; the regulator hears of it soon after."""
        self._session.require("settlement")
        here, operator = self._session.desk.here, self._session.operator
        sha256, rows = self._read(path, tell)
        file = SettledFile(rows, sha256, provider)
        found = self._session.act(
            lambda: settlement.take_in(here, clock.moment(), file, operator=operator, tell=tell)
        )
        self._session.desk.writer.write(
            lambda connection: queries.set_setting(connection, PROVIDER, provider)
        )
        self._session.owe()
        return found

    def accounts(self) -> tuple[AccountDay, ...]:
        """Charged, settled and differing by account and day; payees by their names."""
        self._session.require("settlement")
        desk = self._session.desk
        found = settlement.accounts(desk.here, clock.now(), days=DAYS)
        known = desk.load_catalogue().agencies
        names = {key: known[key].name for one in found if (key := one.payee) in known}
        return tuple(replace(one, payee=names.get(one.payee, one.payee)) for one in found)

    def _read(self, path: str, tell: Tell) -> tuple[str, tuple[SettledRow, ...]]:
        tell(Progress("reading"))
        heads, _ = self._saved()
        sha256, table = read_table(Path(path))
        return sha256, rows_of(table, heads)

    def _saved(self) -> tuple[Mapping[str, str], str]:
        with self._session.desk.here.db.read() as connection:
            heads = queries.setting(connection, HEADS) or {}
            return heads, queries.setting(connection, PROVIDER) or ""
