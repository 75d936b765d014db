"""Writes tests/golden/wire/v1. A file that is there is never written again: examples are frozen."""

import sys
from pathlib import Path

from scripts.freeze_wire import bad, bad_form, by_hand, keys, later, messages, office
from scripts.freeze_wire.journal import journal
from scripts.freeze_wire.messages import loose

FOLDER = Path(__file__).parents[2] / "tests" / "golden" / "wire" / "v1"


def files() -> dict[str, bytes]:
    """Every example by its path below the folder; the same bytes at each run."""
    written = journal()
    examples = {
        f"entries/{past.entry.seq:03}-{past.entry.type}.json": past.as_json() for past in written
    }
    examples |= {f"bodies/{kind}.json": one for kind, one in later.bodies().items()}
    examples |= {
        "keys.json": keys.keys_file(),
        "certificate.json": messages.certificate(),
        "segment.json": messages.segment(written).as_json(),
        "http-post-segment.json": messages.http_post(written),
        "http-get-feed.json": messages.http_get(),
        "acks.json": messages.acks(written),
        "problems.json": messages.problems(),
        "nonce.json": messages.nonce(),
        "feed.json": messages.feed(written),
        "feed-of-desks.json": office.feed(written),
        "problem-fork.json": office.fork(written),
        "enrolment.json": messages.enrolment(),
        "qr.json": messages.qr_codes(written),
        by_hand.NAME: by_hand.example(written, FOLDER),
    }
    examples |= {f"{name}.json": one for name, one in messages.signed_by_regulator().items()}
    good, other = written[0], written[1]
    examples |= {
        "bad/framing.json": [*bad.framing(good), *bad.headers(good)],
        "bad/signature.json": [*bad.signature(good, other)],
        "bad/canonical.json": [*bad_form.canonical_form(good), bad.unknown_dev(good)],
        "bad/shape.json": [*bad_form.shapes(good)],
        "bad/chain.json": [*bad_form.chains(written)],
        "bad/body.json": [*bad_form.bodies(good)],
        "bad/messages.json": [*bad_form.messages()],
    }
    return {name: loose(example) for name, example in examples.items()}


def main(folder: Path = FOLDER) -> int:
    """Writes what is not there yet; 1 when a frozen file would have to change."""
    broken = 0
    for name, data in files().items():
        path = folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        elif path.read_bytes() != data:
            broken += 1
            print(f"frozen, not touched: {name} would differ", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
