"""Password and PIN hashes of the people at this desk. They never leave the file and are no
projection."""

from dataclasses import dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class Secret:
    """Argon2id hashes, the wrong tries since the last right one, and until when to wait.

    `starts_until`: the password is a starting code that is good until then; "" for one's own.
    """

    operator: str
    password_hash: str
    tries: int
    wait_until: str
    pin_hash: str
    pin_tries: int
    starts_until: str


def secret(connection: Connection, operator: str) -> Secret | None:
    """What proves this operator, or None when nothing was ever set here."""
    row = connection.execute(
        text("SELECT * FROM operator_secrets WHERE operator = :operator"), {"operator": operator}
    ).one_or_none()
    return Secret(**row._mapping) if row else None


def set_password(
    connection: Connection, operator: str, password_hash: str, *, starts_until: str = ""
) -> None:
    """Set or replace a password; wrong tries are forgotten. A starting code ends the PIN too."""
    connection.execute(
        text(
            "INSERT INTO operator_secrets (operator, password_hash, starts_until)"
            " VALUES (:operator, :hash, :until) ON CONFLICT (operator) DO UPDATE SET"
            " password_hash = :hash, starts_until = :until, tries = 0, wait_until = '',"
            " pin_tries = 0, pin_hash = CASE WHEN :until = '' THEN pin_hash ELSE '' END"
        ),
        {"operator": operator, "hash": password_hash, "until": starts_until},
    )


def set_pin(connection: Connection, operator: str, pin_hash: str) -> None:
    """Set or replace the PIN ("" takes it away); wrong tries of it are forgotten."""
    connection.execute(
        text(
            "UPDATE operator_secrets SET pin_hash = :hash, pin_tries = 0 WHERE operator = :operator"
        ),
        {"operator": operator, "hash": pin_hash},
    )


def note_tries(connection: Connection, operator: str, *, tries: int, wait_until: str) -> None:
    """Count a wrong password, and until when to wait."""
    connection.execute(
        text(
            "UPDATE operator_secrets SET tries = :tries, wait_until = :until"
            " WHERE operator = :operator"
        ),
        {"operator": operator, "tries": tries, "until": wait_until},
    )


def count_wrong_pin(connection: Connection, operator: str) -> None:
    """One more wrong PIN."""
    connection.execute(
        text("UPDATE operator_secrets SET pin_tries = pin_tries + 1 WHERE operator = :operator"),
        {"operator": operator},
    )


def forget_tries(connection: Connection, operator: str, method: str) -> None:
    """The right word was said: a password forgives all wrong tries, a PIN only those of PINs."""
    passwords = ", tries = 0, wait_until = ''" if method == "password" else ""
    connection.execute(
        text(f"UPDATE operator_secrets SET pin_tries = 0{passwords} WHERE operator = :operator"),  # noqa: S608 - our own words
        {"operator": operator},
    )
