"""Keys of agencies' programs: shown once, kept as a keyed digest, found by their first part."""

import hmac
import secrets

from django.conf import settings
from django.db import transaction

from regulator import clock
from regulator.agencies.models import AgencyKey
from regulator.oversight.events import log

_KIND = "pka"


@transaction.atomic
def issue(agency: str, by: str) -> str:
    """A fresh key for that agency, `pka_<selector>_<secret>`; never readable again."""
    selector, secret = secrets.token_hex(6), secrets.token_hex(24)
    AgencyKey.objects.create(
        agency=agency, selector=selector, digest=_digest(secret), issued_at=clock.now()
    )
    log("agency-key.issued", f"agency:{agency}", by, selector=selector)
    return f"{_KIND}_{selector}_{secret}"


@transaction.atomic
def revoke(key: AgencyKey, by: str) -> None:
    """From now on this key opens nothing."""
    if key.revoked_at is None:
        key.revoked_at = clock.now()
        key.save()
        log("agency-key.revoked", f"agency:{key.agency}", by, selector=key.selector)


def agency_of(token: str) -> str:
    """The agency this key speaks for; "" when it opens nothing."""
    kind, _, rest = token.partition("_")
    selector, _, secret = rest.partition("_")
    found = AgencyKey.objects.filter(selector=selector, revoked_at=None).first()
    if kind != _KIND or found is None:
        return ""
    return found.agency if hmac.compare_digest(found.digest, _digest(secret)) else ""


def _digest(secret: str) -> str:
    return hmac.new(settings.PEPPER, b"agency\0" + secret.encode(), "sha256").hexdigest()
