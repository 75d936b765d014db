"""An amount the agency told the desk, as it is being typed: twice, with its reference and date."""

from dataclasses import dataclass

from app.domain.errors import OperatorCanFix
from app.domain.fees import Told
from app.domain.forms import Answer
from app.domain.jalali import parse, show


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """What stands in the five boxes of one fee line."""

    amount: Answer = None
    again: Answer = None
    reference: str = ""
    date: str = ""
    paper: str = ""

    @property
    def trouble(self) -> str:
        """What is missing or wrong, in the order of the boxes."""
        if not isinstance(self.amount, int) or self.amount <= 0:
            return "مبلغ اعلامی دستگاه را به ریال بنویسید."
        if self.again != self.amount:
            return "دو بار نوشتن مبلغ یکسان نیست؛ از روی برگه دوباره بنویسید."
        if not self.reference.strip():
            return "شماره نامه یا شناسه‌ای را که دستگاه داده است بنویسید."
        if not self._date():
            return "تاریخ برگه دستگاه را بنویسید؛ مانند ۱۴۰۴/۰۳/۱۲."
        return ""

    def told(self, line: int) -> Told | None:
        """The value for the fee, once it holds together."""
        if self.trouble or not isinstance(self.amount, int):
            return None
        paper = self.paper.strip()
        return Told(line, self.amount, self.reference.strip(), self._date(), paper)

    def kept(self, line: int) -> Told:
        """The value for a draft: what stands there so far; the second writing is never kept."""
        amount = self.amount if isinstance(self.amount, int) else 0
        return Told(line, amount, self.reference, self.date, self.paper)

    def _date(self) -> str:
        try:
            return show(parse(self.date))
        except OperatorCanFix:
            return ""
