"""The folder output: whole files or none, and names that say nothing about people."""

import pytest

from app.domain.errors import ManagerCanFix
from printing.outputs import Folder, Output
from resources import sentence

TID = "00123-001-2071-0001-42"


def test_a_page_becomes_a_file_named_by_its_tracking_id(tmp_path) -> None:
    output: Output = Folder(tmp_path / "paper")
    where = output.put(TID, b"%PDF one")
    assert where == tmp_path / "paper" / f"{TID}.pdf"
    assert where.read_bytes() == b"%PDF one"


def test_a_second_print_replaces_the_first_and_leaves_nothing_beside_it(tmp_path) -> None:
    Folder(tmp_path).put(TID, b"one")
    where = Folder(tmp_path).put(TID, b"two")
    assert where.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [where]


@pytest.mark.parametrize("name", ["", "علی", "../etc/passwd", "a b"])
def test_a_name_that_is_not_a_tracking_id_is_a_bug(tmp_path, name) -> None:
    with pytest.raises(ValueError, match="tracking ID"):
        Folder(tmp_path).put(name, b"")


def test_a_folder_that_cannot_be_written_is_a_refusal_with_a_sentence(tmp_path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_bytes(b"")
    with pytest.raises(ManagerCanFix) as refused:
        Folder(blocked / "paper").put(TID, b"x")
    assert refused.value.code == "print-folder"
    assert str(blocked) in sentence(refused.value)


def test_a_page_that_cannot_take_its_place_leaves_no_half_file(tmp_path) -> None:
    (tmp_path / f"{TID}.pdf").mkdir()
    with pytest.raises(ManagerCanFix):
        Folder(tmp_path).put(TID, b"x")
    assert [path.name for path in tmp_path.iterdir()] == [f"{TID}.pdf"]
