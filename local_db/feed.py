"""What the regulator told this office, each kind in its own table; idempotent by (scope, n).

Every item is kept as it came. One of an unknown kind, or of a shape its kind does not have, is kept
and changes nothing else: a newer regulator must not stop an older desk.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, text

from app.domain.wire import FeedItem
from local_db import queries

Data = Mapping[str, Any]
LEASE_TOLD = "lease_told"


def keep(connection: Connection, items: Iterable[FeedItem]) -> None:
    """Keep feed items; one that came before changes nothing."""
    for item in items:
        facts = {"scope": item.scope, "n": item.n, "kind": item.kind, "at": item.at}
        data = json.dumps(dict(item.data), ensure_ascii=False)
        fresh = connection.execute(_FEED, facts | {"data": data}).rowcount
        step = _KINDS.get(item.kind)
        if fresh and step:
            step(connection, item)


def told(connection: Connection, kind: str, *, after: int) -> tuple[tuple[int, Data], ...]:
    """(n, data) of the items of a kind beyond a number, in their order."""
    rows = connection.execute(
        text("SELECT n, data FROM feed WHERE kind = :kind AND n > :after ORDER BY n"),
        {"kind": kind, "after": after},
    )
    return tuple((row.n, json.loads(row.data)) for row in rows)


def _status(connection: Connection, item: FeedItem) -> None:
    more = ("since", "at", "by", "op", "note", "agency", "code")
    said = _texts(item.data, ("tid", "state"), more)
    if said is None:
        return
    due = item.data.get("due")
    on = due.get("date_sh") if isinstance(due, Mapping) else None
    place = {"scope": item.scope, "n": item.n, "at": item.at}
    facts = said | place | {"due_on": on if isinstance(on, str) else ""}
    facts["since"] = said["since"] or said["at"] or item.at
    facts["by"] = said["by"] or said["op"]
    connection.execute(_LATER, facts)
    connection.execute(_FIRST, facts)
    connection.execute(_STEP, facts)


def _announcement(connection: Connection, item: FeedItem) -> None:
    said = _texts(
        item.data, ("announcement", "title", "text", "sha256"), ("from", "to", "province")
    )
    version, service = item.data.get("version"), item.data.get("service")
    if said is not None and type(version) is int and (service is None or type(service) is int):
        critical = item.data.get("critical") is True
        facts = {"version": version, "at": item.at, "critical": critical, "service": service}
        connection.execute(_ANNOUNCEMENT, said | facts)


def _outage(connection: Connection, item: FeedItem) -> None:
    said = _texts(item.data, ("text", "from"), ("outage", "note", "agency", "until"))
    service = item.data.get("service")
    if said is not None and (service is None or type(service) is int):
        facts = said | {"service": service, "ends": said["until"] or None, "at": item.at}
        facts["outage"] = said["outage"] or f"{said['agency']}@{said['from']}"
        connection.execute(_OUTAGE, facts)


def _licence(connection: Connection, item: FeedItem) -> None:
    said = _texts(item.data, ("licence", "state", "until"), ("renewal",))
    if said is not None:
        connection.execute(_LICENCE, said | {"at": item.at})


def _finding(connection: Connection, item: FeedItem) -> None:
    more = ("leaf", "reason", "rule", "state", "owner", "dev", "tid", "question")
    said = _texts(item.data, ("finding",), more)
    seq, facts = item.data.get("seq", 0), item.data.get("facts", {})
    if said is not None and type(seq) is int and isinstance(facts, Mapping):
        said["reason"] = said["reason"] or said["rule"]
        said |= {name: said[name] or usual for name, usual in _USUAL.items()}
        rest = {"seq": seq, "facts": json.dumps(dict(facts), ensure_ascii=False), "at": item.at}
        connection.execute(_FINDING, said | rest)


def _message(connection: Connection, item: FeedItem) -> None:
    said = _texts(item.data, (), ("about", "text"))
    if said is not None:
        facts = json.dumps(dict(item.data), ensure_ascii=False)
        place = {"scope": item.scope, "n": item.n, "at": item.at}
        connection.execute(_MESSAGE, said | place | {"facts": facts})


def _lease(connection: Connection, item: FeedItem) -> None:
    said = _texts(item.data, ("lease",), ())
    if said is not None:
        queries.set_setting(connection, LEASE_TOLD, said["lease"])


def _texts(data: Data, needed: Iterable[str], more: Iterable[str]) -> dict[str, str] | None:
    """Those values, "" for one of `more` that is absent or null; None when one is no text."""
    found = {name: data.get(name) for name in needed}
    found |= {name: data.get(name) or "" for name in more}
    whole = {name: value for name, value in found.items() if isinstance(value, str)}
    return whole if len(whole) == len(found) else None


_USUAL = {"state": "open", "owner": "manager"}
_KINDS: Mapping[str, Callable[[Connection, FeedItem], None]] = {
    "status": _status,
    "announcement": _announcement,
    "outage": _outage,
    "licence": _licence,
    "finding": _finding,
    "message": _message,
    "lease": _lease,
}
_FEED = text("INSERT INTO feed VALUES (:scope, :n, :kind, :at, :data) ON CONFLICT DO NOTHING")
# Two statements: an upsert would take «or ignore» away from what the file itself does after it.
_LATER = text("UPDATE statuses SET state = :state, at = :at WHERE tid = :tid AND at <= :at")
_FIRST = text("INSERT OR IGNORE INTO statuses VALUES (:tid, :state, :at)")
_STEP = text(
    "INSERT INTO status_steps VALUES (:scope, :n, :tid, :state, :since, :by, :note, :agency,"
    " :code, :due_on) ON CONFLICT DO NOTHING"
)
_ANNOUNCEMENT = text(
    "INSERT INTO announcements VALUES (:announcement, :version, :title, :text, :sha256, :from,"
    " :to, :at, :critical, :province, :service)"
    " ON CONFLICT (announcement) DO UPDATE SET version = excluded.version,"
    " title = excluded.title, text = excluded.text, sha256 = excluded.sha256,"
    " starts = excluded.starts, ends = excluded.ends, at = excluded.at,"
    " critical = excluded.critical, province = excluded.province, service = excluded.service"
    " WHERE excluded.version >= version"
)
_OUTAGE = text(
    "INSERT INTO outages VALUES (:outage, :text, :note, :agency, :service, :from, :ends, :at)"
    " ON CONFLICT (outage) DO UPDATE SET title = excluded.title, note = excluded.note,"
    " agency = excluded.agency, service = excluded.service, starts_at = excluded.starts_at,"
    " ends_at = excluded.ends_at, at = excluded.at WHERE excluded.at >= at"
)
_LICENCE = text(
    "INSERT INTO licences VALUES (:licence, :state, :until, :at, :renewal)"
    " ON CONFLICT (licence) DO UPDATE SET state = excluded.state, until = excluded.until,"
    " renewal = excluded.renewal, at = excluded.at"
    " WHERE excluded.at >= at"
)
_FINDING = text("""
INSERT INTO findings VALUES (:finding, :leaf, :reason, :state, :owner, :dev, :seq, :tid, :facts,
    :at, :at, :question, CASE WHEN :question = '' THEN 0
        ELSE (SELECT count(*) FROM mended WHERE leaf = :leaf) END)
ON CONFLICT (finding) DO UPDATE SET state = excluded.state, facts = excluded.facts,
    at = excluded.at, question = excluded.question,
    answers = CASE WHEN excluded.state = 'open'
            AND (state <> 'open' OR question <> excluded.question)
        THEN excluded.answers ELSE answers END
WHERE excluded.at >= at
""")
_MESSAGE = text(
    "INSERT INTO messages VALUES (:scope, :n, :about, :text, :facts, :at) ON CONFLICT DO NOTHING"
)
