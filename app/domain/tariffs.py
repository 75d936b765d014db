"""Tariff tables by title and year, the rules that read them, and the decisions that extend them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Condition = Mapping[str, Any]
AmountFrom = Literal["tariff", "payment_id", "told_by_agency", "free", "unknown"]
ChargedAt = Literal["registration", "delivery", "billed_later"]


@dataclass(frozen=True, slots=True)
class FeeRule:
    """One fee line of a service, before any answer is known.

    `title` is a tariff title ("" where the line has only a `label`). The variant is fixed, or
    looked up by an answer (`variant_map`: field, {code: variant}), or by the days since a date
    (`variant_by`: field, [(up to days or None, variant)]). `times` names the field that
    multiplies it; `valid` are the first and last Jalali year, None is open.
    """

    index: int
    title: str
    label: str
    amount_from: AmountFrom
    payee: str = ""
    condition: Condition | None = None
    valid: tuple[int | None, int | None] = (None, None)
    variant: str = ""
    variant_map: tuple[str, Mapping[str, str]] | None = None
    variant_by: tuple[str, tuple[tuple[int | None, str], ...]] | None = None
    payee_by: tuple[str, Mapping[str, str]] | None = None
    times: str = ""
    per: str = ""
    amount_field: str = ""
    basis: str = ""
    charged_at: ChargedAt = "registration"
    note: str = ""
    conflict: str = ""

    def valid_in(self, year: int) -> bool:
        """Whether the line exists in that Jalali year."""
        first, last = self.valid
        return (first is None or first <= year) and (last is None or year <= last)

    def variants(self) -> frozenset[str]:
        """Every variant this line can ask of its table."""
        if self.variant_map:
            return frozenset(self.variant_map[1].values())
        if self.variant_by:
            return frozenset(variant for _, variant in self.variant_by[1])
        return frozenset((self.variant,))
