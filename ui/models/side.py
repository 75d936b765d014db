"""What the left column says about the fee: one line for each tariff line, total and due date."""

from dataclasses import dataclass

from app.domain.fees import FeeLine
from app.domain.money import rials
from app.domain.text import persian_digits
from ui import words
from ui.models.request import Request


@dataclass(frozen=True, slots=True)
class FeeText:
    """One fee line in words. `amount` is empty while it is not known; `exempted` what is off it."""

    title: str
    payee: str
    basis: str
    amount: str
    tone: str = ""
    exempted: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """An exemption that could lower this fee: its ground, what must be seen, what is ticked."""

    key: str
    title: str
    ground: str
    evidence: str
    claimed: bool
    seen: str


def exemptions_of(request: Request) -> tuple[Offered, ...]:
    """Those in force today that fit a line of this service."""
    claims, service = request.claims or {}, request.service
    titles = [rule.title or rule.label for rule in service.fees]
    return tuple(
        Offered(one.key, one.title, one.ground, one.evidence, key in claims, claims.get(key, ""))
        for key, one in sorted(request.catalogue.exemptions.items())
        if one.in_force(request.filled.on) and any(one.fits(service.key, title) for title in titles)
    )


def fee_texts(request: Request) -> tuple[FeeText, ...]:
    """Every line, those not taken now among them."""
    return tuple(_line(line) for line in request.fee.lines)


def total_text(request: Request) -> str:
    """The sum that is taken now; «رایگان» when nothing is, a dash while it is not known."""
    if request.fee.total == 0:
        return "رایگان" if request.fee.refusal is None else "—"
    return rials(request.fee.total)


def _line(line: FeeLine) -> FeeText:
    times = f" × {persian_digits(line.count)}" if line.count > 1 else ""
    variant = f" – {line.variant}" if line.variant else ""
    later = words.CHARGED.get(line.charged_at, "")
    basis = " · ".join(part for part in (words.fee_basis(line), later) if part)
    amount = "نامعلوم" if line.amount is None else rials(line.amount)
    tone = "warn" if line.extended or line.amount is None or line.certainty == "bill" else ""
    off = f"معافیت «{line.exemption_title}»: {rials(line.exempted)} ریال کمتر"
    return FeeText(
        title=f"{line.title}{variant}{times}",
        payee=line.payee_name,
        basis=basis,
        amount=amount,
        tone=tone,
        exempted=off if line.exempted else "",
    )
