"""Two copies of one desk: found out at the second one's first round, and nothing of either lost."""

from pathlib import Path

import pytest

from app.domain.errors import ManagerCanFix
from app.wiring.opened import OpenDesk
from app.wiring.renewal import enrol_again
from tests.sync.conftest import PASSPHRASE, Office, reopen

FORK = "segment-fork"


def copied(office: Office, folder: Path) -> Office:
    """The whole folder somewhere else, mark and all, as it stands now."""
    folder.mkdir()
    for path in [path for path in office.desk.folder.iterdir() if path.is_file()]:
        (folder / path.name).write_bytes(path.read_bytes())
    return Office(reopen(folder, office.regulator), office.regulator, office.serving)


def leaves(desk: OpenDesk) -> set[str]:
    with desk.here.db.read() as connection:
        return set(connection.exec_driver_sql("SELECT leaf FROM journal").scalars())


def kept() -> set[str]:
    """Whatever the regulator holds, in the one story or the other."""
    from regulator.intake.models import ForkedEntry, StoredEntry

    held = StoredEntry.objects.values_list("leaf", flat=True)
    return {*held, *ForkedEntry.objects.values_list("leaf", flat=True)}


def told() -> list[str]:
    """What the auditor sees, and what every desk of the office hears."""
    from regulator.intake.models import FeedItem
    from regulator.oversight.models import Finding

    heard = [one.data["reason"] for one in FeedItem.objects.filter(kind="finding").order_by("n")]
    assert sorted(Finding.objects.values_list("reason", flat=True)) == sorted(heard)
    return heard


@pytest.fixture
def two(office: Office, tmp_path: Path):
    office.desk.sync()
    office.desk.sync()
    other = copied(office, tmp_path / "other")
    yield office, other
    other.desk.close()


def test_a_copy_with_nothing_to_say_is_found_out_at_its_first_round(two):
    first, copy = two
    first.register()
    first.desk.sync()
    assert not copy.desk.here.restored
    with pytest.raises(ManagerCanFix, match="segment-rollback"):
        copy.desk.sync()
    assert told() == ["rollback"]
    with pytest.raises(ManagerCanFix, match="desk-restored"):
        copy.register()
    again = reopen(copy.desk.folder, first.regulator)
    assert again.here.restored
    again.close()


def test_a_copy_that_worked_is_found_out_and_both_stories_are_kept_whole(two):
    from regulator.intake.models import ForkedEntry

    first, copy = two
    first.register()
    for _ in range(3):
        copy.register()
    first.desk.sync()
    with pytest.raises(ManagerCanFix, match=FORK):
        copy.desk.sync()
    assert told() == ["fork"]
    assert copy.owed() == 0
    assert leaves(first.desk) | leaves(copy.desk) <= kept()
    assert all(one.body for one in ForkedEntry.objects.all())
    with pytest.raises(ManagerCanFix, match=FORK):
        copy.desk.sync()
    assert told() == ["fork"]
    first.register()
    first.desk.sync()
    assert first.owed() == 0


def test_a_long_second_story_goes_over_piece_by_piece(two):
    first, copy = two
    first.register()
    first.desk.sync()
    for _ in range(4):
        copy.register()
    copy.desk.link.segments = type(copy.desk.link.segments)(4096)
    while copy.owed():
        with pytest.raises(ManagerCanFix, match=FORK):
            copy.desk.sync()
    assert leaves(copy.desk) <= kept()
    assert told() == ["fork"]


def test_enrolled_again_the_copy_goes_on_and_the_first_is_told_that_its_key_ended(two):
    first, copy = two
    first.register()
    copy.register()
    first.desk.sync()
    folder, regulator = copy.desk.folder, first.regulator
    copy.desk.close()
    reason = {"reason": "copied", "connect": regulator.session}
    enrol_again(folder, PASSPHRASE, regulator.code(), **reason)
    copy.desk = reopen(folder, regulator)
    assert copy.desk.here.desk == first.desk.here.desk
    assert copy.desk.here.ep != first.desk.here.ep
    assert copy.owed() <= 3
    copy.register()
    copy.desk.sync()
    assert copy.owed() == 0
    first.register()
    first.desk.sync()
    assert first.owed() == 0
    assert told() == ["fork", "epoch-closed"]
    assert leaves(first.desk) | leaves(copy.desk) <= kept()


def test_a_copy_that_is_to_be_a_desk_of_its_own_leaves_the_first_at_work(two):
    first, copy = two
    copy.register()
    first.register()
    first.desk.sync()
    copy.desk.close()
    how = {"reason": "copied", "new_desk": True, "connect": first.regulator.session}
    enrol_again(copy.desk.folder, PASSPHRASE, first.regulator.code(), **how)
    copy.desk = reopen(copy.desk.folder, first.regulator)
    assert copy.desk.here.desk != first.desk.here.desk
    first.register()
    first.desk.sync()
    assert told() == ["fork"]
