"""How long a form version may still be used: published, closing (begun drafts only), closed.

The regulator tells it in items of kind `form-life`; a form it does not speak of is published.
"""

from typing import TYPE_CHECKING, Literal

from app.domain.errors import OperatorCanFix
from app.domain.text import persian_digits

if TYPE_CHECKING:
    from app.domain.catalogue import Catalogue

State = Literal["published", "closing", "closed"]


def state_of(catalogue: "Catalogue", form: str, version: int, on: str) -> tuple[State, str]:
    """The state of a form version on a day (`YYYY/MM/DD`) and since when, by the newest word."""
    state: State = "published"
    since = ""
    told = [item for item in catalogue.others.get("form-life", ()) if item["key"] == form]
    for one in told[-1]["states"] if told else ():
        if one["version"] == version and one["from"] <= on:
            state, since = one["state"], one["from"]
    return state, since


def check(catalogue: "Catalogue", form: str, version: int, *, on: str, opened: str | None) -> None:
    """Refuse a form whose time is over; a draft begun before it began to close may be ended."""
    state, since = state_of(catalogue, form, version, on)
    if state == "closed":
        raise OperatorCanFix("form-closed", version=persian_digits(version))
    if state == "closing" and not (opened and opened <= since):
        raise OperatorCanFix("form-closing", version=persian_digits(version))
