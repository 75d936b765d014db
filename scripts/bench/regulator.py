"""What authoring costs at the size of a country: 10,000 services, 50,000 tariff rows, one release.

Not in the table of `make bench`: run it as `python -m scripts.bench.regulator`.
"""

import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

Row = tuple[str, float, str, str]
SERVICES, TITLES, VARIANTS = 10_000, 1_000, 50
AGENCY = "سازمان ثبت احوال کشور"
HEADING = "year_sh,agency,service_title_fa,variant_fa,amount_rial,deposit_id,pos_code,source"
FIELDS = (
    *("service_code", "legal_basis", "nature", "beneficiaries", "information_and_documents"),
    *("inquiries", "identity", "fee_and_account", "in_person", "process", "units"),
)


def rows() -> Iterator[Row]:
    """Import, publish, and serve every item in batches."""
    folder = Path(tempfile.mkdtemp(prefix="pishkhan-bench-"))
    try:
        _set_up(folder)
        yield from _measured()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _set_up(folder: Path) -> None:
    os.environ["PISHKHAN_REGULATOR_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "regulator.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from regulator.catalogue.releases import seed

    seed("bench")


def _measured() -> Iterator[Row]:
    from regulator.catalogue.imports.files import take
    from regulator.catalogue.releases import publish

    services, tariffs = _services(), _tariffs()
    done: list[Any] = []
    first = _seconds(lambda: done.append(take("services", services, "bench")))
    second = _seconds(lambda: done.append(take("tariffs", tariffs, "bench")))
    third = _seconds(lambda: done.append(publish("bench")))
    assert not any(report.faults for report in done[:2]), done[0].faults[:3]
    megabytes = len(services) / 1e6
    yield f"import 10,000 services ({megabytes:.0f} MB of YAML)", first, "s", ""
    yield "import 50,000 tariff rows", second, "s", ""
    yield "publish", third, "s", ""
    yield "import and publish together", first + second + third, "s", "≤ 60 s"
    again = _seconds(lambda: done.append(take("tariffs", tariffs, "bench")))
    yield "the same tariffs again: nothing new", again, "s", ""
    yield from _served()


def _seconds(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def _served() -> Iterator[Row]:
    """The server's side of a first sync: the manifest and every item, 100 names a call."""
    from django.test import Client

    from regulator.catalogue.models import Item

    client = Client(headers={"host": "127.0.0.1", "accept-encoding": "gzip"})
    manifest = client.get("/api/v1/releases/current")
    names = list(Item.objects.values_list("sha256", flat=True))
    size = len(manifest.content)

    def all_items() -> None:
        nonlocal size
        for start in range(0, len(names), 100):
            asked = {"hashes": names[start : start + 100]}
            answer = client.post("/api/v1/items", asked, content_type="application/json")
            size += len(answer.content)

    yield f"serve all {len(names)} items, packed", _seconds(all_items), "s", "≤ 15 s with the desk"
    yield "what a first sync carries", size / 1e6, "MB", ""
    tag = {"if-none-match": manifest.headers["ETag"]}
    same = _seconds(lambda: client.get("/api/v1/releases/current", headers=tag))
    yield "an unchanged catalogue", same * 1000, "ms", "one small request"


def _services() -> bytes:
    drawn = random.Random(1)
    cards = [_card(number, drawn) for number in range(SERVICES)]
    text: str = yaml.dump({"services": cards}, Dumper=yaml.CSafeDumper, allow_unicode=True)
    return text.encode()


def _card(number: int, drawn: random.Random) -> dict[str, Any]:
    items = [
        {"name": f"field_{place}", "label": f"پرسش {place}", "type": kind}
        for place, kind in enumerate(drawn.choices(("text", "integer", "date_jalali"), k=12))
    ]
    fee = {"amount_from": "tariff", "variant": "", "payee": "civil_registry"}
    return {
        "key": f"bench_{number}",
        "title": f"خدمت نمونه شماره {number}",
        "synonyms": [f"نمونه {number}"],
        "agency": "civil_registry",
        "category": "نمونه",
        "type": "G2C",
        "applicant": {"kinds": ["natural_iranian", "legal"], "capacities": ["self", "attorney"]},
        "blocks": ["applicant", "residence"],
        "data_items": items,
        "documents": [{"title": "عکس", "kind": "produced_here"}],
        "steps": [{"title": "بررسی"}, {"title": "تحویل"}],
        "response": {"max": 5, "unit": "working_days"},
        "fees": [{"title": f"عنوان نمونه {number % TITLES}", **fee}],
        "card": {key: {"status": "known", "value": "نمونه"} for key in FIELDS},
    }


def _tariffs() -> bytes:
    lines = [
        f"{1400 + variant % 5},{AGENCY},عنوان نمونه {title},گزینه {variant},{variant}000,,,نمونه"
        for title in range(TITLES)
        for variant in range(VARIANTS)
    ]
    return "\n".join((HEADING, *lines)).encode()


if __name__ == "__main__":
    for name, value, unit, bar in rows():
        print(f"{name:58}{value:10.2f} {unit:4}{bar}")
