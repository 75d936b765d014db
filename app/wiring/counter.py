"""Visits, requests, receipts and the day at the window; their paper is the print room's."""

from collections.abc import Callable
from pathlib import Path

from app.desk import notices, permits, receipts, visits
from app.desk.here import trusted_now
from app.domain.acts import Registered, RequestDraft, RequestRow, SyncState
from app.domain.clock import Verified, needs_a_word
from app.domain.documents import check_kind, media_of
from app.domain.errors import OperatorCanFix
from app.domain.jalali import JalaliDate, date_in_tehran, long_date, tehran_date
from app.domain.moments import from_wire, to_wire
from app.domain.notices import Notice
from app.wiring import clock
from app.wiring.documents import read_file
from app.wiring.session import Session
from local_db import journal, lights, queries, told

MOST_PAGES = 20  # of a copy that is looked at


class Counter:
    """The operator's acts of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._dates: set[tuple[str, JalaliDate]] = set()

    def confirm_date(self) -> None:
        """Somebody looked at a calendar: the date of trusted time is right, until the next boot."""
        self._dates.add(self._date())

    def _date(self) -> tuple[str, JalaliDate]:
        moment = clock.moment()
        return moment.boot, tehran_date(trusted_now(self._session.desk.here, moment))

    def _check_date(self) -> None:
        """A clock more than a day off, or a day nobody counted, is a question before a promise."""
        with self._session.desk.here.db.read() as connection:
            known = queries.setting(connection, "clock")
        asked = needs_a_word(Verified(**known) if known else None, clock.moment())
        boot, date = self._date()
        if asked and (boot, date) not in self._dates:
            raise OperatorCanFix("date-unconfirmed", date=long_date(date))

    def begin(self, begin: Callable[[], str]) -> str:
        """The next citizen, by whichever way the visit begins."""
        self._check_date()
        return begin()

    def open_visit(self) -> str:
        """The next citizen."""
        self._check_date()
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(lambda: visits.open_visit(here, clock.moment(), serving))

    def register(self, draft: RequestDraft) -> Registered:
        """Take the request; the regulator hears of it soon after."""
        self._check_date()
        here, serving = self._session.desk.here, self._session.serving()
        done = self._session.act(
            lambda: visits.register_request(here, clock.moment(), serving, draft)
        )
        self._session.owe()
        return done

    def keep_paper(self, file: str | bytes, kind: str) -> str:
        """Keep a copy of a paper, a file or a picture; it is sent once a request names it."""
        self._session.require("serve")
        check_kind(kind)
        data = file if isinstance(file, bytes) else read_file(Path(file))
        if media_of(data) == "application/pdf":
            _check_opens(data)
        return self._session.desk.documents.put(clock.moment(), data)

    def look_paper(self, name: str) -> tuple[bytes, ...]:
        """A picture of each page of a copy that was kept; refused once it is gone from here."""
        self._session.require("serve")
        data = self._session.desk.documents.plain(name)
        return _pages(data) if media_of(data) == "application/pdf" else (data,)

    def issue_receipt(self, tid: str) -> str:
        """Issue it; returns what preview and print ask by: the tracking ID."""
        here, serving = self._session.desk.here, self._session.serving()
        self._session.act(lambda: receipts.issue_receipt(here, clock.moment(), serving, tid))
        self._session.owe()
        return tid

    def today(self) -> tuple[RequestRow, ...]:
        """Requests since midnight in Tehran: one's own, a manager's all of the desk."""
        midnight = date_in_tehran(tehran_date(clock.now()))
        own = None if self._session.may("see_others_shift") else self._session.operator
        with self._session.desk.here.db.read() as connection:
            return queries.requests_since(connection, to_wire(midnight), own)

    def unprinted(self) -> tuple[str, ...]:
        """Receipts of which nobody knows whether paper came out: issued, and then the end."""
        with self._session.desk.here.db.read() as connection:
            return queries.receipts_without_outcome(connection)

    def sync_state(self) -> SyncState:
        """The regulator's light."""
        desk = self._session.desk
        limits, unread = permits.limits(desk.here, clock.moment()), self._unread()
        with desk.here.db.read() as connection:
            known = queries.setting(connection, "clock")
            return SyncState(
                owed=journal.owed_count(connection),
                last_answer=from_wire(known["wall"]) if known else None,
                trouble=desk.trouble,
                release=queries.release_number(connection),
                limits=limits,
                restored=desk.here.restored,
                outages=told.outages(connection, clock.now()),
                unread=unread,
                lying=lights.log(connection) is not None,
            )

    def _unread(self) -> tuple[Notice, ...]:
        session = self._session
        if not session.somebody_works:
            return ()
        here, catalogue = session.desk.here, session.desk.load_catalogue()
        return notices.unread(here, clock.moment(), catalogue, operator=session.operator)

    def sync_now(self) -> SyncState:
        """One round, now, on the caller's thread."""
        self._session.round_now()
        return self.sync_state()


def _check_opens(pdf: bytes) -> None:
    """A page nobody could read is no copy."""
    from printing.pdfium import shut

    if why := shut(pdf):
        raise OperatorCanFix(f"document-{why}")


def _pages(pdf: bytes) -> tuple[bytes, ...]:
    import printing

    count = min(printing.page_count(pdf), MOST_PAGES)
    return tuple(printing.preview_png(pdf, page=at) for at in range(count))
