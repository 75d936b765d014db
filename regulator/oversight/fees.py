"""Working a registration's fee out again, by the release the desk held, not by hindsight."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.fees import claims_of, price, told_of
from app.domain.forms import evaluate
from app.domain.jalali import tehran_date
from regulator.catalogue import shelf
from regulator.catalogue.models import Release
from regulator.offices.models import Office


def expected_total(body: Mapping[str, Any], office: Office, at: datetime) -> int | None:
    """What should have been taken, whole rial; None where it cannot be said.

    That is so when the desk held another release than today's, when service or form version are
    not in it, or when the answers do not determine the fee.
    """
    newest = Release.objects.values_list("number", flat=True).first()
    if newest is None or body.get("release") != newest:
        return None
    catalogue = shelf.current()
    service = catalogue.services.get(body.get("service", -1))
    form = catalogue.forms.get((service.key, body.get("form_version", -1))) if service else None
    if service is None or form is None:
        return None
    filled = evaluate(form, body.get("answers", {}), on=tehran_date(at))
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
