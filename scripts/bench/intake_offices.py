"""Fills a regulator's database for the intake bench: `python -m … FOLDER DESKS`, JSON on stdout."""

import json
import os
import sys
from datetime import timedelta
from typing import Any

from regulator.simulation.answers import REPLACE


def main(folder: str, desks: int) -> None:
    """Offices with a licence, an operator and two desks each; a registration whose fee is right."""
    os.environ["PISHKHAN_REGULATOR_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "regulator.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from regulator.catalogue.releases import seed
    from regulator.demo import make_demo_office

    seed("bench")
    make_demo_office()
    registration = _registration()
    made = [_enrolled(place, registration) for place in range(desks)]
    json.dump(made, sys.stdout)


def _registration() -> dict[str, Any]:
    from app.domain.fees import price
    from app.domain.forms import evaluate
    from regulator import clock
    from regulator.catalogue import shelf
    from regulator.offices.models import Office
    from tests.regulator import bodies

    catalogue, office = shelf.current(), Office.objects.get()
    service = catalogue.by_key("birth_cert_replace")
    filled = evaluate(service.form, REPLACE, on=clock.today())
    where = {"office_kind": office.kind, "province": office.province}
    fee = price(service, filled, catalogue=catalogue, **where)
    return bodies.registered(
        service=service.number,
        form_version=service.form.version,
        answers=dict(filled.answers),
        total=fee.total,
    )


def _enrolled(place: int, registration: dict[str, Any]) -> dict[str, Any]:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from app.domain import canonical
    from regulator.offices import codes
    from regulator.offices.enrol import enrol

    key = Ed25519PrivateKey.generate()
    pub = canonical.b64u(key.public_key().public_bytes_raw())
    code = codes.issue(_office(f"{place // 2 + 1:05}"), "bench")
    made = enrol(code=code, pub=pub, app="bench", desk=None)
    return {
        "seed": canonical.b64u(key.private_bytes_raw()),
        "office": made.office_id,
        "desk": made.desk.number,
        "ep": made.ep,
        "certificate": made.certificate,
        "registration": registration,
    }


def _office(code: str) -> Any:
    from regulator import clock
    from regulator.licensing.models import Licence
    from regulator.offices.models import Office, Operator

    demo = Office.objects.get(code="00000")
    facts = {"name": f"دفتر {code}", "province": demo.province, "kind": demo.kind}
    office, fresh = Office.objects.get_or_create(code=code, defaults=facts)
    if fresh:
        day = clock.today().togregorian()
        period = {"valid_from": day - timedelta(days=9), "valid_to": day + timedelta(days=900)}
        Licence.objects.create(number=f"00-{code}", office=office, **period)
        Operator.objects.create(office=office, number="1", name="زهرا نمونه", role="manager")
    return office


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
