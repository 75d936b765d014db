"""The second copy of the entries: it catches up, survives a cut, and is never overwritten."""

import pytest

from app.domain import canonical
from app.domain.errors import ManagerCanFix
from app.wiring import mirror
from tests.desk.conftest import catalogue, desk

__all__ = ["catalogue", "desk"]


def tokens(desk):
    return [token for (token,) in desk.rows("SELECT entry FROM journal ORDER BY n")]


def test_the_copy_follows_and_catches_up(desk, tmp_path):
    stick = tmp_path / "stick"
    assert mirror.follow(desk.here.db) == 0
    with pytest.raises(ManagerCanFix, match="mirror-absent"):
        mirror.choose(desk.here.db, stick)
    stick.mkdir()
    mirror.choose(desk.here.db, stick)
    assert mirror.follow(desk.here.db) == len(tokens(desk))
    desk.register()
    assert mirror.follow(desk.here.db) == 2
    assert mirror.follow(desk.here.db) == 0
    (path,) = stick.iterdir()
    assert path.read_text().splitlines() == tokens(desk)
    assert "0000000019" not in path.read_text()
    with path.open("a") as cut:
        cut.write(tokens(desk)[0][:100])
    desk.register()
    mirror.follow(desk.here.db)
    assert path.read_text().splitlines() == tokens(desk)
    stick.rename(tmp_path / "away")
    assert mirror.follow(desk.here.db) == 0


def test_a_copy_of_another_story_is_left_alone(desk, tmp_path):
    mirror.choose(desk.here.db, tmp_path)
    mirror.follow(desk.here.db)
    (path,) = tmp_path.glob("*.entries")
    changed = path.read_bytes().replace(b"A", b"B")
    for wrong in (changed, changed + b"\xff\n", path.read_bytes() * 2):
        path.write_bytes(wrong)
        with pytest.raises(ManagerCanFix, match="mirror-differs"):
            mirror.follow(desk.here.db)
        assert path.read_bytes() == wrong
    assert canonical.leaf(tokens(desk)[-1])
