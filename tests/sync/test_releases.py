"""Releases on their way to the desk: a good one changes prices without any code; a bad one is
refused, told, and the last good one goes on serving."""

import json
from argparse import Namespace

import pytest
import requests
from requests.adapters import BaseAdapter

from app.domain import fees, forms
from app.domain.jalali import parse
from app.wiring import clock
from sync.pull import fetch_release
from tests.sync.conftest import Office

HEAD = "year_sh,agency,service_title_fa,variant_fa,amount_rial,deposit_id,pos_code,source\n"
TITLE = "صدور شناسنامه مجدد (تعویض)"
AGENCY = "سازمان ثبت احوال کشور"


class Changed(BaseAdapter):
    """The regulator's wire with one answer changed on the way."""

    def __init__(self, wire: BaseAdapter, path: str, change) -> None:
        super().__init__()
        self.wire, self.path, self.change = wire, path, change

    def send(self, request, **options) -> requests.Response:
        request.headers.pop("If-None-Match", None)
        answer = self.wire.send(request, **options)
        if self.path in str(request.url):
            answer._content = self.change(answer.content)
            answer.headers.pop("Content-Encoding", None)
            answer.status_code = 200
        return answer

    def close(self) -> None:
        """Nothing is held open."""


def on_the_way(office: Office, path: str, change) -> None:
    """From now on that answer arrives changed."""
    session = office.regulator.session()
    session.mount(office.regulator.url, Changed(office.regulator.wire, path, change))
    office.desk.api.session = session


def import_table(tmp_path, rows: str) -> None:
    """`import-tariffs` of the regulator's command line, then `publish`."""
    from regulator import commands

    path = tmp_path / "tariffs.csv"
    path.write_text(HEAD + rows, "utf-8")
    asked = Namespace(command="import-tariffs", file=str(path), dry_run=False)
    assert commands.import_file(asked) == 0
    assert commands.publish(Namespace()) == 0


def price(office: Office, date: str) -> int:
    """What the replacement of a birth certificate costs at this desk on a day."""
    catalogue = office.desk.load_catalogue()
    service = catalogue.by_key("birth_cert_replace")
    from tests.desk.conftest import REPLACE

    filled = forms.evaluate(service.form, REPLACE, on=parse(date))
    facts = office.desk.here.office
    fee = fees.price(
        service, filled, catalogue=catalogue, office_kind=facts.kind, province=facts.province
    )
    assert fee.refusal is None, fee.refusal
    return fee.total


def test_a_year_never_seen_before_is_priced_without_any_code(office, tmp_path, capsys):
    import_table(tmp_path, f"1406,{AGENCY},{TITLE},,777000,,,test table\n")
    office.desk.sync()
    assert office.desk.release == 2
    assert price(office, "1406/02/01") == 777_000
    assert price(office, "1405/12/29") == 500_000


def test_an_older_release_is_refused_and_the_newer_serves_on(office, tmp_path, capsys):
    old = office.desk.api.session.get(f"{office.regulator.url}/api/v1/releases/current").content
    import_table(tmp_path, f"1406,{AGENCY},{TITLE},,777000,,,test table\n")
    office.desk.sync()
    on_the_way(office, "/releases/current", lambda _: old)
    office.desk.sync()
    assert office.desk.refused is not None
    assert office.desk.refused.code == "release-older"
    assert price(office, "1406/02/01") == 777_000
    assert office.register().tid


def dearer(body: bytes) -> bytes:
    """Every 777,000 of the items becomes 7."""
    items = json.loads(body)["items"]
    return json.dumps({"items": {k: v.replace("777000", "7") for k, v in items.items()}}).encode()


@pytest.mark.parametrize(
    ("path", "change", "code"),
    [
        ("/releases/current", lambda token: token[:-6] + b"AAAAAA", "bad-signature"),
        ("/releases/current", lambda token: token.replace(b".", b"..", 1), "bad-framing"),
        ("/api/v1/items", dearer, "release-altered"),
        ("/api/v1/items", lambda _: b'{"items": {}}', "release-altered"),
    ],
)
def test_an_altered_release_is_refused_and_the_last_good_one_serves(
    office, tmp_path, capsys, path, change, code
):
    import_table(tmp_path, f"1406,{AGENCY},{TITLE},,777000,,,test table\n")
    on_the_way(office, path, change)
    office.desk.sync()
    assert office.desk.refused is not None
    assert office.desk.refused.code == code
    assert office.desk.release == 1
    assert price(office, "1405/08/30") == 500_000
    office.desk.api.session = office.regulator.session()
    office.desk.sync()
    assert (office.desk.refused, office.desk.release) == (None, 2)


def test_a_release_that_nobody_renews_is_told_as_stale_but_stops_nothing(office):
    from datetime import timedelta

    assert not office.desk.stale(clock.now())
    assert office.desk.stale(clock.now() + timedelta(days=400))
    assert office.register().tid


def test_an_unchanged_catalogue_costs_one_small_request(office):
    office.desk.sync()
    seen = office.regulator.wire.seen
    del seen[:]
    assert fetch_release(office.desk.here.db, office.desk.api, office.desk.writer.write) is None
    assert [line for line in seen if "nonce" not in line] == ["GET /api/v1/releases/current"]
