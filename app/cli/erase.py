"""`pishkhan erase`: carry out an order to erase a citizen's request, and say what is left to do."""

import argparse
import json
from dataclasses import asdict

import resources
from app.cli.desk import passphrase_of, secret
from app.desk.erasure import Order
from app.domain import jalali
from app.domain.text import persian_digits
from app.wiring import clock, erasure
from app.wiring.folder import data_folder
from app.wiring.session import Session


def erase(options: argparse.Namespace) -> int:
    """The manager signs in; 3 when a copy is left that only a person can reach."""
    date = jalali.show(jalali.parse(options.date)) if options.date else None
    order = Order(options.tid, options.ground, options.order, date)
    session = Session(data_folder(getattr(options, "data", None)), window=False)
    try:
        session.unlock(passphrase_of(options))
        session.sign_in(options.operator, secret(options, "Password of the manager: "))
        session.require("erasure")
        done = erasure.erase(session.desk, clock.moment(), order, op=session.operator)
    finally:
        session.close()
    if getattr(options, "json", False):
        print(json.dumps(asdict(done), ensure_ascii=False))
    else:
        counts = {"bodies": done.bodies, "documents": done.documents, "files": done.files}
        shown = {name: persian_digits(count) for name, count in counts.items()}
        print(resources.messages()["erased"].format_map(shown))
        print("\n".join(erasure.sentence(left) for left in done.left))
    return 3 if done.left else 0
