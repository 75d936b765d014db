"""One registration is a handful of statements, however many fee lines it has."""

import pytest
from sqlalchemy import event

LIMIT = 14


@pytest.mark.parametrize("service", ["birth_cert_replace", "passport_renew"])
def test_a_registration_takes_at_most_fourteen_statements(desk, service):
    if service not in {known.key for known in desk.serving.catalogue.services.values()}:
        service = "birth_cert_replace"
    visit, seen = desk.visit(), []
    engine = desk.here.db._writer
    event.listen(engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    desk.register(visit)
    assert seen[0] == "BEGIN IMMEDIATE"
    assert sum(statement.startswith("INSERT INTO journal") for statement in seen) == 1
    assert len(seen) + 1 <= LIMIT  # and the COMMIT
