"""Documents on their way: piece by piece, each with its own tries, none in another's way."""

import pytest
import requests

from app.domain.errors import TimeCanFix
from app.wiring import clock
from local_db import documents
from sync.pace import Pace
from tests.sync.conftest import Office
from tests.sync.fortnight import serve

SCAN = b"%PDF-1.7 " + bytes(range(256)) * 100


@pytest.fixture
def named(office: Office) -> list[str]:
    """Two documents that entries name, and the entries sent."""
    office.desk.sync()
    names = [office.desk.documents.put(clock.moment(), SCAN + bytes([n])) for n in range(2)]
    for number, name in enumerate(names):
        serve(office, number, name)
    return names


def puts(office: Office) -> list[str]:
    return [line for line in office.regulator.wire.seen if line.startswith("PUT")]


def stands(office: Office, name: str):
    with office.desk.here.db.read() as connection:
        row = connection.exec_driver_sql(
            "SELECT sent, complete_at IS NOT NULL, tries, reason FROM documents WHERE hash = ?",
            (name,),
        ).one()
    return tuple(row)


def test_a_document_goes_in_pieces_and_is_whole_over_there(office, named):
    from regulator.intake.documents import path_of
    from regulator.intake.models import Document

    office.desk.link.chunks = Pace(10_000)
    office.desk.sync()
    assert [stands(office, name)[:2] for name in named] == [(len(SCAN) + 1, 1)] * 2
    assert path_of(Document.objects.get(sha256=named[0])).read_bytes() == SCAN + b"\0"
    assert len(puts(office)) == 6


def test_after_a_lost_answer_no_piece_goes_twice(office, named):
    office.desk.link.chunks = Pace(10_000)
    wire = office.regulator.wire
    asked = wire.send

    def losing(request, **options):
        if request.method == "PUT" and len(puts(office)) == 1:
            wire.lose_next_answer = True
        return asked(request, **options)

    wire.send = losing
    with pytest.raises(TimeCanFix, match="regulator-away"):
        office.desk.sync()
    assert stands(office, named[0])[2:] == (1, "regulator-away")
    office.desk.link.chunks = Pace(10_000)
    office.desk.sync()
    assert sum(stands(office, name)[1] for name in named) == 2
    starts = [line.split("offset=")[1].split("&")[0] for line in puts(office) if named[0] in line]
    assert len(starts) == len(set(starts))


def test_a_document_that_cannot_be_read_waits_and_the_other_goes(office, named):
    path = office.desk.folder / "documents" / named[0]
    sealed = path.read_bytes()
    path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    office.desk.sync()
    assert stands(office, named[0])[1:] == (0, 1, "document-damaged")
    assert stands(office, named[1])[1] == 1
    with office.desk.here.db.read() as connection:
        assert documents.waiting_count(connection) == 1
    path.write_bytes(sealed)
    with office.desk.here.db.write() as connection:
        connection.exec_driver_sql("UPDATE documents SET due = NULL")
    office.desk.sync()
    assert stands(office, named[0])[1:] == (1, 0, "")


def test_where_the_regulator_lost_a_piece_it_says_so_and_goes_on_from_there(office, named):
    from regulator.intake.models import Document

    office.desk.link.chunks = Pace(10_000)
    line = office.desk.api.session.get_adapter(office.regulator.url)

    class Third(requests.adapters.BaseAdapter):
        def send(self, request, **options):
            if len(puts(office)) == 2 and request.method == "PUT":
                Document.objects.update(received=5_000)
            return line.send(request, **options)

        def close(self):
            pass

    office.desk.api.session.mount(office.regulator.url, Third())
    office.desk.sync()
    assert [stands(office, name)[1] for name in named] == [1, 1]
    assert Document.objects.filter(complete=True).count() == 2
