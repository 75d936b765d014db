"""The worked prices of the fee rules: a desk gives the same lines, to the rial."""

import json
from pathlib import Path

import pytest

from app.domain.fees import price
from app.domain.forms import evaluate
from app.domain.jalali import parse

GOLDEN = Path(__file__).parent.parent / "golden" / "fees.json"
EXAMPLES = json.loads(GOLDEN.read_text("utf-8"))


def shown(lines) -> list[dict]:
    return [
        {"line": x.title, "variant": x.variant, "n": x.count, "amount": x.amount} for x in lines
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['service']} {e['date_sh']}")
def test_a_worked_price(undecided, example):
    service = undecided.by_key(example["service"])
    filled = evaluate(service.form, example["answers"], on=parse(example["date_sh"]))
    where = {"office_kind": example["office"], "province": example.get("province", "")}
    fee = price(service, filled, catalogue=undecided, **where)
    expected = [{"variant": "", "n": 1, **line} for line in example["expect"]]
    assert shown(fee.lines) == expected
    unknown = any(line.amount is None for line in fee.lines)
    assert (None if unknown else fee.total) == example["total"]
    assert bool(fee.refusal) == unknown
