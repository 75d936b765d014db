"""RFC 9421 signatures over HTTP requests with the device key, exactly as wire.md names them."""

import base64
import hashlib
from datetime import datetime

import requests
from http_message_signatures import HTTPMessageSigner
from http_message_signatures.algorithms import ED25519

from app.domain import wire
from app.domain.jws import Signer

PLAIN = ("@method", "@authority", "@path", "@query")
WITH_BODY = (*PLAIN, "content-type", "content-digest")


def sign_request(
    request: requests.PreparedRequest, dev: str, signer: Signer, *, created: datetime, nonce: str
) -> None:
    """Add Content-Digest (where there is a body), Signature-Input and Signature."""
    if request.body:
        body = request.body.encode() if isinstance(request.body, str) else request.body
        request.headers["Content-Digest"] = content_digest(body)
    maker = HTTPMessageSigner(signature_algorithm=ED25519)
    prepared = maker.prepare(
        request,
        key_id=dev,
        created=created,
        nonce=nonce,
        tag=wire.HTTP_TAG,
        label="pk",
        covered_component_ids=WITH_BODY if request.body else PLAIN,
        use_existing_digest=bool(request.body),
    )
    maker.apply(request, prepared, signer(prepared.signature_base))


def content_digest(body: bytes) -> str:
    """RFC 9530 over the bytes as sent."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode('ascii')}:"
