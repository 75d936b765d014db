"""Search over all requests of the desk file: places first, then the rows of a page by place.

Every text has an index of its own: tracking IDs and codes by range, people by their number, names
by prefix; a filter is one look into a covering index for each place, and what is found is cut. Two
thousand places are more than anybody reads: whoever has more types one letter more.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.domain.acts import RequestRow
from app.domain.finding import Found, Looked, Wanted, understood
from local_db.queries import request_row

MOST, PAGE = 2_000, 200


def find(connection: Connection, wanted: Wanted, most: int = MOST) -> Found:
    """Places of the requests that fit, the newest first, at most so many."""
    looked = understood(wanted.text)
    facts = _facts(looked, wanted) | _span(connection, wanted) | {"most": most + 1}
    sources = tuple(_sources(looked)) if wanted.text.strip() else (_without_text(wanted),)
    places: set[int] = set()
    for source in sources:
        statement = text(_filtered(source, wanted))
        places.update(connection.execute(statement, facts).scalars())
    newest = sorted(places, reverse=True)
    return Found(tuple(newest[:most]), more=len(newest) > most)


def page(connection: Connection, places: Sequence[int]) -> tuple[RequestRow, ...]:
    """The rows of at most `PAGE` places, in their order; one that is gone is left out."""
    wanted = list(places[:PAGE])
    names = {f"n{at}": place for at, place in enumerate(wanted)}
    listed = ", ".join(f":{name}" for name in names)
    rows = connection.execute(text(_PAGE.format(places=listed)), names) if names else ()
    found = {row.n: request_row(row) for row in rows}
    return tuple(found[place] for place in wanted if place in found)


def _facts(looked: Looked, wanted: Wanted) -> dict[str, Any]:
    digits, code = looked.digits, looked.code
    words = looked.words or ((digits,) if digits else ())
    return {
        "tid": looked.tid,
        "person": looked.person,
        "digits": digits,
        "after_digits": _after(digits),
        "code": code,
        "after_code": _after(code),
        "words": " ".join(f'"{word}"*' for word in words),
        "state": wanted.state,
        "service": wanted.service,
        "operator": wanted.operator,
        "since": wanted.since,
        "until": wanted.until or "9",
    }


def _after(start: str) -> str:
    """The first text after every text that begins so."""
    return start[:-1] + chr(ord(start[-1]) + 1) if start else ""


def _span(connection: Connection, wanted: Wanted) -> dict[str, int]:
    """Between which places the requests of a time lie: it spares names of all other years.

    Places follow time but for what was completed later, which forty more days allow for.
    """
    facts = {"since": wanted.since, "until": wanted.until or "9"}
    row = connection.execute(_SPAN, facts).one() if wanted.since or wanted.until else None
    return {"low": row.low or 0, "high": row.high or 0} if row else {"low": 0, "high": 2**62}


def _sources(looked: Looked) -> Iterator[tuple[str, str, str]]:
    """(what the place is called, from and where, order) of each index a text is looked for in."""
    if looked.tid:
        yield "r.n", "requests r WHERE r.tid = :tid", "r.n"
    if looked.person:
        yield "r.n", f"{_PEOPLE} WHERE p.id = :person", "r.n"
    if looked.digits:
        yield "r.n", "requests r WHERE r.tid >= :digits AND r.tid < :after_digits", "r.tid"
    if looked.code:
        yield "r.n", f"{_CODES} WHERE c.code >= :code AND c.code < :after_code", "c.code"
    if looked.words or looked.digits:
        words = "request_words WHERE request_words MATCH :words AND rowid BETWEEN :low AND :high"
        yield "request_words.rowid", words, "request_words.rowid"


def _without_text(wanted: Wanted) -> tuple[str, str, str]:
    """The index of the one filter that leaves least, in its own order."""
    if wanted.state:
        return "r.n", "standing r WHERE r.state = :state", "r.n"
    if wanted.service is not None:
        return "r.n", "requests r WHERE r.service = :service", "r.n"
    if wanted.since or wanted.until:
        return "r.n", "requests r WHERE r.at >= :since AND r.at < :until", "r.at"
    if wanted.operator:
        return "r.n", "requests r WHERE r.operator = :operator", "r.n"
    return "r.n", "requests r WHERE r.n > 0", "r.n"


def _filtered(source: tuple[str, str, str], wanted: Wanted) -> str:
    place, rows, order = source
    asked = {
        _OF_STATE: wanted.state,
        _OF_SERVICE: wanted.service is not None,
        _OF_OPERATOR: wanted.operator,
        _OF_TIME: wanted.since or wanted.until,
    }
    tests = "".join(f" AND EXISTS ({test} = {place})" for test, on in asked.items() if on)
    return f"SELECT {place} FROM {rows}{tests} ORDER BY {order} DESC LIMIT :most"  # noqa: S608


_PEOPLE = "request_people p JOIN requests r ON r.tid = p.tid"
_CODES = "request_codes c JOIN requests r ON r.tid = c.tid"
_OF_STATE = "SELECT 1 FROM standing x WHERE x.state = :state AND x.n"
_OF_SERVICE = "SELECT 1 FROM requests x WHERE x.service = :service AND x.n"
_OF_OPERATOR = "SELECT 1 FROM requests x WHERE x.operator = :operator AND x.n"
_OF_TIME = "SELECT 1 FROM requests x WHERE +x.at >= :since AND +x.at < :until AND x.n"
_SPAN = text("""
SELECT (SELECT n FROM requests WHERE at >= strftime('%Y-%m-%d', :since, '-40 days')
        ORDER BY at LIMIT 1) AS low,
       (SELECT n FROM requests WHERE at < :until ORDER BY at DESC LIMIT 1) AS high
""")
_PAGE = """
SELECT r.n, r.tid, r.service, r.service_title, r.applicant, r.total, r.at, r.due_on, s.state,
       o.n IS NULL AS sent
FROM requests r JOIN standing s ON s.tid = r.tid JOIN journal j ON j.leaf = r.leaf
LEFT JOIN outbox o ON o.n = j.n WHERE r.n IN ({places})
"""
