"""What each person of an office may take, as the regulator tells the desks."""

from datetime import date
from typing import Any

from regulator.intake import feed
from regulator.jalali_fields import jalali_text
from regulator.offices.models import Operator


def item(person: Operator) -> dict[str, Any]:
    """The data of a feed item `operator`; `authorisations` null: every service."""
    allowed = [
        {
            "service": one.service,
            "training_until": _day(one.training_until),
            "contract_until": _day(one.contract_until),
        }
        for one in person.authorisations.order_by("service")
    ]
    works = person.active and not person.office_off
    return {
        "operator": person.number,
        "number": person.number,
        "name": person.name,
        "role": person.role,
        "active": works,
        "disabled": not works,
        # Put aside by its own office: whoever did that there may take it back.
        **({"by": "office"} if person.active and person.office_off else {}),
        "authorisations": allowed if person.restricted else None,
    }


def tell(person: Operator) -> None:
    """The desks of the office put it into force."""
    feed.tell(person.office_id, "operator", **item(person))


def _day(day: date | None) -> str | None:
    return jalali_text(day) if day else None
