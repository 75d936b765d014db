"""Ways to spoil an evidence package: each takes its files, by name and in their order, and gives
others. What must be said of each stands beside it: the reason, the file, the line, the entry.
"""

import io
import json
import zipfile
from dataclasses import replace

from app.domain import canonical, evidence
from app.domain.evidence import File
from app.domain.json_values import to_json
from app.domain.stored_zip import Writer


def zipped(files):
    """The files as a package is written."""
    out = io.BytesIO()
    to = Writer(out)
    for name, data in files.items():
        to.add(name, [data])
    to.end()
    return out.getvalue()


def usual(files, how=zipfile.ZIP_STORED):
    """The same files as anybody's ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as to:
        for name, data in files.items():
            to.writestr(name, data)
    return out.getvalue()


def resealed(files, sealing, keys=None):
    """A manifest that fits these files again, sealed with that key."""
    manifest = evidence.read_manifest(files["manifest.json"])
    held = {name: one for name, one in files.items() if not name.startswith("manifest.")}
    named = tuple(File(name, len(one), canonical.sha256_hex(one)) for name, one in held.items())
    data = (
        canonical.dumps(to_json(replace(manifest, files=named, keys=keys or manifest.keys))) + b"\n"
    )
    kid = evidence.key_in(keys or manifest.keys).kid
    seal = evidence.seal(data, kid, sealing.signer).encode() + b"\n"
    return {**held, "manifest.json": data, "manifest.jws": seal}


def line(files, path, number, change):
    """That line of a file, read, changed and written again."""
    lines = files[path].splitlines(keepends=True)
    told = json.loads(lines[number - 1])
    change(told)
    lines[number - 1] = canonical.dumps(told) + b"\n"
    return files | {path: b"".join(lines)}


def lines(files, path, change):
    """All lines of a file as `change` gives them."""
    return files | {path: b"".join(change(files[path].splitlines(keepends=True)))}


def swap(path, old, new):
    """Those bytes of a file in place of others."""
    return lambda files: files | {path: files[path].replace(old, new, 1)}


def without(name):
    """Without that file."""
    return lambda files: {path: data for path, data in files.items() if path != name}


def amount(told):
    told["body"]["total"] = 1


def arrival(told):
    told["arrived"] = "2020-01-01T00:00:00.000Z"


def token(told):
    head, body, mark = told["entry"].split(".")
    told["entry"] = f"{head}.{body}.AAAA{mark[4:]}"


def quarantine(told):
    told["verdict"] = "quarantined"


def exchanged(all_):
    return [all_[0], all_[2], all_[1], *all_[3:]]


def one_out(all_):
    return all_[:2] + all_[3:]


def last_out(all_):
    return all_[:-1]


def twice(all_):
    return [*all_[:3], *all_[2:]]


P2, P3 = evidence.proof_path(2), evidence.proof_path(3)
B, E, C, F = evidence.BODIES, evidence.ENTRIES, evidence.CERTIFICATES, evidence.FINDINGS
R, M, S, CHANGED = evidence.REPORT, evidence.MANIFEST, evidence.SIGNATURE, "changed-file"
# What was done, what is said of it, the file, the line, the entry.
TABLE = {
    "a body's amount": (lambda f: line(f, B, 3, amount), "bad-body", B, 3, 2),
    "two bodies exchanged": (lambda f: lines(f, B, exchanged), "bad-body", B, 2, 1),
    "a body left out": (lambda f: lines(f, B, one_out), "bad-body", B, 3, 2),
    "the last body left out": (lambda f: lines(f, B, last_out), "bad-body", B, 6, 5),
    "a body twice": (lambda f: lines(f, B, twice), "bad-body", B, 4, 3),
    "an entry's arrival": (lambda f: line(f, E, 3, arrival), CHANGED, E, 3, 2),
    "an entry's signature": (lambda f: line(f, E, 3, token), "bad-chain", E, 3, 2),
    "an entry left out": (lambda f: lines(f, E, one_out), CHANGED, E, 3, 3),
    "the last entry left out": (lambda f: lines(f, E, last_out), CHANGED, E, 6, None),
    "an entry twice": (lambda f: lines(f, E, twice), "bad-chain", E, 4, 2),
    "two entries exchanged": (lambda f: lines(f, E, exchanged), CHANGED, E, 2, 2),
    "an entry called unsound": (lambda f: line(f, E, 3, quarantine), CHANGED, E, 3, 2),
    "entries cut within a line": (lambda f: f | {E: f[E][:-9]}, "bad-framing", E, 6, 5),
    "a proof of another entry": (lambda f: f | {P2: f[P3]}, "bad-proof", P2, 0, 2),
    "proofs exchanged": (lambda f: f | {P2: f[P3], P3: f[P2]}, "bad-proof", P2, 0, 2),
    "a proof cut": (lambda f: f | {P2: f[P2][:-30]}, "bad-framing", P2, 0, 2),
    "a certificate altered": (swap(C, b".eyJ", b".eyK"), "bad-signature", C, 1, None),
    "a finding's state": (swap(F, b'"open"', b'"closed"'), CHANGED, F, 1, 2),
    "a finding left out": (lambda f: f | {F: b""}, CHANGED, F, 1, None),
    "the report": (lambda f: f | {R: f[R][:-1]}, CHANGED, R, 0, None),
    "another report": (lambda f: f | {R: b"no"}, "bad-framing", R, 0, None),
    "the counts": (swap(M, b'"entries":6', b'"entries":7'), "bad-manifest", M, 0, None),
    "the reason": (swap(M, b'"reason":"', b'"reason":"x'), "bad-manifest", M, 0, None),
    "a seal of nothing": (lambda f: f | {S: b"\n"}, "bad-seal", S, 0, None),
    "no seal": (without(S), "missing-file", S, 0, None),
    "no manifest": (without(M), "missing-file", M, 0, None),
    "no bodies": (without(B), "missing-file", B, 0, None),
    "no proof": (without(P3), "missing-file", P3, 0, None),
    "no checkpoint": (without("checkpoint"), "missing-file", "checkpoint", 0, None),
    "a file more": (lambda f: f | {"more.txt": b"x"}, "extra-file", "more.txt", 0, None),
    "files in another order": (lambda f: dict(sorted(f.items())), "bad-container", B, 0, None),
}
