"""The acquirer's settlement file from a shell: look at it, take it in, see what is still open."""

import argparse
import json
from collections import Counter

from app.cli.paper import at_work
from app.domain.errors import ManagerCanFix
from app.domain.settlement import COLUMNS, Matched
from app.wiring.settling import Settling


def settlement(options: argparse.Namespace) -> int:
    """Exit 1 where a row or a payment needs somebody."""
    with at_work(options) as (session, _room):
        settling = Settling(session)
        if options.columns:
            settling.keep_heads(_heads(options.columns))
        if not options.file:
            rows = settling.accounts()
            print(json.dumps([_account(one) for one in rows], ensure_ascii=False))
            return int(any(one.differing for one in rows))
        found = (
            settling.look(options.file)
            if options.look
            else settling.take_in(options.file, options.provider)
        )
    print(json.dumps(_told(found), ensure_ascii=False))
    return int(len(found.settled) < len(found.rows) or bool(found.absent))


def _heads(columns: str) -> dict[str, str]:
    parts = dict(part.partition("=")[::2] for part in columns.split(","))
    heads = {name.strip(): head.strip() for name, head in parts.items()}
    for column in COLUMNS:
        if not heads.get(column):
            raise ManagerCanFix("settlement-column", column=column)
    return heads


def _account(one: object) -> dict[str, object]:
    names = ("day", "account", "payee", "charged", "settled", "differing", "age")
    return {name: getattr(one, name) for name in names}


def _told(found: Matched) -> dict[str, object]:
    left = [one for one in found.rows if one.fate not in ("settled", "part", "resolves")]
    return {
        "fates": Counter(one.fate for one in found.rows),
        "left": [{"line": one.row.line, "rrn": one.row.rrn, "fate": one.fate} for one in left],
        "absent": [
            {"rrn": one.rrn, "amount": one.amount, "by": one.source} for one in found.absent
        ],
    }
