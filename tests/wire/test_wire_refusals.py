"""Everything that must be refused is, with the very reason; and nothing but Unsound comes out."""

import base64
import json

import pytest
from hypothesis import example as also
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import canonical, entry, wire
from app.domain.jws import Unsound
from tests.wire import wire_examples as examples

DESKS = examples.public("desk-1", "desk-2").get
ENTRY_FILES = ("framing", "signature", "canonical", "shape")
TOKEN = examples.entries()[15]["token"]


def bad(*names):
    return [
        pytest.param(one, id=f"{name}: {one['name']}")
        for name in names
        for one in examples.read(f"bad/{name}.json")
    ]


def refused(reason, function, *args, **kwargs):
    with pytest.raises(Unsound) as refusal:
        function(*args, **kwargs)
    assert (refusal.value.code, refusal.value.owner) == (reason, "nobody")
    assert reason in wire.REASONS
    return refusal.value.detail


@pytest.mark.parametrize("one", bad(*ENTRY_FILES))
def test_a_bad_entry_is_refused_with_its_reason(one):
    assert refused(one["reason"], entry.read, one["token"], DESKS)


@pytest.mark.parametrize("one", bad("chain"))
def test_a_good_entry_in_the_wrong_place_is_refused(one):
    read = entry.read(one["token"], DESKS)
    assert refused(one["reason"], entry.check_follows, read, seq=one["seq"], prev=one["prev"])


@pytest.mark.parametrize("one", bad("body"))
def test_a_body_that_is_not_its_own_is_refused(one):
    read = entry.read(one["token"], DESKS)
    assert refused(one["reason"], entry.check_body, read, one["wrapped"])


@pytest.mark.parametrize("one", bad("messages"))
def test_a_lease_the_regulator_did_not_sign_is_refused(one):
    regulator = examples.public("lease").get
    assert refused(one["reason"], wire.read, wire.Lease, one["token"], regulator)


def test_there_are_enough_bad_examples_and_no_name_twice():
    names = [p.id for p in bad(*ENTRY_FILES, "chain", "body", "messages")]
    assert len(names) == len(set(names)) == 149


@pytest.mark.parametrize(
    ("name", "detail"),
    [
        ("duplicate-key", "a key stands twice"),
        ("float", "only integers are allowed, not 1.5"),
        ("nan", "only integers are allowed, not NaN"),
        ("unsorted-keys", "not in canonical form"),
        ("nested-33", "nested too deep"),
        ("deep-nesting", "nested too deep"),
        ("array", "not an object"),
        ("dev-is-not-the-signer", "dev is not the signing key"),
    ],
)
def test_the_detail_names_the_flaw(name, detail):
    one = next(p for p in examples.read("bad/canonical.json") if p["name"] == name)
    assert refused("bad-canonical", entry.read, one["token"], DESKS) == detail


def test_the_signature_is_checked_before_the_payload_is_read():
    head, _, signature = TOKEN.split(".")
    nonsense = canonical.b64u(b"{not json")
    assert refused("bad-signature", entry.read, f"{head}.{nonsense}.{signature}", DESKS)


def test_a_body_at_the_limit_fits_and_one_byte_more_does_not():
    read = entry.read(examples.entries()[0]["token"], DESKS)
    salt = bytes(16)
    for size, fits in ((entry.MAX_BODY, True), (entry.MAX_BODY + 1, False)):
        body = {"x": "a" * (size - len('{"x":""}'))}
        sealed = type(read)(**(fields_of(read) | {"bh": entry.seal(body, salt)}))
        wrapped = {"seq": 1, "salt": canonical.b64u(salt), "body": body}
        if fits:
            assert entry.check_body(sealed, wrapped) == body
        else:
            assert refused("bad-body", entry.check_body, sealed, wrapped) == "too large"


def fields_of(read):
    return {name: getattr(read, name) for name in type(read).__slots__}


def outcome(function, *args):
    """True when taken, False when refused; anything else is a bug and comes through."""
    try:
        function(*args)
    except Unsound:
        return False
    return True


@settings(max_examples=500, deadline=None)
@given(st.text())
@also("a.b." + "A" * 86)
@also("..")
def test_no_text_at_all_is_read_as_an_entry(text):
    assert not outcome(entry.read, text, DESKS)


@settings(max_examples=1000, deadline=None)
@given(st.integers(0, len(TOKEN)), st.integers(0, len(TOKEN)), st.text(max_size=8))
def test_no_cut_or_paste_survives(start, end, pasted):
    changed = TOKEN[:start] + pasted + TOKEN[end:]
    assert outcome(entry.read, changed, DESKS) == (changed == TOKEN)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_canonical_reading_raises_nothing_but_value_errors(data):
    try:
        value = canonical.loads(data)
    except ValueError:
        return
    assert canonical.dumps(value) == data


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["seq", "salt", "body", "v"]), JSON))
def test_no_nonsense_passes_for_a_body(wrapped):
    read = entry.read(examples.entries()[0]["token"], DESKS)
    assert not outcome(entry.check_body, read, wrapped)


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_nonsense_is_no_segment_and_no_feed(value):
    for reader in (wire.read_segment, wire.read_feed):
        with pytest.raises(ValueError):
            reader(value)


@given(st.binary(max_size=64))
def test_base64url_has_one_spelling(data):
    text = canonical.b64u(data)
    assert canonical.unb64u(text) == data
    assert base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) == data
