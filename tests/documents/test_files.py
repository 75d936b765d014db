"""Document files: encrypted, whole or absent, sent only when an entry names them, gone in time."""

import os
from datetime import timedelta

import pytest

from app.desk import visits
from app.domain.acts import PaperSeen
from app.domain.canonical import sha256_hex
from app.domain.documents import LARGEST, check_kind
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.moments import to_wire
from app.wiring.documents import Documents, read_file
from app.wiring.writer import Writer
from local_db import documents, journal, projections
from tests.desk.conftest import catalogue, desk

__all__ = ["catalogue", "desk"]
SCAN = b"%PDF-1.7 0000000019 " + bytes(range(256)) * 40


@pytest.fixture
def kept(desk, tmp_path):
    writer = Writer(desk.here.db)
    yield Documents(tmp_path, desk.here.db, writer)
    writer.close()


def registered_with(desk, name):
    draft = desk.draft(desk.visit())
    draft = type(draft)(
        draft.visit,
        draft.service,
        draft.form_version,
        draft.answers,
        papers=(PaperSeen("عکس", "copy", name), PaperSeen("شناسنامه", "original_seen")),
    )
    return visits.register_request(desk.here, desk.clock(), desk.serving, draft)


def waiting(desk):
    with desk.here.db.read() as connection:
        return [(one.hash, one.size, one.sent) for one in documents.waiting(connection, 10)]


def note(desk, change, *given, **named):
    with desk.here.db.write() as connection:
        change(connection, *given, **named)


def test_a_document_is_named_by_its_hash_and_reads_back(desk, kept, tmp_path):
    name = kept.put(desk.clock(), SCAN)
    assert name == sha256_hex(SCAN)
    assert kept.plain(name) == SCAN
    (lying,) = (tmp_path / "documents").iterdir()
    assert lying.name == name
    assert b"0000000019" not in lying.read_bytes()
    assert lying.stat().st_mode & 0o077 == 0
    before = lying.read_bytes()
    assert kept.put(desk.clock(), SCAN) == name
    assert lying.read_bytes() == before


def test_every_bit_of_a_document_file_is_held(desk, kept, tmp_path):
    name = kept.put(desk.clock(), SCAN[:300])
    path = tmp_path / "documents" / name
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(ManagerCanFix, match="document-damaged"):
            kept.plain(name)
    for end in (0, 3, 20, len(data) - 1):
        path.write_bytes(data[:end])
        with pytest.raises(ManagerCanFix, match="document-damaged"):
            kept.plain(name)
    path.unlink()
    with pytest.raises(ManagerCanFix, match="document-missing"):
        kept.plain(name)
    assert kept.put(desk.clock(), SCAN[:300]) == name
    assert kept.plain(name) == SCAN[:300]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document-empty"),
        (b"MZ an executable", "document-form"),
        (b"%PDF-" + bytes(LARGEST), "document-large"),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(desk, kept, tmp_path, data, code):
    with pytest.raises(OperatorCanFix, match=code):
        kept.put(desk.clock(), data)
    assert not (tmp_path / "documents").exists()


def test_what_is_only_seen_is_never_copied():
    for kind in ("original_seen", "obtained_online"):
        with pytest.raises(OperatorCanFix, match="document-not-kept"):
            check_kind(kind)
    check_kind("copy")


def test_a_file_is_weighed_before_it_is_read(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(SCAN)
    assert read_file(path) == SCAN
    with path.open("r+b") as file:
        file.truncate(2 << 30)  # on the disk it takes nothing
    with pytest.raises(OperatorCanFix, match="document-large"):
        read_file(path)
    for wrong in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(OperatorCanFix, match="file-unreadable"):
            read_file(wrong)


def test_only_documents_that_an_entry_names_wait_for_the_regulator(desk, kept):
    name, stray = kept.put(desk.clock(), SCAN), kept.put(desk.clock(), SCAN + b"other")
    assert waiting(desk) == []
    done = registered_with(desk, name)
    assert waiting(desk) == [(name, len(SCAN), 0)]
    note(desk, documents.note_sent, name, 4096)
    assert waiting(desk) == [(name, len(SCAN), 4096)]
    later = to_wire(desk.clock().wall + timedelta(minutes=5))
    note(desk, documents.note_trouble, name, reason="regulator-away", due=later)
    with desk.here.db.read() as connection:
        assert documents.waiting(connection, 10, now=to_wire(desk.clock().wall)) == ()
        assert documents.waiting(connection, 10, now=later)[0].tries == 1
        assert [one.hash for one in documents.of_request(connection, done.tid)] == [name]
        assert stray not in [one.hash for one in documents.waiting(connection, 10)]
    note(desk, documents.note_complete, name, later)
    assert waiting(desk) == []


def test_which_entry_names_which_document_is_found_again_by_a_rebuild(desk, kept):
    registered_with(desk, kept.put(desk.clock(), SCAN))
    before = desk.rows("SELECT * FROM document_uses")
    assert len(before) == 1
    with desk.here.db.write() as connection:
        projections.rebuild(connection, journal.everything(connection))
    assert desk.rows("SELECT * FROM document_uses") == before


def test_a_document_goes_when_the_regulator_has_had_it_long_enough(desk, kept, tmp_path):
    name = kept.put(desk.clock(), SCAN)
    registered_with(desk, name)
    desk.clock.go(days=400)
    assert kept.sweep(desk.clock()) == 0  # the regulator does not have it
    note(desk, documents.note_complete, name, to_wire(desk.clock().wall))
    desk.clock.go(days=29)
    assert kept.sweep(desk.clock()) == 0
    desk.clock.go(days=2)
    assert kept.sweep(desk.clock()) == 1
    assert list((tmp_path / "documents").iterdir()) == []
    with pytest.raises(ManagerCanFix, match="document-gone"):
        kept.plain(name)
    assert desk.rows("SELECT key, gone_why FROM documents") == [(None, "kept")]


def test_what_was_never_named_and_what_no_key_opens_is_swept(desk, kept, tmp_path):
    kept.put(desk.clock(), SCAN)
    stray = tmp_path / "documents" / ("0" * 64)
    stray.write_bytes(b"of a power cut")
    os.utime(stray, (1, 1))
    assert kept.sweep(desk.clock()) == 1
    desk.clock.go(days=8)
    assert kept.sweep(desk.clock()) == 1
    assert list((tmp_path / "documents").iterdir()) == []


def test_a_full_disk_leaves_no_row_and_no_half_file(desk, kept, tmp_path):
    (tmp_path / "documents").write_bytes(b"a file where the folder should be")
    with pytest.raises(ManagerCanFix, match="file-unwritable"):
        kept.put(desk.clock(), SCAN)
    assert desk.rows("SELECT * FROM documents") == []
