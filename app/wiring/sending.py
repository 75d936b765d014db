"""The sending queue, the lights and packages by hand, at the window."""

from functools import partial
from pathlib import Path

from app.desk import findings
from app.devices.terminal import Terminal
from app.domain.by_hand import Answered, Heard, Packed, Step, Totals
from app.domain.courier import suggested_name
from app.domain.jalali import show, tehran_date
from app.domain.outbox import Light, QueueKey, QueueLine, Sending
from app.wiring import clock, courier
from app.wiring.session import Session
from app.wiring.till import TERMINAL
from local_db import journal, lights, queries, sending


class SendingDesk:
    """What one session's person sees of what leaves the office, and can do about it."""

    def __init__(self, session: Session, terminal: Terminal | None) -> None:
        self._session, self._given = session, terminal

    def queue(self) -> Sending:
        """Every line by its name; nothing of what they say."""
        with self._session.desk.here.db.read() as connection:
            keys = sending.keys(connection)
        return Sending(keys, self._session.uplink(), self._session.catch_up())

    def page(self, keys: tuple[QueueKey, ...]) -> tuple[QueueLine, ...]:
        """What those lines say now."""
        with self._session.desk.here.db.read() as connection:
            return sending.page(connection, keys, self._session.uplink())

    def lights(self) -> tuple[Light, ...]:
        """Regulator, terminal, printer, inquiries; the country log while it lies."""
        with self._session.desk.here.db.read() as connection:
            known = bool(self._given or queries.setting(connection, TERMINAL))
            lying = lights.log(connection)
            return (
                lights.regulator(connection, self._session.uplink()),
                lights.terminal(connection, known=known),
                lights.printer(connection),
                lights.inquiries(),
                *((lying,) if lying else ()),
            )

    def retry(self, key: QueueKey) -> None:
        """Do not wait for its time; order in the chain stays, so older ones go along. Of a verdict
        it is the body that goes once more."""
        again = {"document": sending.try_document_now, "verdict": journal.owe_body}.get(key.kind)
        if again:
            self._session.desk.writer.write(partial(again, row=key.row))
        self._session.round_now()

    def answer(self, leaf: str, words: str) -> None:
        """The office's word on a verdict; it leaves with the next round."""
        self._session.require("findings")
        here, operator = self._session.desk.here, self._session.operator
        self._session.act(
            lambda: findings.answer_finding(
                here, clock.moment(), leaf, said=words, operator=operator
            )
        )
        self._session.owe()

    def switch(self, on: bool) -> None:
        """The line off or on again."""
        self._session.require("sync")
        self._session.switch_sync(on)

    def courier_name(self) -> str:
        """A name for a package of today that says nothing about anybody."""
        here, day = self._session.desk.here, show(tehran_date(clock.now())).replace("/", "")
        return suggested_name(here.office.code, here.desk, day)

    def courier_write(self, path: str, step: Step) -> Packed:
        """Write a package there."""
        return courier.write_out(self._session.desk, Path(path), step=step)

    def courier_take(self, path: str, step: Step) -> Answered | Heard:
        """Take what lies there."""
        return courier.take_in(self._session.desk, Path(path), step=step)

    def totals(self) -> Totals:
        """What the office took today."""
        return courier.totals(self._session.desk)
