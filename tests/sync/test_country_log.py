"""A desk follows the country's log, names its newest head in its entries, refuses a lying one."""

import json

import pytest
from django.test import override_settings

from app.cli import main
from app.domain import canonical, signed_notes
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.jws import Unsound
from app.domain.log_evidence import loads as read_evidence
from app.domain.log_watch import Lied
from app.wiring import log_evidence
from local_db import queries
from sync import country_log
from tests.lying_log import LIES, Log, forked_and_grown


def setting(office, name):
    with office.desk.here.db.read() as connection:
        return queries.setting(connection, name)


def named_in_newest_entry(office):
    office.register()
    with office.desk.here.db.read() as connection:
        token = connection.exec_driver_sql("SELECT entry FROM journal ORDER BY n DESC").scalar()
    return json.loads(canonical.unb64u(token.split(".")[1]))["log"]


def place_all():
    from regulator.intake import sequencer
    from regulator.log import tree

    while sequencer.place_batch():
        tree.grow()
    return tree.head()


def look(office):
    office.desk.link.compared = None
    office.desk.sync()


def served(office):
    """A log of 300 entries in place of the regulator's own, under its own key; the desk saw it."""
    seed = (office.regulator.data / "keys" / "log.key").read_bytes()
    log = Log(300, seed=seed)
    serve(log)
    look(office)
    return log


def serve(log):
    """The regulator's own tables, rewritten and signed: what it would do to lie."""
    from regulator.log import tree
    from regulator.log.models import Tile, TreeHead

    Tile.objects.all().delete()
    tree.keep(log.tiles.items())
    TreeHead.objects.update(size=log.head.size, note=log.note.decode())


def as_named(head):
    return {"size": head.size, "root": canonical.b64u(head.root)}


def test_entries_name_the_newest_head_that_was_verified(office):
    assert named_in_newest_entry(office) is None
    look(office)
    first = place_all()
    look(office)
    assert named_in_newest_entry(office) == as_named(first)
    look(office)
    second = place_all()
    assert second.size > first.size
    look(office)
    assert named_in_newest_entry(office) == as_named(second)
    assert office.desk.link.compared is not None
    assert setting(office, country_log.LIES) is None


def test_a_regulator_without_a_tree_is_no_lie(office):
    look(office)
    assert (setting(office, country_log.WATCHED), office.owed()) == (None, 0)


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_a_desk_refuses_every_lie_and_keeps_both_heads_and_the_proof(office, lie):
    place_all()
    log = served(office)
    honest, known = log.head, log.note.decode()
    false = lie(log)
    serve(false)
    office.register()
    for _ in range(2):
        with pytest.raises((Lied, Unsound)) as said:
            look(office)
        assert said.value.code == LIES[lie]
        assert office.owed() == 0
    [kept] = setting(office, country_log.LIES)
    assert (kept["code"], kept["known"], kept["told"]) == (LIES[lie], known, false.note.decode())
    assert len(kept["proof"]) == len(getattr(said.value, "proof", []))
    assert named_in_newest_entry(office) == as_named(honest)
    assert office.desk.link.compared is None


def test_a_log_that_tells_the_truth_again_is_believed_again(office):
    place_all()
    log = served(office)
    serve(Log(299, seed=log.private.private_bytes_raw()))
    with pytest.raises(Refusal, match="log-rollback"):
        look(office)
    serve(log.grow(20))
    look(office)
    assert named_in_newest_entry(office) == as_named(log.head)


def test_a_key_that_is_none_is_refused_at_the_first_look(office):
    place_all()
    with override_settings(LOG_ORIGIN="two words"), pytest.raises(Refusal) as said:
        look(office)
    assert said.value.code == "regulator-nonsense"
    assert setting(office, country_log.WATCHED) is None


def test_the_head_an_entry_names_is_the_one_the_regulator_signed(office):
    place_all()
    look(office)
    watched = setting(office, country_log.WATCHED)
    key = signed_notes.key_in(watched["key"])
    head = signed_notes.checkpoint_in(signed_notes.read(watched["note"].encode()), [key])
    assert named_in_newest_entry(office) == as_named(head)


def checked(office):
    """What the check-up says of the log: its state and how many lies are kept."""
    from app.wiring import clock, doctor

    found = doctor.CHECKS["log"](office.desk, clock.moment())
    return (found.state, found.facts["lies"]) if found else None


def shown(office):
    """The lights of the sending page by name."""
    from app.domain.outbox import Uplink
    from local_db import lights

    with office.desk.here.db.read() as connection:
        away = Uplink(tries=1, reason="log-fork")
        told = (lights.regulator(connection, away), lights.log(connection))
    return {one.which: (one.shine, one.reason) for one in told if one}


def test_a_lie_stands_in_the_check_up_and_beside_the_queue_until_the_log_fits(office, tmp_path):
    assert checked(office) is None
    place_all()
    log = served(office)
    known, told = log.head, forked_and_grown(log)
    assert (checked(office), shown(office)["regulator"]) == (("ok", 0), ("away", "log-fork"))
    serve(told)
    with pytest.raises(Lied):
        look(office)
    assert checked(office) == ("bad", 1)
    assert shown(office) == {"regulator": ("good", ""), "log": ("lying", "log-fork")}

    written = log_evidence.write(office.desk, tmp_path / "lies.json")
    assert read_evidence((tmp_path / "lies.json").read_bytes()) == written
    assert log_evidence.proven(written) == 1
    assert main(["verify", str(tmp_path / "lies.json")]) == 0
    other = str(Log(1, seed=b"o" * 32).key)
    assert main(["verify", str(tmp_path / "lies.json"), "--log-key", other]) == 1
    [lie] = written.lies
    assert signed_notes.read_checkpoint(lie.known.partition("\n\n")[0] + "\n") == known

    serve(log)
    look(office)
    assert (checked(office), list(shown(office))) == (("warn", 1), ["regulator"])


def test_a_desk_that_was_never_lied_to_has_nothing_to_write(office, tmp_path):
    with pytest.raises(OperatorCanFix, match="log-never-lied"):
        log_evidence.write(office.desk, tmp_path / "lies.json")
