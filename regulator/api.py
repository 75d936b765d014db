"""The API for desks, described by OpenAPI at /api/openapi.json; every refusal is a problem."""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError

from regulator.agencies.api import router as agencies
from regulator.auditing.api import router as auditing
from regulator.catalogue.api import router as catalogue
from regulator.courier.api import router as courier
from regulator.intake.api import router as intake
from regulator.intake.documents_api import router as documents
from regulator.offices.api import router as offices
from regulator.openapi import DescribedApi
from regulator.problems import Problem

_LOG = logging.getLogger("regulator")
# No docs page: it would draw its scripts from a foreign host (#32).
api = DescribedApi(title="Pishkhan regulator", version="1", docs_url=None)
for _router in (offices, intake, documents, catalogue, agencies, courier, auditing):
    api.add_router("/v1", _router)


@api.exception_handler(Problem)
def _refused(_request: HttpRequest, problem: Any) -> HttpResponse:
    return problem.response()  # type: ignore[no-any-return]


@api.exception_handler(HttpError)
@api.exception_handler(ValidationError)
def _misshapen(_request: HttpRequest, _wrong: Any) -> HttpResponse:
    # What was sent is not repeated: it may hold a code or a person.
    return Problem("malformed").response()


@api.exception_handler(Exception)
def _failed(_request: HttpRequest, failure: Any) -> HttpResponse:
    # A bug or a full disk: nothing was committed, the desk keeps its entries and comes again.
    _LOG.error("failed", exc_info=failure)
    return Problem("server-error", retry_after=60).response()
