"""Lines that rest on others: percents of lines, and exemptions that take a part off."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.catalogue import Catalogue
from app.domain.errors import OperatorCanFix, Refusal, RegulatorCanFix
from app.domain.exemptions import Claim, Exemption, best
from app.domain.fee_amounts import Priced
from app.domain.fee_values import FeeLine
from app.domain.percent import part
from app.domain.tariffs import FeeRule, PercentOf

LONGEST_EVIDENCE = 200  # what an entry holds of it


def claimed(
    catalogue: Catalogue, claims: Sequence[Claim], on: str
) -> tuple[list[Exemption], Refusal | None]:
    """The exemptions in force among those claimed, and what is wrong with the first that is not."""
    found = []
    wrong: Refusal | None = None
    for claim in claims:
        exemption = catalogue.exemptions.get(claim.key)
        if exemption is None or not exemption.in_force(on):
            named = exemption.title if exemption else claim.key
            wrong = wrong or RegulatorCanFix("exemption-not-in-force", title=named)
        elif not 0 < len(claim.evidence.strip()) <= LONGEST_EVIDENCE:
            facts = {"title": exemption.title, "evidence": exemption.evidence}
            wrong = wrong or OperatorCanFix("exemption-evidence", **facts)
        else:
            found.append(exemption)
    return found, wrong


def relieved(kept: list[Priced], exemptions: Sequence[Exemption], service: str) -> list[Priced]:
    """The same lines with what is not taken off; a line already lowered stays as it is."""
    return [(_relieved(line, exemptions, service), refusal) for line, refusal in kept]


def _relieved(line: FeeLine, exemptions: Sequence[Exemption], service: str) -> FeeLine:
    exemption = best(exemptions, service, line.title)
    if exemption is None or not line.amount or line.exemption:
        return line
    off = exemption.relief(line.amount)
    lowered = replace(line, amount=line.amount - off, exempted=off, exemption=exemption.key)
    return replace(lowered, exemption_title=exemption.title)


def with_percents(kept: list[Priced], rules: Sequence[FeeRule]) -> list[Priced]:
    """Percent lines filled in, in their order; one with nothing to be a part of is dropped."""
    by_index = {rule.index: rule for rule in rules}
    done: list[Priced] = []
    for line, refusal in kept:
        rule = by_index[line.index]
        if rule.percent_of is None:
            done.append((line, refusal))
            continue
        base = _base(kept, done, line, rule.percent_of)
        if base:
            done.append((_part_of(base, line, rule.percent_of, rule.basis), refusal))
    return done


def _base(
    kept: list[Priced], done: list[Priced], line: FeeLine, wanted: PercentOf
) -> list[FeeLine]:
    """Named lines wherever they stand, other than percents that come later; else all before."""
    if not wanted.titles:
        return [one for one, _ in done]
    known = {one.index: one for one, _ in done}
    plain = [one for one, _ in kept if one.amount_from != "percent" and one.index not in known]
    found = [*known.values(), *plain]
    return [one for one in found if one.title in wanted.titles and one.index != line.index]


def _part_of(base: list[FeeLine], line: FeeLine, wanted: PercentOf, basis: str) -> FeeLine:
    amounts = [one.amount for one in base]
    if None in amounts:
        return line
    amount = part(sum(one or 0 for one in amounts), wanted.rate, wanted.rounding)
    certainties = {one.certainty for one in base}
    certainty = certainties.pop() if len(certainties) == 1 else "composed"
    year = min((one.year for one in base if one.year), default=None)
    priced = replace(line, unit_amount=amount, amount=amount, certainty=certainty, year=year)
    return replace(priced, extended=any(one.extended for one in base), source=basis)
