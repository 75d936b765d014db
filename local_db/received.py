"""What came from the regulator: catalogue items and releases."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.domain.sharing import Sharer


def missing_items(connection: Connection, hashes: Sequence[str]) -> list[str]:
    """Which of these item hashes this desk does not hold: the delta of a release."""
    held = set(connection.execute(text("SELECT sha256 FROM catalogue_items")).scalars())
    return [sha256 for sha256 in hashes if sha256 not in held]


def keep_items(connection: Connection, items: Mapping[str, bytes]) -> None:
    """Store item versions by hash; they never change."""
    rows = [{"sha256": sha256, "bytes": data} for sha256, data in items.items()]
    if rows:
        connection.execute(_ITEM, rows)


def items(connection: Connection, hashes: Iterable[str]) -> list[dict[str, Any]]:
    """The parsed items of a release, in the manifest's order; equal parts are one object."""
    held = {
        row.sha256: row.bytes
        for row in connection.execute(text("SELECT sha256, bytes FROM catalogue_items"))
    }
    sharer = Sharer()
    return [sharer.loads(held[sha256]) for sha256 in hashes]


def keep_release(connection: Connection, number: int, *, manifest: str, at: str) -> None:
    """Remember a release's signed manifest."""
    connection.execute(
        text("INSERT OR IGNORE INTO releases VALUES (:number, :manifest, :at)"),
        {"number": number, "manifest": manifest, "at": at},
    )


def release(connection: Connection) -> tuple[int, str] | None:
    """(number, signed manifest) of the newest applied release."""
    row = connection.execute(
        text(
            "SELECT r.number, r.manifest FROM releases r JOIN applied a ON a.release = r.number"
            " ORDER BY r.number DESC LIMIT 1"
        )
    ).one_or_none()
    return (row.number, row.manifest) if row else None


def manifest(connection: Connection, number: int) -> str:
    """The signed manifest of a release this desk applied."""
    found = connection.execute(
        text("SELECT manifest FROM releases WHERE number = :number"), {"number": number}
    ).scalar_one()
    return str(found)


def release_numbers(connection: Connection) -> tuple[int, ...]:
    """Every release this desk ever applied, oldest first."""
    return tuple(connection.execute(text("SELECT number FROM releases ORDER BY number")).scalars())


_ITEM = text("INSERT OR IGNORE INTO catalogue_items VALUES (:sha256, :bytes)")
