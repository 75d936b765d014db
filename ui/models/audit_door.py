"""The auditor's sign-in: what was typed, what was refused, and whether work lies covered behind."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.audit import Role
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.text import latin_digits

ROLES: dict[Role, str] = {
    "auditor": "ناظر سازمان",
    "agency": "نماینده دستگاه اجرایی",
    "association": "کانون دفاتر",
    "reform": "سازمان اداری و استخدامی",
}
CODE = 6
_MISSING: Mapping[str, Refusal] = {
    "address": OperatorCanFix("audit-address-missing"),
    "number": OperatorCanFix("audit-number-missing"),
    "password": OperatorCanFix("audit-password-missing"),
}
IDLE_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Typed:
    """The four boxes as they are typed."""

    address: str = ""
    number: str = ""
    password: str = ""
    code: str = ""

    @property
    def digits(self) -> str:
        """The one-time code in plain digits."""
        return latin_digits(self.code).replace(" ", "")

    @property
    def trouble(self) -> tuple[str, Refusal] | None:
        """The first box that cannot be sent, and why."""
        for name, refusal in _MISSING.items():
            if not str(getattr(self, name)).strip():
                return name, refusal
        if len(self.digits) != CODE or not (self.digits.isascii() and self.digits.isdigit()):
            return "code", OperatorCanFix("audit-code-shape", count=CODE)
        return None
