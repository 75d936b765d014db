"""A fee as values: its lines, what each rests on, and the amounts an agency told the desk."""

from dataclasses import dataclass
from typing import Literal

from app.domain.errors import Refusal
from app.domain.tariffs import AmountFrom, ChargedAt

Certainty = Literal[
    "law", "official", "press", "bill", "inferred_year", "told", "in_bill", "free", "composed", ""
]


@dataclass(frozen=True, slots=True)
class Told:
    """An amount the agency told the desk: `line` is the fee rule's index, `amount` whole rial.

    `date` is the reference's date (`YYYY/MM/DD`); `paper` names what it was read from. That the
    amount is entered twice is the window's duty, not a fact kept here.
    """

    line: int
    amount: int
    reference: str
    date: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line. `index` is its rule in the service; `amount` None is not (yet) known.

    `title` is the tariff's title or the rule's label; `year` the tariff table's year, older than
    the registration when `extended`; `certainty` and `conflict` go to screen and paper.
    Only `charged_at == "registration"` is taken now. `amount` is what is taken: an exemption (its
    key, and what it takes off in `exempted`) is already off.
    """

    index: int
    title: str
    variant: str
    payee: str
    payee_name: str
    count: int
    unit_amount: int | None
    amount: int | None
    amount_from: AmountFrom
    charged_at: ChargedAt = "registration"
    account: str = ""
    deposit_id: str = ""
    per: str = ""
    year: int | None = None
    extended: bool = False
    certainty: Certainty = ""
    source: str = ""
    conflict: str = ""
    reference: str = ""
    exempted: int = 0
    exemption: str = ""
    exemption_title: str = ""

    @property
    def at_once(self) -> bool:
        """Whether it is taken when the request is registered."""
        return self.charged_at == "registration"

    @property
    def full(self) -> int | None:
        """What it costs whoever claims no exemption."""
        return None if self.amount is None else self.amount + self.exempted


@dataclass(frozen=True, slots=True)
class Fee:
    """All lines; `total` is what is known and taken at registration, whole rial.

    `notices` are message codes. While `refusal` stands the request cannot be registered: it says
    who must act. `told_missing` are the rule indexes whose amounts the operator must enter.
    """

    lines: tuple[FeeLine, ...]
    total: int
    notices: tuple[str, ...] = ()
    refusal: Refusal | None = None
    told_missing: tuple[int, ...] = ()
