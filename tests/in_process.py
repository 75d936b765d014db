"""The regulator behind requests, in this very process: no socket, and answers that can get lost."""

import sys
from collections.abc import Callable, Iterable
from http.client import HTTPMessage
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3 import HTTPResponse


class InProcess(BaseAdapter):
    """Hands each request to a WSGI application.

    `down`: requests do not arrive. `lose_next_answer`: the next one arrives and is committed, but
    its answer never comes back.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        super().__init__()
        self.application = application
        self.down = False
        self.lose_next_answer = False
        self.seen: list[str] = []

    def send(self, request: requests.PreparedRequest, **_options: Any) -> requests.Response:
        """The application's answer, or the network's failure."""
        if self.down:
            raise requests.exceptions.ConnectionError("no line")
        self.seen.append(f"{request.method} {request.path_url}")
        raw = self._ask(request)
        if self.lose_next_answer:
            self.lose_next_answer = False
            raise requests.exceptions.ConnectionError("the answer was lost")
        return HTTPAdapter().build_response(request, raw)

    def close(self) -> None:
        """Nothing is held open."""

    def _ask(self, request: requests.PreparedRequest) -> HTTPResponse:
        started: list[Any] = []
        answer = self.application(_environ(request), lambda *args: started.extend(args))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        status, headers = started[:2]
        code = int(status.split()[0])
        return HTTPResponse(
            BytesIO(body),
            headers,
            status=code,
            preload_content=False,
            original_response=_Cookies(headers),  # type: ignore[arg-type]
        )


class _Cookies:
    """What a session needs to find Set-Cookie: the headers as a message."""

    def __init__(self, headers: list[tuple[str, str]]) -> None:
        self.msg = HTTPMessage()
        for name, value in headers:
            self.msg[name] = value

    def isclosed(self) -> bool:
        """There was never a socket."""
        return True

    def close(self) -> None:
        """There is nothing to close."""


def _environ(request: requests.PreparedRequest) -> dict[str, Any]:
    parts = urlsplit(str(request.url))
    body = request.body or b""
    data = body.encode() if isinstance(body, str) else body
    headers = {f"HTTP_{n.upper().replace('-', '_')}": v for n, v in request.headers.items()}
    return {
        **headers,
        "HTTP_HOST": request.headers.get("Host", parts.netloc),
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path, "latin-1"),
        "QUERY_STRING": parts.query,
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(data)),
        "SERVER_NAME": parts.hostname,
        "SERVER_PORT": str(parts.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": BytesIO(data),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
