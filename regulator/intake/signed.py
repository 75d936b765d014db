"""RFC 9421: who signed this request, and is it fresh.

The signature must cover exactly what wire.md names, so neither host, path, query nor body can be
changed under it; a device still unknown or a signature that does not fit gets no further.
"""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.http import HttpRequest
from http_message_signatures import HTTPMessageVerifier, HTTPSignatureKeyResolver
from http_message_signatures.algorithms import ED25519
from http_message_signatures.exceptions import HTTPMessageSignaturesException, InvalidSignature

from app.domain import canonical
from app.domain.wire import HTTP_TAG, NONCE_SECONDS
from regulator import clock, pace
from regulator.intake import nonces
from regulator.offices.enrolled import enrolled
from regulator.offices.models import Enrolment
from regulator.problems import Problem

ALWAYS = ("@method", "@authority", "@path", "@query")
WITH_BODY = (*ALWAYS, "content-type", "content-digest")


@dataclass(frozen=True, slots=True)
class Caller:
    """The device behind a request, and the nonce it answered."""

    enrolment: Enrolment
    nonce: str


def caller(request: HttpRequest, *, body: bytes | None = None) -> Caller:
    """The device that signed the request (and the body as sent), or a Problem."""
    keys = _DeviceKeys()
    verifier = _FreshVerifier(signature_algorithm=ED25519, key_resolver=keys)
    try:
        covered = WITH_BODY if body is not None else ALWAYS
        [result] = verifier.verify(_message(request), max_age=None, expect_tag=HTTP_TAG, body=body)
        _covers_exactly(result.covered_components, covered)
    except (HTTPMessageSignaturesException, ValueError, TypeError) as wrong:
        raise Problem(keys.problem) from wrong
    if keys.found is None:
        raise Problem("unknown-device")
    nonce = str(result.nonce or "")
    nonces.check(nonce, keys.found.dev)
    pace.of_device(keys.found.dev)
    return Caller(keys.found, nonce)


def _message(request: HttpRequest) -> Any:
    query = request.META.get("QUERY_STRING", "")
    path = request.path + (f"?{query}" if query else "")
    url = f"{request.scheme}://{request.get_host()}{path}"
    return SimpleNamespace(method=request.method, url=url, headers=dict(request.headers))


def _covers_exactly(components: Any, wanted: tuple[str, ...]) -> None:
    if set(components) != {f'"{name}"' for name in (*wanted, "@signature-params")}:
        raise InvalidSignature("covers other parts of the request than the wire format names")


class _DeviceKeys(HTTPSignatureKeyResolver):
    """The key of an enrolled device; remembers whose it was."""

    def __init__(self) -> None:
        self.found: Enrolment | None = None
        self.problem = "bad-request-signature"

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        self.found = enrolled(key_id)
        if self.found is None:
            self.problem = "unknown-device"
            return None
        return Ed25519PublicKey.from_public_bytes(canonical.unb64u(self.found.pub))


class _FreshVerifier(HTTPMessageVerifier):
    """Judges `created` by the regulator's own clock; the nonce bounds the age once more."""

    def validate_created_and_expires(
        self,
        sig_input: Any,
        max_age: timedelta | None = None,  # noqa: ARG002  the library hands it by name
    ) -> None:
        created = sig_input.params.get("created")
        if type(created) is not int:
            raise InvalidSignature("created is missing")
        if not -NONCE_SECONDS <= clock.now().timestamp() - created <= 2 * NONCE_SECONDS:
            raise InvalidSignature("created is far from the server's time")
