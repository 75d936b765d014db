"""Reading a segment: the shape and the counts of what was sent."""

import json

from app.domain.log_tiles import MAX_BUNDLED
from app.domain.wire import MAX_ENTRIES, MAX_UNPACKED, Segment, read_segment
from regulator.intake import packed
from regulator.intake.stored import to_bytes
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
    if any(map(_too_long, segment.entries)):
        raise Problem("too-large", retry_after=0)
    if not 1 <= segment.start < 2**53:
        raise Problem("malformed")
    return segment


def _too_long(token: str) -> bool:
    """Whether it fits no bundle of the log; four times what an entry may be."""
    return len(token) * 4 > MAX_BUNDLED and len(to_bytes(token)) > MAX_BUNDLED
