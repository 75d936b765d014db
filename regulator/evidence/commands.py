"""What the regulator must publish, so that others can check what it hands out."""

from argparse import Namespace

from app.domain import evidence
from regulator.evidence import keys
from regulator.say import say


def published(_options: Namespace) -> int:
    """The public keys that belong where they cannot quietly change: device-CA and log."""
    told = keys.sealing().keys
    say(authority=dict(told.authority), log=told.log, evidence=evidence.key_in(told).kid)
    return 0
