"""`pishkhan services` and `pishkhan fee`, run as a person runs them."""

import hashlib
import json
import os

import pytest

import resources
from app.cli import main
from app.desk import office
from app.domain import canonical, jws, wire
from app.domain.moments import to_wire
from app.keys import slots
from app.keys.signer import public_key, signer
from local_db import queries, received
from tests.desk.conftest import NOON, Clock, make_here

REPLACE = "صدور شناسنامه مجدد (تعویض)"


def run(capsys, *argv):
    code = main(list(argv))
    told = capsys.readouterr()
    return code, json.loads(told.out) if told.out else None, told.err


def test_services_by_a_fragment(capsys):
    code, answer, _ = run(capsys, "services", "--search", "گذرنامه")
    assert (code, answer["count"]) == (0, 2)
    assert {one["key"] for one in answer["services"]} == {"passport_issue", "passport_renew"}
    assert run(capsys, "services")[1]["count"] == 83
    assert run(capsys, "services", "--search", "چنین چیزی نیست")[:2] == (
        0,
        {"release": None, "count": 0, "services": []},
    )


def test_a_title_of_its_year(capsys):
    code, answer, _ = run(capsys, "fee", "--tariff", REPLACE, "--date", "1398/05/01")
    (line,) = answer["lines"]
    assert (code, answer["total"], line["tariff_year"], line["basis"]) == (
        0,
        300_000,
        1398,
        "تعرفه ۱۳۹۸",
    )
    account = {"account": line["account"], "payee": "civil_registry", "amount": 300_000}
    assert answer["accounts"] == [account]


def test_an_extended_title_says_so(capsys):
    _, answer, _ = run(capsys, "fee", "--tariff", REPLACE, "--date", "۱۴۰۵/۸/۳۰")
    assert answer["lines"][0]["basis"] == "تعرفه ۱۴۰۲ – تمدیدشده – لایحه"
    assert answer["lines"][0]["tariff_version"] == 1


def test_a_service_with_answers(capsys, tmp_path):
    path = tmp_path / "answers.json"
    path.write_text(json.dumps({"copies": 3, "requester_org": "other"}), "utf-8")
    argv = ("--service", "identity_certificate", "--date", "1395/05/01", "--answers", str(path))
    code, answer, _ = run(capsys, "fee", *argv)
    assert code == 0
    assert [(x["count"], x["amount"]) for x in answer["lines"]] == [(3, 3 * 100_000)]


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("--tariff", REPLACE, "--date", "1406/05/01"), 3, "fee-unknown"),
        (("--tariff", "تغییر نام", "--date", "1395/01/01"), 3, "tariff-variant"),
        (("--tariff", "تغییر نام خانوادگی", "--date", "1403/01/01"), 3, "fee-retired"),
        (("--service", "birth_cert_duplicate", "--date", "1405/01/01"), 3, "fee-needs-answer"),
    ],
)
def test_what_somebody_must_do_first_is_in_the_answer_and_on_stderr(capsys, argv, code, said):
    ended, answer, told = run(capsys, "fee", *argv)
    assert (ended, answer["refusal"]["code"]) == (code, said)
    assert told.strip() == answer["refusal"]["sentence"]


@pytest.mark.parametrize(
    "argv",
    [
        ("--tariff", "عنوانی که نیست", "--date", "1398/05/01"),
        ("--service", "no_such_service", "--date", "1398/05/01"),
        ("--service", "bill_payment", "--date", "1398/13/01"),
        ("--service", "bill_payment", "--date", "1398/05/01", "--answers", "/no/such/file"),
    ],
)
def test_nonsense_is_one_persian_sentence(capsys, argv):
    code, answer, told = run(capsys, "fee", *argv)
    assert (code, answer) == (3, None)
    assert told.count("\n") == 1
    assert "{" not in told


def test_one_of_service_and_tariff(capsys):
    assert run(capsys, "fee", "--date", "1398/05/01")[0] == 2
    both = ("--service", "bill_payment", "--tariff", REPLACE)
    assert run(capsys, "fee", *both, "--date", "1398/05/01")[0] == 2


def test_the_release_of_a_desk(capsys, tmp_path):
    folder = tmp_path / "desk"
    folder.mkdir()
    make_data_folder(folder, "a long passphrase of a desk", changed_items())
    read, write = os.pipe()
    os.write(write, b"a long passphrase of a desk\n")
    os.close(write)
    try:
        where = ("--data", str(folder), "--passphrase-fd", str(read))
        code, answer, _ = run(capsys, "fee", *where, "--tariff", REPLACE, "--date", "1405/08/30")
    finally:
        os.close(read)
    assert (code, answer["release"], answer["total"]) == (0, 4, 777_000)


def changed_items():
    """The shipped catalogue with one table of another year."""
    items = resources.catalogue_items()
    item = next(i for i in items if i["kind"] == "tariff" and i["title"] == REPLACE)
    row = item["tables"]["1402"][0] | {"amount": 777_000}
    item["tables"]["1405"] = [row]
    return items


def make_data_folder(folder, passphrase, items):
    """An enrolled folder that holds a release, as far as the commands look."""
    label = "desk 1"
    database = hashlib.sha384(label.encode()).digest()
    slots.create(
        folder, slots.Secrets(database, hashlib.sha256(label.encode()).digest()), passphrase
    )
    here = make_here(folder, label)
    seed = b"r" * 32
    kid = jws.key_id(public_key(seed))
    contents = {canonical.sha256_hex(data): data for data in map(canonical.dumps, items)}
    listed = tuple(
        wire.ReleaseItem(item["kind"], item["key"], item["version"], sha256)
        for item, sha256 in zip(items, contents, strict=True)
    )
    release = wire.Release(1, 4, to_wire(NOON), to_wire(NOON), listed)
    manifest = wire.sign(release, kid=kid, signer=signer(seed))
    with here.db.write() as connection:
        keys = {"release": {"kid": kid, "pub": canonical.b64u(public_key(seed))}}
        queries.set_setting(connection, "identity", {"keys": keys})
        received.keep_items(connection, contents)
    clock = Clock()
    office.open_enrolment(here, clock())
    office.apply_release(here, clock(), release, manifest)
    here.db.close()
