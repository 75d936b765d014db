"""What every answer says to the browser (nothing from elsewhere), and how the API's travel."""

import gzip
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "script-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def content_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Adds Content-Security-Policy; pages must work on the national network alone (#32)."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = _POLICY
        return response

    return answer


def packed(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Packs larger answers of the API for whoever takes gzip. Pages are left as they are: what is
    typed and what is secret stand side by side there.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        fits = request.path.startswith("/api/") and not response.has_header("Content-Encoding")
        if not fits or response.streaming or len(response.content) < SMALL:
            return response
        response["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response.content = gzip.compress(response.content, 1, mtime=0)
            response["Content-Encoding"] = "gzip"
            response["Content-Length"] = str(len(response.content))
        return response

    return answer


SMALL = 1024
