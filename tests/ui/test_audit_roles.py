"""Other roles at the auditor's window see the places they may see; what they keep."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.domain import log_proofs
from tests.ui.audit_desk import NUMBER, Auditing, auditing
from ui.models.audit_reform import OpenReform
from ui.views.audit_saved import SavedView
from ui.views.reason import ReasonView

SEEN = {
    "association": ["entries", "findings", "chain", "board"],
    "agency": ["entries", "board"],
    "reform": ["board"],
}

MORE = {"association": {"chain"}, "agency": {"case"}}


def as_role(at: Auditing, role: str) -> None:
    from regulator.auditing.models import Auditor

    agency = "civil_registry" if role == "agency" else ""
    Auditor.objects.filter(number=NUMBER).update(role=role, agency=agency)
    at.sign_in()


@pytest.mark.parametrize("role", SEEN)
def test_a_role_sees_its_places_and_no_key_leads_elsewhere(
    qapp: QApplication, tmp_path: Path, role: str
) -> None:
    with auditing(tmp_path) as at:
        as_role(at, role)
        places = at.window.places
        assert [place for place, *_ in places.shell.rail.ways] == SEEN[role]
        at.key(4, shift=True)
        assert places.here == SEEN[role][0]
        if "entries" in SEEN[role]:
            at.enter()
            assert places.here == "entry"
            shown = {
                name
                for name, push in places.boxes["entry"].view.acts.items()
                if not push.isHidden()
            }
            assert shown == {"before", "after", "save_proof", "back"} | MORE[role]
            assert places.boxes["entry"].view.uncover.isHidden()
        places.go("board")
        at.settle()
        board = places.boxes["board"].view
        assert isinstance(board.board, OpenReform) == (role == "reform")
        assert board.rows.rowCount() > 0 or role == "agency"
        for number in range(board.which.count()):
            at.key(8)
            assert board.table_name == board.which.itemData((number + 1) % board.which.count())


def test_proofs_boards_and_searches_are_kept(qapp: QApplication, tmp_path: Path) -> None:
    with auditing(tmp_path) as at:
        at.sign_in()
        at.enter()
        entry = at.window.places.boxes["entry"]
        entry.keep_proof(tmp_path / "one.tlog-proof")
        at.settle()
        from regulator.log import keys

        proof = log_proofs.read((tmp_path / "one.tlog-proof").read_bytes())
        assert log_proofs.check(proof, [keys.public()]).size > 0
        at.key(2)
        at.key(11)
        at.hands.type("همه", at.window.findChild(ReasonView).reason)
        at.enter()
        at.key(10)
        assert [one.title for one in at.window.findChild(SavedView).queries] == ["همه"]
        at.enter()
        at.key(3, shift=True)
        for name in ("board.csv", "board.xlsx", "board.json"):
            at.window.places.boxes["board"].save(tmp_path / name)
            at.settle()
            assert (tmp_path / name).stat().st_size > 100
        at.window.places.boxes["board"].save(tmp_path / "board.txt")
        at.settle()
        assert "csv" in at.window.places.boxes["board"].view.told.words.text()
