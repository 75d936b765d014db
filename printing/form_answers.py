"""Canonical answers as people read them on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.form_values import Field
from app.domain.money import rials
from app.domain.text import persian_digits
from printing.words import code, plain

_FREE_TEXT = ("text", "multiline", "county", "choice")
_NONE = "—"


def answer_text(field: Field, answer: Any, places: Mapping[str, str]) -> str:
    """One answer; a dash where there is none."""
    if answer is None or answer == "":
        return _NONE
    if isinstance(answer, bool):
        return "بله" if answer else "نه"
    if isinstance(answer, list):
        return "، ".join(_scalar(field.item, str(entry)) for entry in answer)
    if field.kind == "money" and isinstance(answer, int):
        return f"{rials(answer)} ریال"
    if field.choices or field.kind == "province":
        names = dict(field.choices) or places
        return plain(names.get(answer, str(answer)))
    return _scalar(field.kind, str(answer))


def _scalar(kind: str, text: str) -> str:
    if kind in _FREE_TEXT:
        return plain(text)
    return persian_digits(text.replace(".", "٫")) if kind == "decimal" else code(text)


def table_rows(field: Field, answers: Any, places: Mapping[str, str]) -> list[list[str]]:
    """A table's rows, cell by cell in the order of its columns."""
    rows = answers if isinstance(answers, list) else []
    return [
        [answer_text(column, row.get(column.name), places) for column in field.columns]
        for row in rows
        if isinstance(row, Mapping)
    ]
