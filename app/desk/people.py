"""People at this desk: added from the regulator's list, signing in, their own password and PIN."""

from app.desk.here import Act, Here, record
from app.desk.proofs import Proved, accept
from app.domain.acts import Operator
from app.domain.moments import Moment
from local_db import secrets


def add_operator(
    here: Here, moment: Moment, operator: Operator, password_hash: str | None = None
) -> str:
    """A person the regulator approved may work here from now on; the hash stays on this desk.

    Without one a manager gives them a starting code before they can sign in.
    """
    body = {"operator": operator.number, "name": operator.name, "role": operator.role}
    with here.db.write() as connection:
        if password_hash is not None:
            secrets.set_password(connection, operator.number, password_hash)
        return record(connection, here, moment, Act("operator.added", body))


def sign_in(here: Here, moment: Moment, proved: Proved) -> Operator:
    """They proved who they are (`app.desk.proofs`): they work here now, offline too."""
    number = proved.operator.number
    with here.db.write() as connection:
        accept(connection, proved)
        body = {"operator": number, "method": proved.method}
        record(connection, here, moment, Act("operator.login", body, op=number))
    return proved.operator
