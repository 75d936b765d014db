"""Dates as staff type them: Jalali, any digits, any of the usual marks between the parts."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms

import resources
from app.domain.errors import OperatorCanFix
from app.domain.jalali import parse, show, tehran_date


class JalaliInput(forms.TextInput):
    """One line of digits, left to right inside the Persian page."""

    def __init__(self) -> None:
        super().__init__(
            attrs={"dir": "ltr", "size": 12, "placeholder": "۱۴۰۵/۰۳/۱۲", "inputmode": "numeric"}
        )

    def format_value(self, value: Any) -> str | None:
        """A stored day in its Jalali spelling."""
        return jalali_text(value) if isinstance(value, date) else value


class JalaliTextField(forms.CharField):
    """A Jalali date kept as text, `YYYY/MM/DD` in ASCII digits."""

    widget = JalaliInput

    def clean(self, value: Any) -> str:
        """The canonical text; the message names the part that is wrong."""
        typed = str(super().clean(value))
        return show(_parsed(typed)) if typed else ""


class JalaliDayField(forms.DateField):
    """A Jalali date kept as a civil day."""

    widget = JalaliInput

    def to_python(self, value: Any) -> date | None:
        """The day, from what was typed."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        day: date = _parsed(str(value)).togregorian()
        return day


def jalali_text(day: date) -> str:
    """A civil day as `YYYY/MM/DD` of the Jalali calendar."""
    return show(tehran_date(datetime.combine(day, time(12), UTC)))


def _parsed(typed: str) -> Any:
    try:
        return parse(typed)
    except OperatorCanFix as wrong:
        raise forms.ValidationError(resources.sentence(wrong)) from wrong
