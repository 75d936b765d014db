"""Bytes of a request: their size first, then unpacked; a bomb is refused before it goes off."""

import zlib

from django.http import HttpRequest

from regulator.problems import Problem


def sent(request: HttpRequest, limit: int) -> bytes:
    """The body as sent; one above the limit is refused unread."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > limit:
        raise Problem("too-large", retry_after=0)
    return request.body


def plain(raw: bytes, encoding: str, limit: int) -> bytes:
    """What was packed into those bytes, plain or gzip, at most `limit` of it."""
    if encoding not in ("", "identity", "gzip"):
        raise Problem("malformed")
    data = _unpacked(raw, limit) if encoding == "gzip" else raw
    if len(data) > limit:
        raise Problem("too-large", retry_after=0)
    return data


def _unpacked(raw: bytes, limit: int) -> bytes:
    reader = zlib.decompressobj(wbits=31)
    try:
        data = reader.decompress(raw, limit + 1)
    except zlib.error as wrong:
        raise Problem("malformed") from wrong
    if len(data) <= limit and (not reader.eof or reader.unused_data):
        raise Problem("malformed")
    return data
