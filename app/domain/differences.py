"""مابه‌التفاوت: what a tariff that came later makes of a price already given.

Nothing is priced anew. The difference of each line, at the request's own date, becomes a line of
its own (more) or a request to pay back (less).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.catalogue import Catalogue
from app.domain.fee_values import FeeLine
from app.domain.fees import claims_of, price, told_of
from app.domain.forms import evaluate
from app.domain.jalali import parse

# One word of the law and of the payment codes, before the line's own title.
WORD = "مابه‌التفاوت"


@dataclass(frozen=True, slots=True)
class Difference:
    """How far one line is from what it costs by the newer release: positive is owed more."""

    line: FeeLine
    amount: int

    def as_line(self, index: int) -> FeeLine:
        """The line to be charged at delivery; `reference` is the line it is about."""
        named = replace(self.line, index=index, title=f"{WORD} {self.line.title}", count=1)
        return replace(
            named,
            unit_amount=self.amount,
            amount=self.amount,
            amount_from="difference",
            charged_at="delivery",
            reference=str(self.line.index),
            exempted=0,
            exemption="",
            exemption_title="",
        )


def differences(
    catalogue: Catalogue,
    body: Mapping[str, Any],
    *,
    on: str,
    settled: Mapping[int, int],
    place: tuple[str, str],
) -> tuple[Difference, ...]:
    """The lines that cost something else by this catalogue on the day they were registered.

    `settled` is what each line already comes to, with earlier differences and refunds; `place` is
    (office kind, province). A line this catalogue cannot price, or does not have, stays as it was.
    """
    service = catalogue.services.get(body["service"])
    form = service and catalogue.forms.get((service.key, body["form_version"]))
    if not service or not form:
        return ()
    fee = price(
        service,
        evaluate(form, body["answers"], on=parse(on)),
        catalogue=catalogue,
        office_kind=place[0],
        province=place[1],
        told=told_of(body),
        claims=claims_of(body),
    )
    titles = {line["index"]: line["title"] for line in body["fee_lines"]}
    return tuple(
        Difference(line, line.amount - settled[line.index])
        for line in fee.lines
        if line.amount is not None
        and line.index in settled
        and titles.get(line.index) == line.title
        and line.charged_at == "registration"
        and line.amount != settled[line.index]
    )
