"""Reading a segment: the shape and the counts of what was sent."""

import json

from app.domain.wire import MAX_ENTRIES, MAX_UNPACKED, Segment, read_segment
from regulator.intake import packed
from regulator.problems import Problem


def segment_in(raw: bytes, encoding: str) -> Segment:
    """The segment in those bytes, plain or gzip."""
    data = packed.plain(raw, encoding, MAX_UNPACKED)
    try:
        segment = read_segment(json.loads(data.decode("utf-8")))
    except (ValueError, RecursionError) as wrong:
        raise Problem("malformed") from wrong
    if len(segment.entries) > MAX_ENTRIES or len(segment.bodies) > MAX_ENTRIES:
        raise Problem("too-many", retry_after=0)
    if not 1 <= segment.start < 2**53:
        raise Problem("malformed")
    return segment
