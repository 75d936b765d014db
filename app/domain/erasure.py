"""What stays of a body when its personal data has to go: the same shape, emptied.

What is named here stays; anything else is emptied, so a field nobody thought of is erased, not
kept. Rows can still be made again from what stays, and sums still add up.
"""

import re
from collections.abc import Mapping
from typing import Any

# Numbers, hashes and words of the desk, the catalogue and the money; nothing a citizen said.
STAYS = frozenset(
    """
    visit service service_title form form_version release on shift registration receipt number copy
    output way complete until since registration replacement approved_by asked_by missing documents
    hash title kind key version ground exemption level method result role capacity fields difference
    fee_lines total due amount lines index refund payment payments account payee deposit_id outcome
    source
    """.split()  # noqa: SIM905 - forty quoted lines would say no more
)
# Containers of whatever was asked: their own keys may bear any name.
EMPTIED = frozenset({"answers", "derived", "told", "external_codes", "note", "items"})
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def remains(body: Mapping[str, Any]) -> dict[str, Any]:
    """A body without its person.

    >>> remains({"total": 5, "applicant": {"kind": "legal", "name": "x"}, "answers": {"key": "y"}})
    {'total': 5, 'applicant': {'kind': 'legal', 'name': ''}, 'answers': {}}
    """
    return {key: _remains(key, value) for key, value in body.items()}


def _remains(key: str, value: Any) -> Any:
    if key == "reason" and isinstance(value, str):
        return value if CODE.fullmatch(value) else "erased"
    if isinstance(value, Mapping):
        return {} if key in EMPTIED else _inside(key, value)
    if isinstance(value, list):
        return [] if key in EMPTIED else [_remains(key, one) for one in value]
    if key in STAYS or value is None:
        return value
    return type(value)()


def _inside(key: str, value: Mapping[str, Any]) -> dict[str, Any]:
    # A fee line, a due date, a document speaks of the service; everything in it stays.
    if key in ("fee_lines", "due", "lines", "missing"):
        return dict(value)
    return remains(value)
