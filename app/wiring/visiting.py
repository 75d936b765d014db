"""Visits and finding at the window: the desk's acts for the person at work."""

from app.desk import finding, letters, visiting, waiting
from app.domain import bills
from app.domain.acts import Registered, RequestDraft, RequestRow
from app.domain.bills import Bill
from app.domain.cases import Case
from app.domain.errors import OperatorCanFix
from app.domain.finding import Found, Wanted
from app.domain.letters import Letter, LetterRow, Note
from app.domain.prefill import Filled
from app.domain.visiting import Another, Checked, Onward, OpenVisit, Priority, Ticket
from app.wiring import clock
from app.wiring.reading import Reading
from app.wiring.session import Session
from local_db import request_queries
from ui.counter_functions import FindFunctions, VisitFunctions


class Visiting:
    """Visits of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def functions(self) -> VisitFunctions:
        """What the window is handed."""
        return VisitFunctions(
            take=self.take,
            call_next=self.call_next,
            call=self.call,
            absent=self.absent,
            send_on=self.send_on,
            waiting=self.waiting,
            begin=self.begin,
            identify=self.identify,
            park=self.park,
            resume=self.resume,
            close=self.close,
            parked=self.parked,
            left=self.left,
            taken=self.taken,
            promised=lambda tid: visiting.promised(self._session.desk.here, tid),
            others=self.others,
            earlier=self.earlier,
            bill=self.bill,
        )

    def take(self, priority: Priority, service: int | None) -> Ticket:
        """The next number of the day."""
        here = self._session.desk.here
        return self._session.act(
            lambda: waiting.take(here, clock.moment(), priority=priority, service=service)
        )

    def call_next(self) -> Ticket | None:
        """Who comes next for the person at work."""
        here, operator = self._session.desk.here, self._session.operator
        return self._session.act(lambda: waiting.call_next(here, clock.moment(), operator))

    def call(self, number: int) -> Ticket:
        """One number, also again."""
        here, operator = self._session.desk.here, self._session.operator
        return self._session.act(lambda: waiting.call(here, clock.moment(), number, operator))

    def absent(self, number: int) -> None:
        """Nobody came."""
        here = self._session.desk.here
        self._session.act(lambda: waiting.absent(here, clock.moment(), number))

    def send_on(self, number: int, onward: Onward) -> None:
        """To another service, one operator, or another desk."""
        here = self._session.desk.here
        self._session.act(lambda: waiting.send_on(here, clock.moment(), number, onward))

    def waiting(self) -> tuple[Ticket, ...]:
        """Everybody who waits today."""
        return waiting.listed(self._session.desk.here, clock.moment())

    def begin(self, number: int | None, service: int | None, only_asks: bool) -> str:
        """A citizen is at the desk."""
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(
            lambda: visiting.begin(
                here, clock.moment(), serving, number=number, service=service, only_asks=only_asks
            )
        )

    def identify(self, visit: str, seen: Checked) -> str:
        """The visitor showed who they are."""
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(
            lambda: visiting.check_identity(here, clock.moment(), serving, visit, seen=seen)
        )

    def park(self, visit: str, why: str) -> None:
        """Set aside."""
        here, serving = self._session.desk.here, self._session.serving()
        self._session.act(lambda: visiting.park(here, clock.moment(), serving, visit, why=why))

    def resume(self, visit: str) -> OpenVisit:
        """Taken up again."""
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(lambda: visiting.resume(here, clock.moment(), serving, visit))

    def close(self, visit: str) -> None:
        """The person left."""
        here, serving = self._session.desk.here, self._session.serving()
        self._session.act(lambda: visiting.close(here, clock.moment(), serving, visit))

    def parked(self) -> tuple[OpenVisit, ...]:
        """Everybody set aside."""
        return visiting.parked(self._session.desk.here)

    def left(self) -> tuple[OpenVisit, ...]:
        """What was cut off with something unfinished in it."""
        return visiting.left(self._session.desk.here, clock.moment())

    def taken(self, visit: str) -> tuple[Registered, ...]:
        """The visit's requests, as they were promised."""
        return visiting.taken(self._session.desk.here, visit)

    def others(self, service: int, person: str) -> tuple[Another, ...]:
        """Open requests of the same citizen and service: that they are, and since when."""
        return visiting.others(self._session.desk.here, service, person)

    def earlier(self, person: str, draft: RequestDraft) -> Filled:
        """What earlier requests answer in the draft's form."""
        form = self._session.desk.load_catalogue().form(draft.service, draft.form_version)
        return finding.earlier(self._session.desk.here, person, form)

    def bill(self, line: str, before: tuple[Bill, ...]) -> Bill:
        """A scanned bill that was neither read in this visit nor taken before."""
        bill = bills.check_new(bills.read_bill(line), before)
        with self._session.desk.here.db.read() as connection:
            if request_queries.bill_taken(connection, bill.payment):
                raise OperatorCanFix("bill-twice")
        return bill


class Finding:
    """Search, cases, letters and notes of one session."""

    def __init__(self, session: Session, reading: Reading) -> None:
        self._session, self._reading = session, reading

    def functions(self) -> FindFunctions:
        """What the window is handed."""
        return FindFunctions(
            find=self.find,
            page=self.page,
            case=self.case,
            send=self.send,
            receive=self.receive,
            letters=self.letters,
            notes=self.notes,
            leave_note=self.leave_note,
            finish_note=self.finish_note,
            away=lambda tid: letters.away(self._session.desk.here, tid),
        )

    def find(self, wanted: Wanted) -> Found:
        """Places of the requests that fit."""
        return finding.find(self._session.desk.here, wanted)

    def page(self, places: tuple[int, ...]) -> tuple[RequestRow, ...]:
        """Their rows, at most 200."""
        return finding.page(self._session.desk.here, places)

    def case(self, tid: str) -> Case:
        """One request whole; another's asks for the reason first."""
        # What is nowhere here needs no reason.
        found = finding.case(self._session.desk.here, tid)
        self._reading.check(tid)
        return found

    def send(self, letter: Letter) -> int:
        """Papers leave for an agency."""
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(lambda: letters.send(here, clock.moment(), serving, letter))

    def receive(self, letter: Letter) -> str:
        """Papers came from one."""
        here, serving = self._session.desk.here, self._session.serving()
        return self._session.act(lambda: letters.receive(here, clock.moment(), serving, letter))

    def letters(self) -> tuple[LetterRow, ...]:
        """The lists of today."""
        return letters.lists_of_today(self._session.desk.here, clock.moment())

    def notes(self) -> tuple[Note, ...]:
        """Notes for the person at work."""
        return letters.open_notes(self._session.desk.here, self._session.operator)

    def leave_note(self, said: str, to: str, tids: tuple[str, ...]) -> str:
        """A note for whoever works next."""
        here, operator = self._session.desk.here, self._session.operator
        return self._session.act(
            lambda: letters.leave_note(here, clock.moment(), operator, said, to=to, tids=tids)
        )

    def finish_note(self, note: str, answer: str) -> None:
        """It is done."""
        here, operator = self._session.desk.here, self._session.operator
        self._session.act(
            lambda: letters.finish_note(here, clock.moment(), operator, note, answer=answer)
        )
