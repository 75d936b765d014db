"""Lease, licence, enrolment: what is blocked when they are over, and all that goes on working."""

from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.desk import endings, permits, receipts, visits, voids
from app.domain import canonical, wire
from app.domain.acts import RequestDraft
from app.domain.endings import Handing, Somebody
from app.domain.errors import ManagerCanFix, RegulatorCanFix
from app.domain.missing import Missing
from app.domain.moments import Moment, from_wire, to_wire
from app.domain.permits import Known, Licence, limits
from app.domain.wire import FeedItem
from app.wiring import clock
from app.wiring.export import export_journal
from local_db import feed
from tests.desk.conftest import REPLACE
from tests.sync.conftest import Office
from tests.sync.fortnight import serve

HERSELF = Somebody("self", "مریم نمونه", "0000000019")
ISSUED = "2026-11-21T08:30:00.000Z"
START = from_wire(ISSUED)
LEASE = wire.Lease(1, "L1", "0" * 16, ISSUED, 2085, 72, 7, 14, 3000)


def told(now: datetime, **known) -> list[tuple[str, str]]:
    return [(one.code, one.stage) for one in limits(Known(**({"lease": LEASE} | known)), now)]


@pytest.mark.parametrize(
    ("passed", "found"),
    [
        (timedelta(hours=71), []),
        (timedelta(hours=72), [("lease-old", "warn")]),
        (timedelta(days=6, hours=23), [("lease-old", "warn")]),
        (timedelta(days=7), [("lease-old", "amber")]),
        (timedelta(days=14), [("lease-old", "amber")]),
        (timedelta(days=15), [("lease-over", "over")]),
        (timedelta(days=-3000), []),
    ],
)
def test_a_lease_warns_at_72_hours_is_amber_at_7_days_and_over_after_14(passed, found):
    assert told(START + passed) == found


@pytest.mark.parametrize(
    ("receipts", "found"),
    [
        (2399, []),
        (2400, [("lease-receipts-few", "warn")]),
        (2850, [("lease-receipts-few", "amber")]),
        (2999, [("lease-receipts-few", "amber")]),
        (3000, [("lease-receipts-over", "over")]),
    ],
)
def test_a_lease_is_over_after_its_receipts(receipts, found):
    assert told(START, receipts=receipts) == found


def test_the_figures_are_the_regulators():
    other = wire.Lease(1, "L1", "0" * 16, ISSUED, 2081, 24, 2, 10, 50)
    assert told(START + timedelta(hours=25), lease=other) == [("lease-old", "warn")]
    assert told(START + timedelta(days=3), lease=other) == [("lease-old", "amber")]
    assert told(START + timedelta(days=11), lease=other) == [("lease-over", "over")]
    assert told(START, lease=other, receipts=50) == [("lease-receipts-over", "over")]


@pytest.mark.parametrize(
    ("licences", "found"),
    [
        ((), []),
        ((Licence("1", "valid", "1407/01/01"),), []),
        ((Licence("1", "valid", "1406/03/02"),), []),
        ((Licence("1", "valid", "1406/02/30"),), [("licence-renew", "warn")]),
        ((Licence("1", "valid", "1406/02/22"),), []),
        ((Licence("1", "valid", "1406/01/01"),), [("licence-renew", "warn")]),
        ((Licence("1", "valid", "1405/12/10"),), [("licence-renew", "amber")]),
        ((Licence("1", "valid", "1405/12/10", "1405/08/01"),), []),
        ((Licence("1", "valid", "1405/10/29"),), [("licence-ends", "warn")]),
        ((Licence("1", "valid", "1405/09/29"),), [("licence-ends", "warn")]),
        ((Licence("1", "valid", "1405/09/01"),), [("licence-ends", "amber")]),
        ((Licence("1", "valid", "1405/08/30"),), [("licence-ends", "amber")]),
        ((Licence("1", "valid", "1405/08/29"),), [("licence-over", "over")]),
        ((Licence("1", "suspended", "1406/01/01"),), [("licence-suspended", "over")]),
        ((Licence("1", "cancelled", "1406/01/01"),), [("licence-cancelled", "over")]),
        (
            (Licence("1", "cancelled", "1406/01/01"), Licence("2", "valid", "1407/01/01")),
            [],
        ),
    ],
)
def test_a_licence_that_ends_or_is_taken_away_acts_the_same_way(licences, found):
    assert told(START, licences=licences) == found


def later(**much: float) -> Moment:
    """That much later, on the same machine that never was switched off."""
    now, passed = clock.moment(), timedelta(**much)
    return Moment(now.wall + passed, now.up + int(passed / timedelta(milliseconds=1)), now.boot)


def tell(office: Office, kind: str, **data) -> None:
    with office.desk.here.db.write() as connection:
        feed.keep(connection, [FeedItem(5000, kind, "2026-12-01T00:00:00.000Z", data)])


def lease_ends(office: Office) -> Moment:
    return later(days=16)


def receipts_end(office: Office) -> Moment:
    """The lease allows as many receipts as were issued."""
    lease = replace(LEASE, issued=to_wire(clock.now()), last_day=9999, receipts=2)
    payload = canonical.b64u(canonical.dumps(asdict(lease)))
    with office.desk.here.db.write() as connection:
        connection.exec_driver_sql("UPDATE leases SET lease = ?", (f"x.{payload}.x",))
    return clock.moment()


def licence_ends(office: Office) -> Moment:
    tell(office, "licence", licence="00-0000", state="valid", until="1405/01/01")
    return clock.moment()


def licence_suspended(office: Office) -> Moment:
    tell(office, "licence", licence="00-0000", state="suspended", until="1409/01/01")
    return clock.moment()


def key_revoked(office: Office) -> Moment:
    tell(office, "message", about="desk.revoked", dev=office.desk.here.dev, desk=1)
    return clock.moment()


ENDS = {
    "lease-over": lease_ends,
    "lease-receipts-over": receipts_end,
    "licence-over": licence_ends,
    "licence-suspended": licence_suspended,
    "desk-revoked": key_revoked,
}


@pytest.mark.parametrize("code", ENDS)
def test_new_requests_are_blocked_and_everything_else_goes_on(office: Office, tmp_path, code):
    here, serving = office.desk.here, office.serving
    done, other = serve(office, 1), serve(office, 2)
    visit = visits.open_visit(here, clock.moment(), serving)
    service = serving.catalogue.by_key("birth_cert_replace")
    draft = RequestDraft(visit, service.number, service.form.version, REPLACE)
    moment = ENDS[code](office)
    for take in (
        lambda: visits.register_request(here, moment, serving, draft),
        lambda: visits.accept_incomplete(
            here, moment, serving, draft, missing=[Missing("عکس", "copy", "")]
        ),
    ):
        with pytest.raises(RegulatorCanFix, match=code):
            take()
    still_works(office, moment, done, other, tmp_path / "out.pk")
    office.desk.sync()
    assert office.owed() == 0
    assert permits.limits(here, moment)[0].code in (code, "lease-over")


def still_works(office: Office, moment: Moment, done: str, other: str, out: Path) -> None:
    """Void, reprint, delivery, export: each an entry of its own."""
    here, serving = office.desk.here, office.serving
    assert receipts.note_printed(here, moment, done, op="2", output="file") == 2
    plan = replace(voids.plan_void(here, other), reason="typed twice", approved_by="1")
    assert voids.void(here, moment, serving, plan)
    handing = Handing(HERSELF, ("شناسنامه",))
    assert endings.deliver(here, moment, serving, done, handing=handing)
    export_journal(here, moment, out, bodies=False, why="audit")
    assert out.stat().st_size > 1000
    with here.db.read() as connection:
        kinds = connection.exec_driver_sql("SELECT type FROM journal ORDER BY n DESC LIMIT 4")
        assert {"request.delivered", "request.voided", "receipt.reprinted"} <= set(
            connection.exec_driver_sql("SELECT type FROM journal").scalars()
        )
        assert "journal.exported" in kinds.scalars().all()


def test_a_key_that_was_revoked_empties_its_outbox_and_the_manager_is_told(office: Office):
    from django.db import transaction

    from regulator.intake.models import FeedItem as Told
    from regulator.intake.models import StoredEntry
    from regulator.offices.models import Enrolment

    office.desk.sync()
    with transaction.atomic():
        Enrolment.objects.update(state="revoked")
    office.register()
    office.desk.sync()
    assert office.owed() == 0
    verdicts = StoredEntry.objects.filter(reason="revoked").values_list("verdict", flat=True)
    assert set(verdicts) == {"quarantined"}
    assert [one.data["reason"] for one in Told.objects.filter(kind="finding")] == ["revoked"]
    with pytest.raises(RegulatorCanFix, match="desk-revoked"):
        office.register()
    office.desk.sync()


def test_a_new_lease_of_the_next_round_opens_the_desk_again(office: Office):
    from regulator.offices.models import Lease

    serve(office, 1)
    serve(office, 2)
    receipts_end(office)
    with pytest.raises(RegulatorCanFix, match="lease-receipts-over"):
        office.register()
    Lease.objects.update(issued_at=clock.now() - timedelta(days=2))
    office.desk.sync()
    assert office.register().tid


def test_a_desk_closed_by_another_key_must_be_enrolled_again(office: Office):
    tell(office, "message", about="desk.closed", dev=office.desk.here.dev, desk=1)
    with pytest.raises(ManagerCanFix, match="desk-closed"):
        office.register()
