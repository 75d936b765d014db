"""What the payment panel knows: one plan for each account, how each stands, a slip being typed.

All unpaid requests of a visit are paid together. A plan whose payment is unknown is never charged
again here; only plans untried or failed are taken.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from app.domain.acts import Paid, PaymentPlan, Registered, Slip
from app.domain.text import latin_digits, persian_digits

UNKNOWN = (
    "نتیجه این تراکنش نامشخص است. دوباره از مراجعه‌کننده وجه نگیرید: F12 برگه آن را چاپ می‌کند، "
    "Ctrl+F10 آن را روشن می‌کند، F9 نوبت متقاضی بعدی است."
)
UNKNOWN_REST = (
    "نتیجه یکی از تراکنش‌ها نامشخص است. برای همان حساب دوباره وجه نگیرید؛ F10 تنها حساب بعدی را "
    "می‌گیرد."
)
FAILED = "پرداخت انجام نشد و چیزی برداشت نشد؛ F10 دوباره می‌کوشد، F11 برگه کارت‌خوان را می‌گیرد."

# Shaparak's slips: terminal 8 digits, RRN 12, trace up to 6, the card's last four.
SLIP_SHAPES = {
    "terminal": (r"[0-9]{8}", "شماره پایانه ۸ رقم است."),
    "rrn": (r"[0-9]{12}", "شماره مرجع (RRN) ۱۲ رقم است."),
    "trace": (r"[0-9]{1,6}", "شماره پیگیری برگه تا ۶ رقم است."),
    "last4": (r"[0-9]{4}", "چهار رقم پایانی کارت را بنویسید."),
}


@dataclass(frozen=True, slots=True)
class SlipEntry:
    """A paper slip as it is typed."""

    terminal: str = ""
    rrn: str = ""
    trace: str = ""
    last4: str = ""

    def trouble(self, name: str) -> str:
        """What is wrong with one box, or ""."""
        shape, sentence = SLIP_SHAPES[name]
        return "" if re.fullmatch(shape, latin_digits(getattr(self, name)).strip()) else sentence

    @property
    def slip(self) -> Slip | None:
        """The slip, once every box is right."""
        if any(self.trouble(name) for name in SLIP_SHAPES):
            return None
        terminal, rrn, trace, last4 = (
            latin_digits(getattr(self, name)).strip() for name in SLIP_SHAPES
        )
        return Slip(terminal=terminal, rrn=rrn, trace=trace, last4=last4, source="slip")


@dataclass(frozen=True, slots=True)
class Paying:
    """The visit's payments for what was registered; no plans yet while they are being made.

    `registered` is the last request, `before` those of the same visit that are paid with it;
    `issued` have their receipts.
    """

    registered: Registered
    plans: tuple[PaymentPlan, ...] | None = None
    outcomes: Mapping[int, Paid] = field(default_factory=dict)
    busy: str = ""
    by_hand: bool = False
    issued: frozenset[str] = frozenset()
    before: tuple[Registered, ...] = ()

    def outcome(self, paid: Paid) -> Self:
        """What became of the plan that was tried."""
        at = (self.plans or ()).index(paid.plan)
        return replace(self, outcomes={**self.outcomes, at: paid}, busy="", by_hand=False)

    def wait(self, why: str) -> Self:
        """While a worker is at it; "" when it is over."""
        return replace(self, busy=why)

    def turn_hand(self) -> Self:
        """Open the boxes for a slip, or close them."""
        return replace(self, by_hand=not self.by_hand)

    def planned(self, plans: tuple[PaymentPlan, ...]) -> Self:
        """One plan for each account; none for a free request."""
        return replace(self, plans=plans, busy="")

    def issue(self, tid: str) -> Self:
        """The receipt of one is issued."""
        return replace(self, issued=self.issued | {tid}, busy="")

    @property
    def all(self) -> tuple[Registered, ...]:
        """Every request that is paid here, in the order they were registered."""
        return (*self.before, self.registered)

    @property
    def without_receipt(self) -> str:
        """The first whose receipt is still to be issued, or ""."""
        return next((one.tid for one in self.all if one.tid not in self.issued), "")

    @property
    def done(self) -> bool:
        """Every receipt is issued."""
        return not self.without_receipt

    @property
    def told(self) -> tuple[str, str]:
        """What is so and which key is next, in one line; and its tone."""
        left = len(self.plans or ()) - self._paid
        if self.busy or self.plans is None or self.done:
            return "", ""
        if self.unknown:
            return (UNKNOWN_REST if self.next_plan else UNKNOWN), "warn"
        if any(paid.state == "failed" for paid in self.outcomes.values()):
            return FAILED, "bad"
        if self._paid and left:
            said = (
                f"{persian_digits(self._paid)} پرداخت از {persian_digits(len(self.plans))} انجام شد"
            )
            return f"{said}؛ F10 برای حساب بعدی.", "info"
        return "", ""

    @property
    def next_plan(self) -> PaymentPlan | None:
        """The first plan that may be charged: never tried, or surely failed."""
        for at, plan in enumerate(self.plans or ()):
            if at not in self.outcomes or self.outcomes[at].state == "failed":
                return plan
        return None

    @property
    def settled(self) -> bool:
        """Every account has its money; a free request is settled from the start."""
        return self.plans is not None and self._paid == len(self.plans)

    @property
    def unknown(self) -> bool:
        """Some payment's fate is not known."""
        return any(paid.state in ("unknown", "started") for paid in self.outcomes.values())

    @property
    def stuck(self) -> bool:
        """Nothing more can be done here: what is left is unknown, and a manager must help."""
        return self.unknown and self.next_plan is None and not self.busy

    @property
    def can_pay(self) -> bool:
        """F10 and F11 take money."""
        return self.next_plan is not None and not self.busy

    @property
    def waits(self) -> bool:
        """A step that takes no money was refused (plan or receipt); F10 tries it again."""
        return not self.busy and not self.done and (self.plans is None or self.settled)

    @property
    def leaves(self) -> bool:
        """Another service may be taken for the same citizen before more is paid."""
        return not self.busy and not self.by_hand and not self.unknown

    @property
    def _paid(self) -> int:
        return sum(paid.state == "succeeded" for paid in self.outcomes.values())
