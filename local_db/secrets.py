"""Password hashes of the people at this desk. They never leave the file and are no projection."""

from dataclasses import dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class Secret:
    """An Argon2id hash, the wrong tries since the last right one, and until when to wait."""

    password_hash: str
    tries: int
    wait_until: str


def secret(connection: Connection, operator: str) -> Secret | None:
    """What proves this operator, or None when no password was ever set here."""
    row = connection.execute(
        text("SELECT * FROM operator_secrets WHERE operator = :operator"), {"operator": operator}
    ).one_or_none()
    return Secret(row.password_hash, row.tries, row.wait_until) if row else None


def set_password(connection: Connection, operator: str, password_hash: str) -> None:
    """Set or replace a password; wrong tries are forgotten."""
    connection.execute(
        text("INSERT OR REPLACE INTO operator_secrets VALUES (:operator, :hash, 0, '')"),
        {"operator": operator, "hash": password_hash},
    )


def note_tries(connection: Connection, operator: str, *, tries: int, wait_until: str) -> None:
    """Count a wrong try (or a right one, as 0)."""
    connection.execute(
        text(
            "UPDATE operator_secrets SET tries = :tries, wait_until = :until"
            " WHERE operator = :operator"
        ),
        {"operator": operator, "tries": tries, "until": wait_until},
    )
