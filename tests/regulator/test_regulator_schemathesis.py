"""Whatever the description of the API allows, and much it does not, gets no server error.

Schemathesis draws the requests; they are signed as desks, agencies and auditors sign, so that they
get past the door. Every answer is what the description says, or a problem.
"""

import json

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from regulator.api import api
from tests.regulator.auditors import Asking, read_log
from tests.regulator.test_agencies import Program
from tests.regulator.test_regulator_cases import whole_visit

HELD = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# The auditor's queries are many and made by one door: fewer of each.
FEW = 3
BOUNDED = settings(max_examples=10, phases=[Phase.generate], suppress_health_check=HealthCheck)
KEPT = ("method", "url", "params", "headers", "json", "data")


class Asker:
    """Sends a drawn request, signed where its endpoint wants that; counts them."""

    def __init__(self, regulator, device):
        self.desk, self.count = device, 0
        self.tid = whole_visit(device)[0]
        self.key = Program(regulator).session.headers["Authorization"]
        self.auditor = Asking(regulator, "schema")
        read_log()

    def places(self, path):
        """Real names in the path: what is behind an unknown one is soon told."""
        known = {"dev": self.desk.dev, "tid": self.tid}
        return {name: value for name, value in known.items() if f"{{{name}}}" in path} or None

    def ask(self, case):
        told = case.as_transport_kwargs(base_url=self.desk.url)
        drawn = requests.Request(**{key: told[key] for key in KEPT if told.get(key) is not None})
        request = self.desk.session.prepare_request(drawn)
        opened_by = case.operation.definition.raw.get("security", [{}])[0]
        if "signature" in opened_by:
            request = self.signed(request)
        elif "ByToken" in opened_by:
            self.auditor.renew()  # one of the queries signs out
            request.headers["Authorization"] = self.auditor.session.headers["Authorization"]
        elif opened_by:
            request.headers["Authorization"] = self.key
        self.count += 1
        return self.desk.session.send(request)

    def signed(self, request):
        body = request.body.encode() if isinstance(request.body, str) else request.body
        sends = request.method in ("POST", "PUT")
        kind = {"Content-Type": request.headers.get("Content-Type", "application/json")}
        data = (body or b"") if sends else None
        return self.desk.prepare(
            request.method, request.path_url, data, headers=kind if sends else {}
        )


def drawn_for(operation, mode, asker):
    """Requests that fit the description, or (negative) that do not."""
    named = asker.places(operation.path) if mode is GenerationMode.POSITIVE else None
    return operation.as_strategy(generation_mode=mode, path_parameters=named)


@pytest.mark.filterwarnings("ignore")
def test_no_request_makes_the_server_fail(regulator, device):
    # As a client reads it: the description is JSON.
    described = json.loads(json.dumps(api.get_openapi_schema()))
    asker, tried = Asker(regulator, device), set()
    for found in schemathesis.openapi.from_dict(described).get_all_operations():
        for mode in GenerationMode:
            operation = found.ok()

            @settings(BOUNDED, max_examples=FEW if "/audit/" in operation.path else 10)
            @given(drawn_for(operation, mode, asker))
            def holds(case):
                case.validate_response(asker.ask(case), checks=HELD)

            try:
                holds()
            except Unsatisfiable:
                continue  # nothing can be wrong with a request that says nothing
            tried.add(operation.label)
    assert len(tried) == sum(len(verbs) for verbs in described["paths"].values())
    assert asker.count > 100
