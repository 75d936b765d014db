"""What a request costs: every line with its payee, the tariff it rests on and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain.catalogue import Catalogue, Service
from app.domain.errors import Refusal
from app.domain.forms import Filled
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
    Only `charged_at == "registration"` is taken now.
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


def price(
    service: Service,
    filled: Filled,
    *,
    catalogue: Catalogue,
    office_kind: str,
    province: str,
    told: Sequence[Told] = (),
) -> Fee:
    """The fee on `filled.on` at an office of that kind (`counter_office`, `police10_office`).

    Amounts come from the table of that very year, or from the newest earlier one the regulator
    extended to it; VAT is never added. Works on half-filled forms too: what is still unanswered
    makes a refusal the operator can fix.
    """
    raise NotImplementedError
