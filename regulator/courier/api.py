"""The courier key, for desks to take along while they have a line."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from regulator.courier import keys
from regulator.openapi import JWS, answers

router = Router(tags=["courier"])
_ANSWER = answers(JWS, "application/jose")


@router.get("/courier/key", openapi_extra=_ANSWER)
def give_key(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The X25519 key packages are sealed for, a JWS of typ pk-courier-key+jws by the device CA."""
    return HttpResponse(keys.token(), content_type="application/jose")
