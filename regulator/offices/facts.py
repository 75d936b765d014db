"""An office as the desk needs to know it: `app.domain.acts.OfficeFacts` as JSON, and its people."""

from dataclasses import asdict
from typing import Any

from app.domain.acts import OfficeFacts
from regulator.offices.models import Office


def office_facts(office: Office, tracking_url: str) -> dict[str, Any]:
    """The facts printed on receipts; `tracking_url` is where citizens follow their requests."""
    licence = office.licences.first()
    facts = OfficeFacts(
        code=office.code,
        name=office.name,
        licence=licence.number if licence else "",
        province=office.province,
        kind=office.kind,
        address=office.address,
        phone=office.phone,
        thursday_open=office.thursday_open,
        tracking_url=tracking_url,
    )
    return asdict(facts)


def operators(office: Office) -> list[dict[str, str]]:
    """Active operators: {number, name, role}."""
    active = office.operators.filter(active=True)
    return [{"number": one.number, "name": one.name, "role": one.role} for one in active]
