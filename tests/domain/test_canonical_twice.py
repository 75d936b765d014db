"""The quick writer of canonical JSON and the library of RFC 8785 give the same bytes."""

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import canonical

TEXT = st.text(st.characters(exclude_categories=("Cs",)))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(1 - 2**53, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=1500, deadline=None)
@given(VALUES)
def test_both_writers_agree(value):
    written = canonical.dumps(value)
    assert written == rfc8785.dumps(value)
    assert canonical.loads(written) == value


@pytest.mark.parametrize(
    "value", [1.0, [1, {"a": 2.5}], 2**53, {"a": "\ud800"}, {1: "x"}, {"a": {2}}]
)
def test_what_neither_may_write_is_a_value_error(value):
    with pytest.raises(ValueError):
        canonical.dumps(value)


def test_keys_outside_ascii_stand_in_utf_16_order():
    assert canonical.dumps({"\uffff": 1, "\U00010000": 2}) == '{"\U00010000":2,"\uffff":1}'.encode()
