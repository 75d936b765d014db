"""Every way to open a desk, every way it must not open, and keys that change under a power cut."""

import json
import shutil

import pytest

from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.text import persian_digits
from app.keys import os_keyring, recovery, slots

PASSPHRASE, OTHER = "گذرواژه بلند", "گذرواژه تازه"


@pytest.fixture
def held(tmp_path):
    made = slots.draw()
    slots.create(tmp_path, made, PASSPHRASE)
    return made


def test_the_recovery_key_opens_the_database_and_nothing_else(tmp_path, held):
    printed = slots.add_recovery(tmp_path, held)
    assert slots.open_with_recovery(tmp_path, printed) == held.database
    assert slots.open_with_recovery(tmp_path, persian_digits(printed).replace("-", " "))
    assert slots.open_with_passphrase(tmp_path, PASSPHRASE) == held
    for name in slots.COPIES:
        assert printed not in (tmp_path / name).read_text()


def test_a_slip_in_the_recovery_key_is_found_in_its_group(tmp_path, held):
    printed = slots.add_recovery(tmp_path, held)
    groups = printed.split("-")
    for place, group in enumerate(groups):
        for at in range(len(group)):
            changed = group[:at] + str((int(group[at]) + 1) % 10) + group[at + 1 :]
            wrong = "-".join([*groups[:place], changed, *groups[place + 1 :]])
            with pytest.raises(OperatorCanFix, match="recovery-group") as refusal:
                recovery.typed(wrong)
            assert refusal.value.facts["group"] == persian_digits(place + 1)
    with pytest.raises(OperatorCanFix, match="recovery-group"):
        recovery.typed("-".join([groups[1], groups[0], *groups[2:]]))
    with pytest.raises(OperatorCanFix, match="recovery-length"):
        recovery.typed(printed[:-1])
    with pytest.raises(OperatorCanFix, match="recovery-wrong"):
        slots.open_with_recovery(tmp_path, recovery.draw())


def test_a_new_recovery_key_ends_the_old_one(tmp_path, held):
    first, second = slots.add_recovery(tmp_path, held), slots.add_recovery(tmp_path, held)
    assert slots.open_with_recovery(tmp_path, second) == held.database
    with pytest.raises(OperatorCanFix, match="recovery-wrong"):
        slots.open_with_recovery(tmp_path, first)


def test_another_passphrase_opens_the_same_secrets_and_the_old_one_no_more(tmp_path, held):
    printed = slots.add_recovery(tmp_path, held)
    slots.change_passphrase(tmp_path, PASSPHRASE, OTHER)
    assert slots.open_with_passphrase(tmp_path, OTHER) == held
    assert slots.open_with_recovery(tmp_path, printed) == held.database
    with pytest.raises(OperatorCanFix, match="passphrase-wrong"):
        slots.open_with_passphrase(tmp_path, PASSPHRASE)
    with pytest.raises(OperatorCanFix, match="passphrase-short"):
        slots.change_passphrase(tmp_path, OTHER, "short")
    assert slots.open_with_passphrase(tmp_path, OTHER) == held


def test_while_keys_change_either_copy_opens_both_pairs(tmp_path, held):
    new = slots.draw()
    old_file = (tmp_path / slots.COPIES[1]).read_bytes()
    slots.renew(tmp_path, [new, held], PASSPHRASE)
    assert slots.candidates(tmp_path, PASSPHRASE) == (new, held)
    (tmp_path / slots.COPIES[1]).write_bytes(old_file)  # the cut came between the copies
    (tmp_path / slots.COPIES[0]).unlink()
    assert slots.candidates(tmp_path, PASSPHRASE) == (held,)


def test_a_slot_does_not_pass_for_another_kind(tmp_path, held):
    slots.add_recovery(tmp_path, held)
    for name in slots.COPIES:
        told = json.loads((tmp_path / name).read_text())
        told["slots"] = [slot | {"kind": "recovery"} for slot in told["slots"]]
        (tmp_path / name).write_text(json.dumps(told))
    with pytest.raises(ManagerCanFix, match="keys-damaged"):
        slots.open_with_passphrase(tmp_path, PASSPHRASE)


def test_nothing_secret_stands_in_the_slot_files(tmp_path, held):
    slots.add_recovery(tmp_path, held)
    for name in slots.COPIES:
        data = (tmp_path / name).read_bytes()
        assert (tmp_path / name).stat().st_mode & 0o077 == 0
        for secret in (held.database, held.seed):
            assert secret not in data
            assert secret.hex().encode() not in data
            assert slots.b64(secret).encode() not in data


def test_a_keyring_that_never_answers_is_left_alone_in_time():
    import threading

    with pytest.raises(ManagerCanFix, match="keyring-silent"):
        os_keyring._asked(threading.Event().wait, wait=0.05)


def test_copies_are_counted(tmp_path, held):
    assert slots.whole_copies(tmp_path) == 2
    (tmp_path / slots.COPIES[0]).write_bytes(b"{")
    assert slots.whole_copies(tmp_path) == 1
    shutil.copy(tmp_path / slots.COPIES[0], tmp_path / slots.COPIES[1])
    assert slots.whole_copies(tmp_path) == 0
