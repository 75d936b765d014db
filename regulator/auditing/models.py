"""Accounts with what they read, and the table their questions are answered from."""

from regulator.auditing.account_models import (
    Auditor,
    AuditRead,
    AuditSession,
    SavedFilter,
    WrongSignIn,
)
from regulator.auditing.line_models import AboutLine, DaySpan, Line, LineHead
from regulator.auditing.package_models import Package

__all__ = [
    "AboutLine",
    "AuditRead",
    "AuditSession",
    "Auditor",
    "DaySpan",
    "Line",
    "LineHead",
    "Package",
    "SavedFilter",
    "WrongSignIn",
]
