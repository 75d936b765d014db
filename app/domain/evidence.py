"""The evidence package (بسته ادله) as values: entries as signed with their bodies, certificates and
proofs, what was found of them, a manifest of it all and the regulator's seal over that
(docs/evidence-format.md). `evidence_write` makes one, `evidence_check` reads it strictly.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from app.domain import canonical, jws, wire
from app.domain.audit import Bodies
from app.domain.json_values import from_json, to_json
from app.domain.jws import Signer, Unsound

FORMAT, VERSION, MARK = "pishkhan-evidence", 1, 8
KEY, SEAL = "pk-evidence-key+jws", "pk-evidence+jws"
ENDING = ".evidence.zip"
CHECKPOINT, REPORT = "checkpoint", "report.pdf"
BODIES, ENTRIES = "bodies.jsonl", "entries.jsonl"
CERTIFICATES, FINDINGS = "certificates.jsonl", "findings.jsonl"
MANIFEST, SIGNATURE = "manifest.json", "manifest.jws"


@dataclass(frozen=True, slots=True)
class EvidenceKey:
    """The regulator's key for packages, in the device-CA's own word."""

    v: int
    kid: str
    pub: str
    issued: str


@dataclass(frozen=True, slots=True)
class Seal:
    """What is signed of a package: its manifest, by size and SHA-256."""

    v: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class By:
    """Who had it made."""

    name: str
    number: str
    role: str


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: why, with which bodies, by whom and when; `filter` as it was sent."""

    title: str
    reason: str
    bodies: Bodies
    filter: Mapping[str, Any]
    by: By
    at: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What a package holds. `quarantined`: entries the regulator did not take for sound; `erased`:
    bodies that are gone for good.
    """

    entries: int = 0
    quarantined: int = 0
    bodies: int = 0
    erased: int = 0
    certificates: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys the package is checked with: the device-CA's, what it vouches for, the log's."""

    authority: Mapping[str, str]
    evidence: str
    log: str

    def directory(self) -> wire.Directory:
        """The device-CA, as its words are read."""
        return {"device-ca": dict(self.authority)}


@dataclass(frozen=True, slots=True)
class File:
    """One file of the package; `marks` are those of its lines, one after the other, or empty."""

    path: str
    size: int
    sha256: str
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a package says of itself. `head` is the log's as the checkpoint has it."""

    format: str
    v: int
    order: Order
    counts: Counts
    head: Mapping[str, Any]
    keys: Keys
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A body as it may be shown: clear with its salt, masked with the paths that were, or none.

    `erased` says that there was one.
    """

    body: Mapping[str, Any] | None
    salt: str | None = None
    masked: tuple[str, ...] = ()
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """One entry as the regulator keeps it: its place in the country's log, its bytes as they came,
    when, and the verdict. `type` is "" of one that cannot be read.
    """

    n: int
    leaf: str
    dev: str
    seq: int
    type: str
    token: bytes
    arrived: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """A finding about one of the entries, as it stood."""

    n: int
    leaf: str
    rule: str
    at: str
    state: str
    facts: Mapping[str, Any]
    question: str = ""
    outcome: str = ""


def proof_path(n: int) -> str:
    """Where the proof of the entry at that place lies.

    >>> proof_path(70_001)
    'proofs/70001.tlog-proof'
    """
    return f"proofs/{n}.tlog-proof"


def mark(line: bytes) -> str:
    """Tells a line from what it was made into: the first 8 hex digits of its SHA-256."""
    return canonical.sha256_hex(line)[:MARK]


def entry_line(one: Held) -> bytes:
    """A line of the entries. Bytes that are no ASCII stand only in the proof: nobody signed
    them.
    """
    told = one.token.decode("ascii") if one.token.isascii() else None
    facts = {"n": one.n, "leaf": one.leaf, "dev": one.dev, "seq": one.seq, "entry": told}
    facts |= {"arrived": one.arrived, "verdict": one.verdict, "reason": one.reason}
    return _line(facts)


def body_line(one: Held, shown: Shown) -> bytes:
    """A line of the bodies."""
    facts: dict[str, Any] = {"n": one.n, "seq": one.seq, "salt": shown.salt, "body": shown.body}
    return _line(facts | {"masked": list(shown.masked), "erased": shown.erased})


def certificate_line(dev: str, certificate: str) -> bytes:
    """A line of the certificates."""
    return _line({"dev": dev, "certificate": certificate})


def finding_line(found: Found) -> bytes:
    """A line of the findings."""
    return _line(asdict(found))


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as a file."""
    return _line(to_json(manifest))


def read_manifest(data: bytes) -> Manifest:
    """The manifest in those bytes; `Unsound` bad-manifest when it is none."""
    try:
        manifest = from_json(Manifest, canonical.loads(data.removesuffix(b"\n")))
    except ValueError as wrong:
        raise Unsound("bad-manifest", str(wrong)) from wrong
    if (manifest.format, manifest.v) != (FORMAT, VERSION) or manifest_bytes(manifest) != data:
        raise Unsound("bad-manifest", "not a manifest of version 1")
    return manifest


def sign_key(key: EvidenceKey, kid: str, authority: Signer) -> str:
    """The device-CA's word on the key that seals packages."""
    return jws.sign(asdict(key), typ=KEY, kid=kid, signer=authority)


def seal(manifest: bytes, kid: str, signer: Signer) -> str:
    """What stands in `manifest.jws`, but for its newline."""
    told = Seal(VERSION, len(manifest), canonical.sha256_hex(manifest))
    return jws.sign(asdict(told), typ=SEAL, kid=kid, signer=signer)


def key_in(keys: Keys) -> EvidenceKey:
    """The key that seals, after the device-CA's word for it was checked."""
    payload = jws.read(keys.evidence, typ=KEY, key_of=authority(keys).get)
    if set(payload) != {field.name for field in fields(EvidenceKey)}:
        raise Unsound("bad-canonical", "not the word on a key")
    key = EvidenceKey(**payload)
    public = canonical.unb64u(key.pub) if isinstance(key.pub, str) else b""
    if len(public) != 32 or jws.key_id(public) != key.kid:
        raise Unsound("bad-canonical", "a key is not what it is called")
    return key


def authority(keys: Keys) -> dict[str, bytes]:
    """{kid: public key} of the device-CA."""
    try:
        public = canonical.unb64u(keys.authority["pub"])
        right = len(public) == 32 and jws.key_id(public) == keys.authority["kid"]
    except (KeyError, ValueError, TypeError) as wrong:
        raise Unsound("bad-canonical", "a key is not what it is called") from wrong
    if not right or set(keys.authority) != {"kid", "pub"}:
        raise Unsound("bad-canonical", "a key is not what it is called")
    return {keys.authority["kid"]: public}


def _line(facts: Mapping[str, Any]) -> bytes:
    return canonical.dumps(facts) + b"\n"
