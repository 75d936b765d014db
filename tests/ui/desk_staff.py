"""People of the memory desk: a manager, an operator, one who is locked out; by the same values."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from app.domain.acts import Operator
from app.domain.approvals import Approval, Ask, Asked, Word
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.staff import Authorisation, DoorRules, Person, PersonalRead, Standing
from tests.ui.desk_functions import OPERATOR, MemoryDesk
from ui.functions import Functions, SignedIn
from ui.staff import AtDoor, Staff

MANAGER = Operator("1001", "زهرا نمونه", "manager")
COLLEAGUE = Operator("1202", "امیر آزمایشی", "operator")
NEWCOMER = Operator("99020001", "نگار تازه‌کار", "operator", approved=False)
PASSWORD, CODE = "1234", "starting code"


@dataclass
class MemoryStaff:
    """What was asked of people, in order; `standing` is the list as the screen draws it."""

    desk: MemoryDesk
    at_work: Operator | None = None
    done: list[tuple[str, ...]] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)
    rules: DoorRules = field(default_factory=DoorRules)
    listed: dict[str, tuple[Authorisation, ...] | None] = field(default_factory=dict)
    own_reason: set[str] = field(default_factory=set)
    disabled: set[str] = field(default_factory=set)
    people: tuple[Operator, ...] = (OPERATOR, MANAGER, COLLEAGUE, NEWCOMER)
    locked: frozenset[str] = frozenset({COLLEAGUE.number})
    pins: frozenset[str] = frozenset()

    def functions(self) -> Functions:
        """The memory desk's functions, with its people."""
        return replace(
            self.desk.functions(),
            sign_in=self._sign_in,
            leave=self._leave,
            at_door=self._at_door,
            renew=self._renew,
            door_rules=lambda: self.rules,
            read_case=self._read_case,
            staff=self._staff(),
            ask_approval=self._ask,
            grant_approval=self._grant,
            refuse_approval=self._refuse,
        )

    def _staff(self) -> Staff:
        return Staff(
            everybody=self._everybody,
            reads=lambda: (self._read(),),
            disable=self.disabled.add,
            enable=self.disabled.discard,
            unlock=lambda number: self.done.append(("unlock", number)),
            start_anew=self._start,
            authorise=self.listed.__setitem__,
            propose=self._propose,
            set_rules=self._rule,
        )

    def _sign_in(self, number: str, secret: str, method: str) -> SignedIn:
        if secret == CODE and number not in self.secrets:
            raise OperatorCanFix("password-own-first")
        if secret == "slow down":
            raise OperatorCanFix("password-wrong-wait", seconds="۲۰", wait=20)
        if secret not in (PASSWORD, self.secrets.get(number)):
            raise OperatorCanFix("password-wrong")
        self.at_work = next(one for one in self.people if one.number == number)
        self.done.append(("sign_in", number, method))
        return SignedIn(self.at_work, "شیفت ۱")

    def _leave(self) -> None:
        self.at_work = None
        self.done.append(("leave",))

    def _at_door(self) -> tuple[AtDoor, ...]:
        return tuple(
            AtDoor(
                one,
                pin=one.number in self.pins,
                shut="locked" if one.number in self.locked else "",
            )
            for one in self.people
            if one.number not in self.disabled
        )

    def _renew(self, word: Word, password: str, pin: str) -> None:
        self.secrets[word.number] = password or pin
        self.done.append(("renew", word.number))

    def _everybody(self) -> tuple[Standing, ...]:
        if self.at_work is None or self.at_work.role != "manager":
            raise ManagerCanFix("right-missing")
        return tuple(self._standing(one) for one in self.people)

    def _standing(self, one: Operator) -> Standing:
        allowed = self.listed.get(one.number)
        locked, out = one.number in self.locked, one.number in self.disabled
        person = Person(one, out, locked, "2026-11-20T06:10:00.000Z", allowed, "1001")
        return Standing(person, has_password=one.approved, pin=one.role == "manager")

    def _start(self, number: str) -> str:
        self.done.append(("start", number))
        return "40718293"

    def _propose(self, name: str) -> Operator:
        made = Operator("99020002", name, "operator", approved=False)
        self.people = (*self.people, made)
        return made

    def _rule(self, rules: DoorRules) -> None:
        if rules.idle_minutes > 60:
            raise ManagerCanFix("idle-minutes", most="۶۰")
        self.rules = rules

    def _read_case(self, tid: str, reason: str) -> None:
        self.own_reason.add(tid)
        self.done.append(("read", tid, reason))

    def _read(self) -> PersonalRead:
        at = datetime(2026, 11, 21, 6, 40, tzinfo=UTC)
        tid = "723010012071000112"
        return PersonalRead(at, MANAGER.number, "request", tid, 1, "پرسش متقاضی")

    def _ask(self, ask: Ask) -> Asked:
        self.done.append(("ask", ask.right))
        return Asked("a" * 32, "leaf", ask)

    def _grant(self, asked: Asked, word: Word) -> Approval:
        if word.secret != PASSWORD:
            raise OperatorCanFix("password-wrong")
        return Approval(asked.id, "leaf", asked.ask, word.number)

    def _refuse(self, asked: Asked, word: Word, reason: str) -> None:
        self.done.append(("refuse", word.number, reason))
