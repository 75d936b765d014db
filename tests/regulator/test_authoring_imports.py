"""Imports: good files, every kind of bad row, dry runs; and nothing half kept."""

import json

import pytest

import resources
from app.domain import canonical
from app.domain.fee_titles import price_title
from app.domain.jalali import parse
from regulator.catalogue import releases, shelf, store
from regulator.catalogue.imports.files import take
from regulator.catalogue.models import Item
from regulator.tariffs.models import TariffTable
from tests.regulator.authored import EIGHT, FIELDS, card, cards, codes, newest, released, tariffs

REPLACE = "صدور شناسنامه مجدد (تعویض)"
LOSS = "صدور شناسنامه مجدد ناشی از فقدان (المثنی)"
CIVIL = "سازمان ثبت احوال کشور"
GOOD = f"1407,{CIVIL},{REPLACE},,900000,,,نمونه"


def test_item_bytes_are_canonical_for_everything_we_ship():
    for value in resources.catalogue_items():
        assert store.item_bytes(value) == canonical.dumps(value)
    with pytest.raises(ValueError, match="float"):
        store.item_bytes({"a": [1.5]})


def test_a_year_never_seen_is_imported_published_and_priced(regulator):
    report = take("tariffs", tariffs(GOOD), "test").told
    assert report["counts"]["changed"] == 1
    assert report["bad"] == []
    assert shelf.current().tariffs[REPLACE].tables.get(1407) is None
    assert releases.publish("test").release.number == 2
    tariff = newest("tariff", "tariff-135")
    assert ("tariff", "tariff-135", 2) in released()
    assert tariff["tables"]["1407"][0]["amount"] == 900000
    assert shelf.current().tariffs[REPLACE].tables[1407][""].payee == "civil_registry"
    assert TariffTable.objects.get(title=REPLACE, year=1407).rows == 1
    assert price_title(shelf.current(), REPLACE, on=parse("1407/02/03")).total == 900000


def test_the_same_file_again_changes_nothing(regulator):
    take("tariffs", tariffs(GOOD), "test")
    kept = Item.objects.count()
    assert take("tariffs", tariffs(GOOD), "test").unchanged == 1
    assert Item.objects.count() == kept


def test_a_dry_run_tells_the_same_and_changes_nothing(regulator):
    before = Item.objects.count()
    dry = take("tariffs", tariffs(GOOD), "test", dry_run=True).told
    assert Item.objects.count() == before
    assert dry | {"dry_run": False} == take("tariffs", tariffs(GOOD), "test").told


def test_a_table_replaces_the_one_of_its_year_and_names_what_goes(regulator):
    two = [f"1407,{CIVIL},{LOSS},{v},5000,,,نمونه" for v in ("نوبت اول", "نوبت دوم")]
    take("tariffs", tariffs(*two), "test")
    again = take("tariffs", tariffs(two[0]), "test")
    assert again.removed == (f"{LOSS} | 1407 | نوبت دوم",)
    rows = newest("tariff", "tariff-137")["tables"]
    assert [row["variant"] for row in rows["1407"]] == ["نوبت اول"]
    assert len(rows["1397"]) > 1


def test_an_unknown_variant_is_named_and_becomes_a_plain_choice(regulator):
    row = f"1407,{CIVIL},{LOSS},نوبت دهم,5000,,,نمونه"
    report = take("tariffs", tariffs(row), "test")
    assert report.unknown == ({"title": LOSS, "variants": ["نوبت دهم"], "lines": [2]},)
    releases.publish("test")
    assert "نوبت دهم" in shelf.current().tariffs[LOSS].tables[1407]


def test_a_new_title_gets_the_next_number_and_an_alias_finds_the_agency(regulator):
    row = "1405,اداره ثبت احوال,خدمت تازه,,۱۲٬۰۰۰,,,نمونه"
    assert take("tariffs", tariffs(row), "test").added
    made = store.newest_values("tariff")
    [fresh] = [one for one in made.values() if one["title"] == "خدمت تازه"]
    assert fresh["number"] == max(one["number"] for one in made.values())
    assert fresh["tables"]["1405"] == [
        {
            "variant": "",
            "amount": 12000,
            "payee": "civil_registry",
            "certainty": "",
            "source": "نمونه",
        }
    ]


FULL = f"{EIGHT},agency_key,payee_key,account,certainty,province_code,conflict,note"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"140,{CIVIL},{REPLACE},,1,,,x", "import-year"),
        (f"1407,{CIVIL},,,1,,,x", "import-title-empty"),
        (f"1407,اداره ناپیدا,{REPLACE},,1,,,x", "import-agency-unknown"),
        (f"1407,{CIVIL},{REPLACE},,1.5,,,x", "import-amount"),
        (f"1407,{CIVIL},{REPLACE},,-1,,,x", "import-amount"),
        (f"1407,{CIVIL},{REPLACE},,,,,x", "import-amount"),
        (f"1407,{CIVIL},{REPLACE},,1,12,,x", "deposit-id-length"),
        (f"1407,{CIVIL},{REPLACE},,1,,1a,x", "import-pos-code"),
        (f"1407,{CIVIL},{REPLACE},,1,,,x,nobody,,,,,,", "import-agency-unknown"),
        (f"1407,{CIVIL},{REPLACE},,1,,,x,,nobody,,,,,", "import-payee-unknown"),
        (f"1407,{CIVIL},{REPLACE},,1,,,x,,,IR00,,,,", "sheba-length"),
        (f"1407,{CIVIL},{REPLACE},,1,,,x,,,,maybe,,,", "import-certainty"),
        (f"1407,{CIVIL},{REPLACE},,1,,,x,,,,,99,,", "import-province"),
        (f"1407,فراجا,{REPLACE},,1,,,x", "import-title-agency"),
        (f"1398,{CIVIL},هزینه تأخیر ثبت ولادت (افزون بر شناسنامه),,1,,,x", "import-title-retired"),
    ],
)
def test_each_bad_row_is_named_with_line_and_reason_and_nothing_is_kept(regulator, row, code):
    before = Item.objects.count()
    heading = FULL if row.count(",") > 7 else EIGHT
    good = GOOD + "," * (row.count(",") - 7)
    report = take("tariffs", tariffs(good, row, heading=heading), "test")
    [fault] = report.faults
    assert (fault.line, fault.code) == (3, code)
    assert fault.reason
    assert "{" not in fault.reason
    assert Item.objects.count() == before


def test_the_same_row_twice_names_the_first(regulator):
    [fault] = take("tariffs", tariffs(GOOD, GOOD), "test").faults
    assert (fault.line, fault.code) == (3, "import-row-twice")
    assert "۲" in fault.reason


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xff\xfe", (1, "import-not-utf8")),
        (b"a,b\n1,2\n", (1, "import-column-missing")),
        (f"{EIGHT},x\n".encode(), (1, "import-column-unknown")),
        (tariffs(f"{GOOD},more"), (2, "import-cell-count")),
        (tariffs("1407,x"), (2, "import-cell-count")),
        (b"", (1, "import-column-missing")),
    ],
)
def test_a_file_that_is_no_table_says_so(regulator, data, fault):
    assert codes("tariffs", data) == [fault]


def test_a_fully_declared_card_is_imported_published_and_shown(regulator):
    assert take("services", cards(card()), "test").added == (
        "service/sample_service/1",
        "form/sample_service/1",
    )
    assert releases.publish("test").held == ()
    service = shelf.current().by_key("sample_service")
    assert service.number == 185
    assert shelf.cards()[185]["attributes"]["channels"] == ["portal", "phone"]
    page = regulator.session().get(f"{regulator.url}/services/185/").text
    assert "درگاه دستگاه، تلفن" in page
    assert "۲۹ اسفند ۱۴۰۷" in page


def test_cards_again_change_nothing_and_a_changed_one_is_the_next_version(regulator):
    take("services", cards(card()), "test")
    assert take("services", cards(card()), "test").unchanged == 2
    longer = card(response={"max": 4, "unit": "working_days"})
    assert take("services", cards(longer), "test").changed == ("service/sample_service/2",)
    assert newest("service", "sample_service")["number"] == 185


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"key": "Bad Key"}, "import-card-key"),
        ({"title": ""}, "import-card-missing"),
        ({"agency": None}, "import-card-missing"),
        ({"agency": "nobody"}, "import-agency-unknown"),
        ({"type": "B2B"}, "import-card-type"),
        ({"response": None}, "import-card-response"),
        ({"response": {"max": -1, "unit": "hours"}}, "import-card-response"),
        ({"response": {"max": 1, "unit": "years"}}, "import-card-response"),
        ({"fees": []}, "import-card-fees"),
        ({"fees": [{"label": "x", "amount_from": "free"}]}, "import-card-fees"),
        ({"fees": [{"label": "x", "amount_from": "guess"}]}, "import-card-fees"),
        ({"card": {"nature": {"status": "maybe"}}}, "import-card-field"),
        ({"documents": [{"title": "تصویر شناسنامه", "kind": "copy"}]}, "import-card-copy"),
        ({"data_items": [{"name": "x"}]}, "import-card-item"),
        (
            {"data_items": [{"name": "x", "label": "x", "type": "choice", "choices_from": "no"}]},
            "import-card-item",
        ),
        ({"documents": [{"title": "x", "kind": "copy", "required_when": {"a": {"zz": 1}}}]},
         "import-card-item"),
    ],
)  # fmt: skip
def test_each_bad_card_is_named_and_nothing_is_kept(regulator, changes, code):
    before = Item.objects.count()
    found = codes("services", cards(card(key="another"), card(**changes)))
    assert [fault for _, fault in found] == [code]
    assert found[0][0] > 30
    assert Item.objects.count() == before


def test_a_card_twice_and_broken_yaml_are_named(regulator):
    assert [code for _, code in codes("services", cards(card(), card()))] == ["import-card-twice"]
    assert codes("services", b"services: [\n a: b: c") == [(2, "import-yaml")]
    assert codes("services", b"cards: []") == [(1, "import-yaml")]
    assert codes("services", b"services:\n - text") == [(2, "import-card-shape")]


def test_a_card_that_leaves_a_field_out_is_held_back(regulator):
    stated = {key: {"status": "known", "value": "x"} for key in FIELDS[1:]}
    take("services", cards(card(card=stated)), "test")
    [held] = releases.publish("test").held
    assert (held.service, held.fields) == ("sample_service", ["service_code"])
    assert ("service", "sample_service", 1) not in released()


def test_the_whole_shipped_table_brought_in_again_is_nothing_new(regulator):
    lines = [FULL]
    agencies = {one["key"]: one["name"] for one in newest("agencies", "agencies")["agencies"]}
    for item in store.newest_values("tariff").values():
        for year, rows in item["tables"].items():
            lines += [_line(item, year, row, agencies) for row in rows]
    report = take("tariffs", "\n".join(lines).encode(), "test")
    assert report.faults == ()
    assert (report.added, report.changed, report.rows) == ((), (), 188)


def _line(item, year, row, agencies):
    said = [row.get(name, "") for name in ("deposit_id", "pos_code", "source")]
    more = [row.get(name, "") for name in ("account", "certainty", "province", "conflict", "note")]
    cells = [year, agencies[item["agency"]], item["title"], row["variant"], str(row["amount"])]
    cells += [*said, item["agency"], row["payee"], *more]
    return ",".join(f'"{cell}"' for cell in cells)


def test_reports_are_json(regulator):
    assert json.dumps(take("tariffs", b"", "test").told)
