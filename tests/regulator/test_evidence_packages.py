"""An evidence package proves itself, and whatever is done to it afterwards is found and named."""

import dataclasses
import io
import itertools
import json
import zipfile
from collections import Counter

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import resources
from app.domain import canonical, evidence, jws, signed_notes, stored_zip
from app.domain.errors import OperatorCanFix
from app.domain.evidence import EvidenceKey
from app.domain.stored_zip import Spoiled
from regulator import keys as regulator_keys
from regulator.auditing import masking
from regulator.evidence import keys, packages
from regulator.intake.models import StoredBody
from regulator.log import heads, tree
from regulator.log.witness import Witness
from tests.regulator import packaging
from tests.regulator.bodies import registered
from tests.regulator.packaging import check, files, flaw, made
from tests.regulator.spoiling import TABLE, line, resealed, usual, zipped


@pytest.fixture(scope="module", autouse=True)
def _made_first():
    """Making a package begins a regulator anew: not in the middle of a test that has its own."""
    made()


@pytest.mark.parametrize("bodies", ["none", "masked", "clear"])
def test_a_package_is_sound_and_says_what_is_in_it(bodies):
    data, sealing = made(bodies)
    checked = check(data, authority=sealing.keys.authority["kid"], log=sealing.keys.log)
    held = 0 if bodies == "none" else 6
    counts = dataclasses.asdict(checked.manifest.counts)
    assert counts == {
        "entries": 6,
        "quarantined": 0,
        "bodies": held,
        "erased": 0,
        "certificates": 1,
        "findings": 1,
    }
    assert checked.reading.types == Counter({"request.registered": 3, "heartbeat": 3})
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


def test_masked_bodies_hold_nothing_personal_and_the_others_prove_themselves():
    told = [json.loads(one) for one in files("masked")[evidence.BODIES].splitlines()]
    assert [one["masked"] for one in told[::2]] == [["applicant"]] * 3
    assert all(one["salt"] is None and one["body"]["applicant"] is None for one in told[::2])
    assert all(one["salt"] for one in told[1::2])


def test_a_masked_package_by_the_table_of_the_regulator_holds_nothing_personal(device, tmp_path):
    packaging.work(device, 2)
    out = tmp_path / "a.zip"
    packages.write_package(out, packaging.order("masked"), range(4), mask=masking.masked)
    data = out.read_bytes()
    assert check(data).manifest.counts.bodies == 4
    named = registered()
    personal = (named["applicant"]["name"], named["applicant"]["id"], named["v_code"])
    assert [one for one in personal if one.encode() in data] == []
    assert str(named["total"]).encode() in data


def test_the_same_files_are_the_same_bytes():
    assert zipped(files()) == made()[0]


@pytest.mark.parametrize("name", TABLE)
def test_what_was_done_to_a_package_is_found_where_it_was_done(name):
    spoil, code, *place = TABLE[name]
    for bodies, codes in (("clear", [code]), ("masked", [code, "changed-file"])):
        found = flaw(zipped(spoil(files(bodies))))
        assert [found.path, found.line, found.n] == place, found.detail
        assert found.code in codes


def test_any_flipped_bit_is_found_in_its_file():
    data, _ = made()
    members = stored_zip.read(io.BytesIO(data))
    places = [*range(0, len(data) * 8, 4813)]
    places += [(one.start + one.size // 2) * 8 + 3 for one in members]
    for place in places:
        changed = bytearray(data)
        changed[place // 8] ^= 1 << place % 8
        found = flaw(bytes(changed))
        inside = [one.name for one in members if one.start <= place // 8 < one.start + one.size]
        assert not inside or [found.path] == inside, (place, found.code, found.path)


def test_a_package_cut_anywhere_is_refused():
    data, _ = made()
    for length in range(0, len(data), 1709):
        assert flaw(data[:length]).code in ("truncated", "missing-file")


def tricks():
    """ZIPs that some reader takes for the same files."""
    told = files()
    yield usual(told)
    yield usual(told, zipfile.ZIP_DEFLATED)
    yield usual({"bomb": bytes(50 << 20)}, zipfile.ZIP_DEFLATED)
    yield made()[0] + b"more"
    yield b"before" + made()[0]
    yield made()[0][:-2] + b"\x05\x00hello"
    for name in ("../evil", "/etc/evil", "proofs/../../evil", "con\x00", "Report.PDF", "a\\b"):
        yield zipped(told | {name: b"x"})


def test_what_a_zip_may_hide_is_refused():
    for data in tricks():
        assert flaw(data).code in ("bad-container", "truncated")
    out = io.BytesIO()
    to = stored_zip.Writer(out)
    for name, one in [*files().items(), ("report.pdf", b"%PDF-another")]:
        to.add(name, [one])
    to.end()
    assert (flaw(out.getvalue()).code, flaw(out.getvalue()).path) == ("double-file", "report.pdf")


@pytest.mark.parametrize(
    "name",
    [
        "a body's amount",
        "two bodies exchanged",
        "a body left out",
        "an entry's signature",
        "an entry twice",
        "a proof of another entry",
        "proofs exchanged",
        "a proof cut",
    ],
)
def test_not_even_with_the_seal_can_an_entry_or_its_body_be_changed(name):
    spoil, code, path, _line, n = TABLE[name]
    found = flaw(zipped(resealed(spoil(files()), made()[1])))
    assert (found.code, found.path, found.n) == (code, path, n)


def judged(data):
    """In which file the flaw is; "" where there is none."""
    try:
        check(data)
    except Spoiled as found:
        return found.path
    return ""


@pytest.mark.parametrize("path", [evidence.BODIES, evidence.ENTRIES, evidence.FINDINGS])
def test_no_value_in_a_sealed_line_is_an_error_of_ours(path):
    names = json.loads(files()[path].splitlines()[0])
    for name, value in itertools.product(names, (None, True, -1, "x", [], {"a": 1})):
        told = line(files(), path, 1, lambda one, new={name: value}: one.update(new))
        assert judged(zipped(resealed(told, made()[1]))) in ("", path, evidence.MANIFEST)


def forged():
    """Another regulator's keys over the same files: everything fits, but for who says so."""
    authority, seal = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    named = {}
    for name, key in (("authority", authority), ("seal", seal)):
        public = key.public_key().public_bytes_raw()
        named[name] = {"kid": jws.key_id(public), "pub": canonical.b64u(public)}
    word = EvidenceKey(1, **named["seal"], issued="2026-11-26T00:00:00.000Z")
    token = evidence.sign_key(word, named["authority"]["kid"], authority.sign)
    theirs = dataclasses.replace(made()[1].keys, authority=named["authority"], evidence=token)
    return theirs, dataclasses.replace(made()[1], signer=seal.sign), authority


def test_a_package_sealed_by_another_is_refused():
    theirs, sealing, _ = forged()
    mine = made()[1].keys
    half = dataclasses.replace(mine, evidence=theirs.evidence)
    whole = flaw(zipped(resealed(files(), sealing, theirs)))
    assert (whole.code, whole.path) == ("bad-signature", evidence.CERTIFICATES)
    with pytest.raises(jws.Unsound):
        resealed(files(), sealing, half)
    data = zipped(resealed(files(), sealing, theirs))
    assert flaw(data, authority=mine.authority["kid"]).code == "other-authority"
    assert flaw(made()[0], log=mine.log.replace("pishkhan", "other")).code == "other-log"
    assert (
        flaw(
            zipped(files() | {"manifest.jws": resealed(files(), sealing, theirs)["manifest.jws"]})
        ).code
        == "bad-seal"
    )


def test_another_head_of_the_log_is_refused(device):
    packaging.work(device, 2)
    told = files()
    other = tree.note().encode()
    assert flaw(zipped(told | {"checkpoint": other})).path == "checkpoint"


def test_a_finding_about_none_of_the_entries_is_refused_even_sealed():
    told = line(files(), evidence.FINDINGS, 1, lambda one: one.update(n=5))
    found = flaw(zipped(resealed(told, made()[1])))
    assert (found.code, found.path, found.line) == ("bad-finding", evidence.FINDINGS, 1)


def test_what_is_gone_and_what_was_never_sound_is_told(device, tmp_path):
    packaging.work(device, 2)
    device.add("heartbeat", {"owed": 0})
    device.put("garbage, no entry")
    device.ack(device.push())
    packaging.place()
    out = tmp_path / "a.zip"
    manifest = packaging.package(out)
    assert (manifest.counts.quarantined, manifest.counts.bodies) == (1, 5)
    assert check(out.read_bytes()).reading.types[""] == 1


def test_places_the_signed_tree_has_not_are_left_out(device, tmp_path):
    with pytest.raises(OperatorCanFix, match="package-empty"):
        packaging.package(tmp_path / "a.zip", places=[])
    packaging.work(device, 1)
    assert packaging.package(tmp_path / "a.zip", places=[1, 7]).counts.entries == 1
    with pytest.raises(OperatorCanFix, match="package-empty"):
        packaging.package(tmp_path / "b.zip", places=[7])
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_a_stopped_package_leaves_nothing(device, tmp_path):
    packaging.work(device, 1)

    def stop(_progress):
        raise OperatorCanFix("work-cancelled")

    with pytest.raises(OperatorCanFix):
        packages.write_package(
            tmp_path / "a.zip", packaging.order(), [0, 1], mask=packaging.hide, tell=stop
        )
    assert list(tmp_path.iterdir()) == []


def test_a_head_that_a_witness_cosigned_is_preferred_and_checked(device, tmp_path):
    packaging.work(device, 1)
    w1 = Witness(tmp_path / "w1", "witness.ir/w1", signed_notes.key_in(keys.sealing().keys.log))

    def fetch(path):
        if path == "checkpoint":
            return tree.note().encode()
        tile = packaging.tile(path)
        return tree.part(tile.level, tile.n, tile.width) or b""

    w1.look(fetch, 1_764_000_000)
    assert heads.keep((tmp_path / "w1" / "head").read_bytes(), w1.key, "test") == 2
    packaging.work(device, 1)
    packaging.package(tmp_path / "a.zip", places=[0, 1])
    data = (tmp_path / "a.zip").read_bytes()
    assert check(data, witnesses=(w1.key,)).cosigned == ("witness.ir/w1",)
    packaging.package(tmp_path / "b.zip", places=[0, 3])
    found = flaw((tmp_path / "b.zip").read_bytes(), witnesses=(w1.key,))
    assert (found.code, found.path) == ("bad-signature", "checkpoint")


def test_a_body_erased_at_the_regulator_stays_away(device, tmp_path):
    packaging.work(device, 1)
    StoredBody.objects.all().delete()
    manifest = packaging.package(tmp_path / "a.zip")
    assert (manifest.counts.bodies, manifest.counts.entries) == (0, 2)
    check((tmp_path / "a.zip").read_bytes())


def test_every_kind_of_flaw_has_its_sentence():
    codes = {row[1] for row in TABLE.values()} | {"other-authority", "other-log", "truncated"}
    assert {f"evidence-{code}" for code in codes} <= set(resources.messages())


def test_the_authority_of_packages_is_the_one_of_desks(regulator):
    assert keys.sealing().keys.authority == regulator_keys.directory()["device-ca"]
