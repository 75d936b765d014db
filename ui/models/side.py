"""What the left column says about the fee: one line for each tariff line, total and due date."""

from dataclasses import dataclass

from app.domain.fees import FeeLine
from app.domain.money import rials
from app.domain.text import persian_digits
from ui import words
from ui.models.request import Request


@dataclass(frozen=True, slots=True)
class FeeText:
    """One fee line in words. `amount` is empty while it is not known."""

    title: str
    payee: str
    basis: str
    amount: str
    tone: str = ""


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
    return FeeText(f"{line.title}{variant}{times}", line.payee_name, basis, amount, tone)
