"""Every frozen bad entry, put where a good one belongs, is refused there with its very reason."""

import hashlib
import json

import pytest

from app.domain import canonical, entry, journal_lines
from app.domain.journal_lines import Seal
from app.keys.signer import signer
from tests.verify.conftest import example_section, flaw, read
from tests.wire import wire_examples as examples

EPOCH = examples.entries()[0]


def bad(*names):
    return [
        pytest.param(one, id=f"{name}: {one['name']}")
        for name in names
        for one in examples.read(f"bad/{name}.json")
    ]


def example_file(*, bodies: bool = True, until: int = 10_000) -> list[bytes]:
    """The frozen journal of desk 1 as a file, its seal by the frozen key."""
    lines = [journal_lines.header(bodies=bodies), example_section()]
    known = [one for one in examples.entries() if one["payload"]["seq"] <= until]
    for one in known:
        seq = one["payload"]["seq"]
        lines += journal_lines.act(one["token"], seq, one["body"], bodies=bodies)
    digest = hashlib.sha256(b"".join(lines)).hexdigest()
    last, key = known[-1], examples.read("keys.json")["desk-1"]
    count = len(known) if bodies else 0
    said = Seal(1, key["kid"], len(known), last["leaf"], len(known), count, digest, "now")
    return [*lines, journal_lines.seal(said, signer(bytes.fromhex(key["seed"])))]


def test_the_frozen_journal_reads_as_a_file():
    whole = read(example_file())
    assert whole.entries == len(examples.entries())
    assert whole.cum.as_json() == examples.entries()[-1]["payload"]["cum"]


# Desk 2 is nobody in a file of desk 1; and a newline too many is the flaw of the next line.
HERE = {"dev-is-not-the-signer": ("bad-signature", 3, 1), "newline-at-end": ("bad-framing", 4, 2)}


@pytest.mark.parametrize("one", bad("framing", "signature", "canonical", "shape"))
def test_a_bad_entry_in_a_file_is_refused_with_its_reason(one):
    lines = example_file(bodies=False)
    token = one["token"].encode("utf-8", "surrogatepass")
    rest = [part + b"\n" for part in token.split(b"\n")]
    broken = flaw([*lines[:2], *rest, *lines[3:]])
    found = (broken.code, broken.line, broken.seq)
    assert found == HERE.get(one["name"], (one["reason"], 3, 1))


def astray():
    """Good entries that stand elsewhere in this file's chain."""
    known = {one["leaf"]: one for one in examples.entries()}
    genesis = examples.read("certificate.json")["genesis"]
    tokens = {one["payload"]["seq"]: one["token"] for one in examples.entries()}
    for param in bad("chain"):
        one = param.values[0]
        if tokens.get(one["seq"]) == one["token"]:
            continue  # it is right here; the example expects another chain
        if one["prev"] in known or (one["seq"], one["prev"]) == (1, genesis):
            yield param


@pytest.mark.parametrize("one", list(astray()))
def test_a_good_entry_in_the_wrong_place_of_a_file_is_refused(one):
    lines = example_file(bodies=False)
    place = one["seq"] + 1
    broken = flaw([*lines[:place], one["token"].encode() + b"\n", *lines[place + 1 :]])
    assert broken.seq == one["seq"]
    assert broken.code in (one["reason"], "bad-signature")


def canonical_line(one):
    """The wrapped body as a line, or as the nearest thing that can stand in a file."""
    try:
        return canonical.dumps(one["wrapped"]) + b"\n"
    except ValueError:
        return json.dumps(one["wrapped"], separators=(",", ":")).encode() + b"\n"


@pytest.mark.parametrize("one", bad("body"))
def test_a_body_that_is_not_its_own_is_refused_in_a_file(one):
    lines = example_file()
    seq = next(e["payload"]["seq"] for e in examples.entries() if e["token"] == one["token"])
    place = 2 * seq + 1
    broken = flaw([*lines[:place], canonical_line(one), *lines[place + 1 :]])
    assert (broken.line, broken.seq) == (place + 1, seq)
    assert broken.code in (one["reason"], "bad-file", "bad-canonical")


def test_at_least_120_bad_entries_stand_in_files():
    names = ("framing", "signature", "canonical", "shape", "chain", "body")
    assert sum(len(examples.read(f"bad/{name}.json")) for name in names) >= 120


def signed_with(changes):
    """The first entry with other facts, rightly signed by desk 1."""
    key = examples.read("keys.json")["desk-1"]
    made = entry.Entry(**(EPOCH["payload"] | changes))
    return entry.make(made, signer(bytes.fromhex(key["seed"]))).encode() + b"\n"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"cum": {"n": 1, "fee": 0, "void": 0}}, "bad-totals"),
        ({"cum": {"n": 0, "fee": 5, "void": 0}}, "bad-totals"),
        ({"cum": {"n": 0, "fee": 0, "void": 5}}, "bad-totals"),
        ({"office": "00001"}, "bad-chain"),
        ({"desk": 2}, "bad-chain"),
        ({"ep": 2}, "bad-chain"),
    ],
)
def test_a_desk_cannot_sign_totals_or_a_place_that_are_not_its_own(changes, code):
    for bodies in (True, False):
        lines = example_file(bodies=bodies)
        lines[2] = signed_with(changes)
        assert flaw(lines).code == code


def test_totals_that_do_not_follow_from_a_receipts_body_are_found():
    lines = example_file(until=21)
    key = examples.read("keys.json")["desk-1"]
    receipt = examples.entries()[20]
    assert receipt["payload"]["type"] == "receipt.issued"
    cum = {"n": 1, "fee": receipt["payload"]["cum"]["fee"] - 1, "void": 0}
    made = entry.Entry(**(receipt["payload"] | {"cum": cum}))
    token = entry.make(made, signer(bytes.fromhex(key["seed"])))
    lines[2 + 2 * 20] = token.encode() + b"\n"
    assert (flaw(lines).code, flaw(lines).seq) == ("bad-totals", 21)


def test_a_section_with_keys_that_are_not_what_they_are_called_is_refused():
    lines = example_file()
    for changed in (
        lines[1].replace(b'"kid":"', b'"kid":"0', 1),
        lines[1].replace(b'"ack":null', b'"ack":"x"'),
        lines[1].replace(b'"device-ca"', b'"device-cb"'),
    ):
        assert flaw([lines[0], changed, *lines[2:]]).line == 2
