"""What the desks of an office hear of its licences."""

from regulator.intake import feed
from regulator.jalali_fields import jalali_text
from regulator.licensing.models import Licence


def tell(licence: Licence) -> None:
    """Its state and its last day; the desks obey it as they do a lease."""
    state = "valid" if licence.state == Licence.State.ACTIVE else licence.state
    until = jalali_text(licence.valid_to)
    named = {"licence": licence.number, "state": state, "until": until}
    feed.tell(licence.office_id, "licence", **named)
