"""What the bench inserts in bulk is what the use-cases write, to the byte (`make bench`: 1,000)."""

from scripts.bench.busy_years import written


def test_facts_in_bulk_are_those_of_the_use_cases_to_the_byte(desk):
    found, made = written(desk, 40)
    assert len(found) == 40 * 6
    assert repr(found).encode() == repr(made).encode()
