"""Who stands before the door of this desk: who may be chosen, and what keeps them out."""

from app.desk.here import Here, trusted_now
from app.domain.moments import Moment, from_wire
from app.domain.staff import PIN_TRIES, Standing, wait_after
from local_db import people, secrets
from local_db.secrets import Secret


def standing(here: Here, moment: Moment) -> tuple[Standing, ...]:
    """Everybody this desk knows, by number, the disabled too."""
    now = trusted_now(here, moment)
    with here.db.read() as connection:
        found = [
            (person, secrets.secret(connection, person.operator.number))
            for person in people.persons(connection)
        ]

    def seconds(kept: Secret) -> int:
        if not kept.wait_until or from_wire(kept.wait_until) <= now:
            return 0
        left = min(from_wire(kept.wait_until) - now, wait_after(kept.tries))
        return int(left.total_seconds()) + 1

    return tuple(
        Standing(
            person,
            has_password=bool(kept and kept.password_hash),
            pin=bool(kept and kept.pin_hash and kept.pin_tries < PIN_TRIES),
            wait=seconds(kept) if kept else 0,
            starting=bool(kept and kept.starts_until),
        )
        for person, kept in found
    )
