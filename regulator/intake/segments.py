"""Reading a segment from a request: sizes first, then the bytes, then their shape."""

import json
import zlib

from django.http import HttpRequest

from app.domain.wire import MAX_ENTRIES, MAX_SEGMENT, MAX_UNPACKED, Segment, read_segment
from regulator.problems import Problem


def sent(request: HttpRequest) -> bytes:
    """The body as sent; one above the limit is refused unread."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MAX_SEGMENT:
        raise Problem("too-large", retry_after=0)
    return request.body


def segment_in(raw: bytes, encoding: str) -> Segment:
    """The segment in those bytes, plain or gzip."""
    if encoding not in ("", "identity", "gzip"):
        raise Problem("malformed")
    data = _unpacked(raw) if encoding == "gzip" else raw
    try:
        segment = read_segment(json.loads(data.decode("utf-8")))
    except (ValueError, RecursionError) as wrong:
        raise Problem("malformed") from wrong
    if len(segment.entries) > MAX_ENTRIES or len(segment.bodies) > MAX_ENTRIES:
        raise Problem("too-many", retry_after=0)
    if not 1 <= segment.start < 2**53:
        raise Problem("malformed")
    return segment


def _unpacked(raw: bytes) -> bytes:
    reader = zlib.decompressobj(wbits=31)
    try:
        data = reader.decompress(raw, MAX_UNPACKED + 1)
    except zlib.error as wrong:
        raise Problem("malformed") from wrong
    if len(data) > MAX_UNPACKED:
        raise Problem("too-large", retry_after=0)
    if not reader.eof or reader.unused_data:
        raise Problem("malformed")
    return data
