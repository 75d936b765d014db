"""A release travels as canonical JSON, whose keys are sorted: nothing may rest on their order."""

import json

import resources
from app.domain import canonical
from app.domain.catalogue import catalogue_from_items


def test_a_catalogue_read_from_canonical_bytes_is_the_same() -> None:
    shipped = resources.catalogue_items()
    travelled = [json.loads(canonical.dumps(item)) for item in shipped]
    here, there = catalogue_from_items(shipped), catalogue_from_items(travelled)
    assert list(there.services) == list(here.services)
    for number, service in here.services.items():
        other = there.services[number]
        assert other.form.fields == service.form.fields
        assert (other.fees, other.card, other.steps) == (service.fees, service.card, service.steps)
