"""Working a registration's fee out again, by the release the desk held, not by hindsight."""

from collections.abc import Mapping
from typing import Any

from app.domain.catalogue import Catalogue
from app.domain.fees import claims_of, price, told_of
from app.domain.forms import evaluate
from app.domain.jalali import JalaliDate
from regulator.offices.models import Office


def expected_total(
    body: Mapping[str, Any], office: Office, day: JalaliDate, catalogue: Catalogue
) -> int | None:
    """What should have been taken, whole rial; None where it cannot be said.

    That is so when service or form version are not in the release the desk held, or when the
    answers do not determine the fee.
    """
    service = catalogue.services.get(body.get("service", -1))
    form = catalogue.forms.get((service.key, body.get("form_version", -1))) if service else None
    if service is None or form is None:
        return None
    filled = evaluate(form, body.get("answers", {}), on=day)
    fee = price(
        service,
        filled,
        catalogue=catalogue,
        office_kind=office.kind,
        province=office.province,
        told=told_of(body),
        claims=claims_of(body),
    )
    return None if fee.refusal or not filled.complete else fee.total
