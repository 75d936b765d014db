"""The frozen journal: read, made again byte for byte, chained, and verified by another library."""

import hashlib
import json
import re
from dataclasses import asdict

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws as joserfc_jws
from joserfc.jwk import OKPKey

from app.domain import canonical, entry, jws
from app.domain.entry import Entry
from app.domain.jws import Unsound
from scripts.freeze_wire.__main__ import files, main
from tests.wire import wire_examples as examples

DESK = examples.public("desk-1").get
FIRST = examples.entries()[0]


def signer_of(name):
    seed = bytes.fromhex(examples.read("keys.json")[name]["seed"])
    return Ed25519PrivateKey.from_private_bytes(seed).sign


@pytest.mark.parametrize("example", examples.entries(), ids=lambda e: e["payload"]["type"])
def test_an_entry_reads_as_its_payload_and_is_made_again_byte_for_byte(example):
    read = entry.read(example["token"], DESK)
    assert asdict(read) == example["payload"]
    assert entry.make(Entry(**example["payload"]), signer_of("desk-1")) == example["token"]
    assert canonical.leaf(example["token"]) == example["leaf"]
    assert entry.check_body(read, example["body"]) == example["body"]["body"]


@pytest.mark.parametrize("example", examples.entries(), ids=lambda e: e["payload"]["type"])
def test_another_library_agrees_on_every_entry(example):
    x = canonical.b64u(examples.public("desk-1")[example["payload"]["dev"]])
    key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": x})
    found = joserfc_jws.deserialize_compact(example["token"], key, algorithms=["Ed25519"])
    assert json.loads(found.payload) == example["payload"]
    assert found.headers() == {"alg": "Ed25519", "kid": example["payload"]["dev"], "typ": entry.TYP}


def test_the_journal_is_one_chain_from_its_certificate():
    prev = examples.read("certificate.json")["genesis"]
    for seq, example in enumerate(examples.entries(), start=1):
        entry.check_follows(entry.read(example["token"], DESK), seq=seq, prev=prev)
        prev = example["leaf"]


def test_hashes_are_what_the_wire_says_and_not_what_our_code_says():
    certificate = examples.read("certificate.json")
    genesis = hashlib.sha256(b"pishkhan.genesis.v1\n" + certificate["token"].encode()).digest()
    assert canonical.b64u(genesis) == certificate["genesis"] == FIRST["payload"]["prev"]
    leaf = hashlib.sha256(b"\0" + FIRST["token"].encode()).digest()
    assert canonical.b64u(leaf) == examples.entries()[1]["payload"]["prev"]
    salt, body = canonical.unb64u(FIRST["body"]["salt"]), FIRST["body"]["body"]
    spelt = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    bound = hashlib.sha256(salt + spelt).digest()
    assert len(salt) == 16
    assert canonical.b64u(bound) == FIRST["payload"]["bh"]
    key = bytes.fromhex(examples.read("keys.json")["desk-1"]["public"])
    assert hashlib.sha256(key).hexdigest()[:16] == FIRST["payload"]["dev"] == jws.key_id(key)


def test_exact_values_of_the_first_registration():
    example = next(e for e in examples.entries() if e["payload"]["type"] == "request.registered")
    assert example["payload"] | {"prev": "", "bh": ""} == {
        "v": 1, "dev": "872c0af8bb9e4e6e", "ep": 1, "seq": 16, "prev": "",
        "ts": "2026-11-21T05:34:36.000Z", "up": 3876000, "boot": "00112233445566aa",
        "ck": {"off": -120, "age": 4}, "type": "request.registered", "office": "00000", "desk": 1,
        "op": "1001", "tid": "000000012071000198", "ref": None, "bh": "",
        "cum": {"n": 0, "fee": 0, "void": 0}, "log": None, "lease": "L-00000-001-0001", "cat": 7,
        "app": "pishkhan/0.1.0",
    }  # fmt: skip


def test_totals_count_receipts_and_voids_and_never_practice():
    last = entry.read(examples.entries()[-1]["token"], DESK)
    assert last.cum == {"n": 2, "fee": 1_700_000, "void": 850_000}
    before = [e for e in examples.entries() if e["payload"]["type"].startswith("training.")]
    assert all(e["payload"]["cum"] == last.cum for e in before)
    assert {e["payload"]["tid"][5:8] for e in before if e["payload"]["tid"]} == {"000"}


def test_an_entry_holds_no_personal_data():
    said = " ".join(canonical.unb64u(e["token"].split(".")[1]).decode() for e in examples.entries())
    for private in ("0012345679", "0499370899", "09120000000", "31415", "632500000001"):
        assert f'"{private}"' not in said
    assert re.search("[\u0600-\u06ff]", said) is None


def test_tracking_ids_stand_where_they_belong():
    for example in examples.entries():
        if re.match(r"(payment|visit|shift)\.", example["payload"]["type"]):
            assert example["payload"]["tid"] is None


def test_every_flipped_bit_of_a_full_entry_is_refused():
    token = max((e["token"] for e in examples.entries()), key=len)
    flips = 0
    for place in range(len(token)):
        for bit in range(8):
            changed = chr(ord(token[place]) ^ 1 << bit)
            with pytest.raises(Unsound):
                entry.read(token[:place] + changed + token[place + 1 :], DESK)
            flips += 1
    assert flips == len(token) * 8 > 6000


def test_an_entry_of_a_later_type_is_accepted():
    odd = next(e for e in examples.entries() if e["payload"]["type"] == "weather.changed")
    assert entry.read(odd["token"], DESK).type == "weather.changed"


def test_freezing_again_would_change_nothing():
    for name, data in files().items():
        assert (examples.FOLDER / name).read_bytes() == data, name


def test_a_frozen_file_is_never_written_again(tmp_path, capsys):
    frozen = tmp_path / "nonce.json"
    frozen.write_text("{}")
    assert main(tmp_path) == 1
    assert frozen.read_text() == "{}"
    assert "nonce.json would differ" in capsys.readouterr().err
    assert (tmp_path / "keys.json").exists()


def test_nothing_is_frozen_that_the_script_does_not_make():
    found = {str(path.relative_to(examples.FOLDER)) for path in examples.FOLDER.rglob("*.json")}
    assert found == set(files())
