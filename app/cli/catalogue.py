"""`pishkhan services` and `pishkhan fee`: the catalogue asked from a shell, answered in JSON.

They use the functions the window uses. Without --data the shipped catalogue answers.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import resources
from app.cli.desk import passphrase_of
from app.domain import wire
from app.domain.catalogue import Catalogue, Service, catalogue_from_items, search
from app.domain.errors import OperatorCanFix, Refusal, RegulatorCanFix
from app.domain.fees import Fee, FeeLine, price, price_title
from app.domain.forms import evaluate
from app.domain.jalali import parse, show
from app.domain.text import latin_digits
from app.keys import slots
from app.wiring.folder import DESK_FILE, data_folder
from local_db import queries, received
from local_db.file import Database
from resources.words import tariff_basis

USAGE = 2
NEEDS_A_PERSON = 3


def services(options: argparse.Namespace) -> int:
    """Exit 0, also when nothing was found."""
    catalogue, release = _catalogue(options)
    found = search(catalogue, options.search)
    rows = [_service(catalogue, service) for service in found]
    _print({"release": release, "count": len(rows), "services": rows})
    return 0


def fee(options: argparse.Namespace) -> int:
    """Exit 0 with a whole fee; 3 when somebody must act first (the lines known stand all the
    same)."""
    if bool(options.service) == bool(options.tariff):
        print("pishkhan fee: give either --service or --tariff", file=sys.stderr)
        return USAGE
    catalogue, release = _catalogue(options)
    answer = service_fee(catalogue, options) if options.service else title_fee(catalogue, options)
    _print({"release": release} | answer)
    if answer["refusal"]:
        print(answer["refusal"]["sentence"], file=sys.stderr)
        return NEEDS_A_PERSON
    return 0


def title_fee(catalogue: Catalogue, options: argparse.Namespace) -> dict[str, Any]:
    """One tariff title on a day, in one variant."""
    on = parse(options.date)
    made = price_title(
        catalogue, options.tariff, on=on, variant=options.variant, province=options.province
    )
    return {"date": show(on), "tariff": made.lines[0].title} | _fee(catalogue, made)


def service_fee(catalogue: Catalogue, options: argparse.Namespace) -> dict[str, Any]:
    """A service on a day with these answers, at an office of that kind and province."""
    service, on = _named(catalogue, options.service), parse(options.date)
    filled = evaluate(service.form, _answers(options.answers), on=on)
    made = price(
        service,
        filled,
        catalogue=catalogue,
        office_kind=options.office_kind,
        province=options.province,
    )
    said = {"date": show(on), "service": service.key, "title": service.title}
    return said | _fee(catalogue, made)


def _named(catalogue: Catalogue, name: str) -> Service:
    wanted = latin_digits(name).strip()
    for service in catalogue.services.values():
        if wanted in (service.key, str(service.number)):
            return service
    raise OperatorCanFix("service-unknown", service=name)


def _answers(path: str | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        found = json.loads(Path(path).read_text("utf-8"), parse_float=str)
    except (OSError, ValueError, RecursionError) as fault:
        raise OperatorCanFix("command-answers", detail=type(fault).__name__) from fault
    if not isinstance(found, dict):
        raise OperatorCanFix("command-answers", detail=type(found).__name__)
    return found


def _catalogue(options: argparse.Namespace) -> tuple[Catalogue, int | None]:
    """The desk's release in force with --data, else the shipped one (which has no number).

    The desk is only read: a window may be open on it, with a payment on its way.
    """
    folder = getattr(options, "data", None)
    if folder is None:
        return catalogue_from_items(resources.catalogue_items()), None
    at = data_folder(folder)
    secrets = slots.open_with_passphrase(at, passphrase_of(options))
    database = Database(at / DESK_FILE, secrets.database)
    try:
        return _release(database)
    finally:
        database.close()


def _release(database: Database) -> tuple[Catalogue, int]:
    with database.read() as connection:
        found, identity = received.release(connection), queries.setting(connection, "identity")
        if found is None or identity is None:
            raise RegulatorCanFix("no-catalogue")
        manifest = wire.read_from(wire.Release, found[1], identity["keys"])
        items = received.items(connection, [item.sha256 for item in manifest.items])
    return catalogue_from_items(items), found[0]


def _service(catalogue: Catalogue, service: Service) -> dict[str, Any]:
    return {
        "number": service.number,
        "key": service.key,
        "service_id": service.service_id,
        "title": service.title,
        "agency": catalogue.agency_name(service.agency),
        "category": service.category,
        "audience": service.audience,
        "form_version": service.form.version,
    }


def _fee(catalogue: Catalogue, made: Fee) -> dict[str, Any]:
    return {
        "lines": [_line(catalogue, line) for line in made.lines],
        "accounts": _accounts(made.lines),
        "total": made.total,
        "notices": [resources.messages()[code] for code in made.notices],
        "refusal": _refusal(made.refusal),
    }


def _line(catalogue: Catalogue, line: FeeLine) -> dict[str, Any]:
    tariff = catalogue.tariffs.get(line.title) if line.amount_from == "tariff" else None
    same = ("title", "variant", "payee", "payee_name", "account", "deposit_id", "count", "per")
    more = ("unit_amount", "amount", "exempted", "charged_at", "amount_from", "certainty")
    last = ("source", "conflict", "reference")
    words = tariff_basis(line.year, extended=line.extended, certainty=line.certainty)
    return {
        **{name: getattr(line, name) for name in (*same, *more, *last)},
        "tariff_number": tariff.number if tariff else None,
        "tariff_version": tariff.version if tariff else None,
        "tariff_year": line.year,
        "extended": line.extended,
        "basis": words if line.amount is not None else "",
    }


def _accounts(lines: Sequence[FeeLine]) -> list[dict[str, Any]]:
    """What goes where now: one sum per account, or per payee where none is published."""

    def account(line: FeeLine) -> tuple[str, str]:
        return line.account, line.payee

    taken = [line for line in lines if line.charged_at == "registration" and line.amount]
    return [
        {"account": name, "payee": payee, "amount": sum(line.amount or 0 for line in group)}
        for (name, payee), group in groupby(sorted(taken, key=account), key=account)
    ]


def _refusal(refusal: Refusal | None) -> dict[str, str] | None:
    if refusal is None:
        return None
    said = resources.sentence(refusal)
    return {"code": refusal.code, "who": refusal.owner, "sentence": said}


def _print(answer: dict[str, Any]) -> None:
    print(json.dumps(answer, ensure_ascii=False, indent=1))
