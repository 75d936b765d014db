"""The enrolment behind a request, with its office and desk: read at every call of every desk."""

from typing import Any

from django.db.models import DateTimeField, Model

from regulator.offices.models import Desk, Enrolment, Office
from regulator.rows import fetch


def _columns(model: type[Model], short: str) -> tuple[list[str], list[str]]:
    """Attributes and columns of a model, but for moments: those are read when asked for."""
    fields = [one for one in model._meta.concrete_fields if not isinstance(one, DateTimeField)]
    return [one.attname for one in fields], [f'{short}."{one.column}"' for one in fields]


_PARTS = ((Enrolment, "e"), (Office, "o"), (Desk, "d"))
_NAMES = [(model, _columns(model, short)[0]) for model, short in _PARTS]
_SELECTED = ", ".join(name for model, short in _PARTS for name in _columns(model, short)[1])
# Names of our own columns, never anything that was sent.
_DEVICE = (
    f"SELECT {_SELECTED} FROM offices_enrolment e"  # noqa: S608
    " JOIN offices_office o ON o.code = e.office_id"
    " JOIN offices_desk d ON d.id = e.desk_id WHERE e.dev = %s"
)


def enrolled(dev: str) -> Enrolment | None:
    """The enrolment of that key, open or not; None when nobody was ever given it."""
    found = fetch(_DEVICE, dev) if dev.isascii() and "\0" not in dev else []
    if not found:
        return None
    row, parts = list(found[0]), []
    for model, names in _NAMES:
        parts.append(_made(model, names, row[: len(names)]))
        row = row[len(names) :]
    enrolment: Enrolment = parts[0]
    enrolment.office, enrolment.desk = parts[1:]
    return enrolment


def _made(model: type[Model], names: list[str], values: list[Any]) -> Any:
    return model.from_db("default", names, values)
