"""Printers as one setting: what could not work is refused before a page ever meets it."""

from dataclasses import replace

import pytest

from app.domain.errors import ManagerCanFix
from app.domain.printer_settings import PrinterSettings, check, papers_of
from app.domain.printers import Printer, Route
from resources import sentence

ROLL = Printer("باجه", "tcp", "192.168.1.20:9100", "escpos")
LASER = Printer("دفتر", "cups", "laser", "pdf")
BOTH = PrinterSettings((ROLL, LASER))
RECEIPTS = BOTH.with_route("receipt", Route("باجه", "roll80", spare="دفتر", spare_paper="a5"))


def test_what_an_office_has_is_taken() -> None:
    check(RECEIPTS.with_route("poster", Route("دفتر", "a3")).with_route("", Route("دفتر", "a4")))
    check(PrinterSettings())
    for address in ("printer.local", "10.0.0.9", "10.0.0.9:9100", "[fe80::1]:9100", "fe80::1"):
        check(PrinterSettings((replace(ROLL, address=address),)))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (BOTH.with_printer(ROLL), "printer-name-twice"),
        (BOTH.with_printer(replace(ROLL, name=" ")), "printer-name"),
        (BOTH.with_printer(replace(ROLL, name="a\nb")), "printer-name"),
        (BOTH.with_printer(replace(ROLL, name="x", kind="fax")), "printer-incomplete"),
        (BOTH.with_printer(replace(ROLL, name="x", language="zpl")), "printer-incomplete"),
        (BOTH.with_printer(replace(ROLL, name="x", address="")), "printer-address"),
        (BOTH.with_printer(replace(ROLL, name="x", address="host:lpt")), "printer-address"),
        (BOTH.with_printer(replace(LASER, name="x", address="-o raw")), "printer-address"),
        (BOTH.with_printer(replace(ROLL, name="x", baud=7)), "printer-speed"),
        (BOTH.with_printer(replace(ROLL, name="x", seconds=600)), "printer-speed"),
        (BOTH.with_printer(replace(ROLL, name="x", kind="windows")), "printer-language"),
        (BOTH.with_route("receipt", Route("دیگری", "roll80")), "route-printer"),
        (BOTH.with_route("receipt", Route("باجه", "a4")), "route-paper-printer"),
        (BOTH.with_route("poster", Route("باجه", "roll80")), "route-paper-page"),
        (BOTH.with_route("receipt", Route("باجه", "roll80", spare="باجه")), "route-spare"),
        (
            BOTH.with_route("receipt", Route("دفتر", "a4", spare="باجه")),
            "route-paper-printer",
        ),
        (replace(BOTH, hours="ش" * 500), "hours-long"),
    ],
)
def test_what_could_not_work_is_refused_with_a_sentence(wrong, code) -> None:
    with pytest.raises(ManagerCanFix) as met:
        check(wrong)
    assert met.value.code == code
    assert "{" not in sentence(met.value)


def test_a_new_name_takes_its_routes_along_and_a_printer_gone_leaves_none() -> None:
    renamed = RECEIPTS.with_printer(replace(ROLL, name="رول"), instead="باجه")
    assert renamed.routes["receipt"].printer == "رول"
    check(renamed)
    assert RECEIPTS.without("دفتر").routes["receipt"].spare == ""
    assert RECEIPTS.without("باجه").routes == {}
    assert RECEIPTS.with_route("receipt", None).routes == {}


def test_dots_go_to_rolls_only() -> None:
    assert papers_of(ROLL) == ("roll80", "roll58")
    assert "a4" in papers_of(LASER)
