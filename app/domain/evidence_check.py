"""The strict reader of an evidence package: without a database, without a network. The first thing
that is not right is a `Spoiled` with its place; nothing is skipped and nothing is repaired.

First the ZIP, then the seal, then every file against the manifest, then what stands in the files:
of a file that was changed the line is named, where its own signatures and hashes tell it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.domain import canonical, evidence, jws, signed_notes, stored_zip
from app.domain.evidence import File, Manifest, Seal
from app.domain.evidence_content import Reading, read_content
from app.domain.evidence_open import LONGEST_LINE
from app.domain.journal_file import CheckBody
from app.domain.json_values import from_json
from app.domain.jws import Unsound
from app.domain.progress import Progress, Tell, quiet
from app.domain.signed_notes import NoteKey
from app.domain.stored_zip import Member, Spoiled

LONGEST_MANIFEST, LONGEST_SEAL = 256 << 20, 4096
_PLACE = re.compile(rb'"n":([0-9]{1,16})[,}]')


@dataclass(frozen=True, slots=True)
class Trusted:
    """What the reader knows of the regulator from elsewhere; "" and () where nothing."""

    authority: str = ""
    log: str = ""
    witnesses: tuple[NoteKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A package that is as it was made: what it says, and who cosigned the head of the log."""

    manifest: Manifest
    reading: Reading
    cosigned: tuple[str, ...]

    @property
    def authority(self) -> str:
        """The device-CA's key ID; compare it with the one the regulator publishes."""
        return self.manifest.keys.authority["kid"]


def check(
    file: BinaryIO, check_body: CheckBody, trusted: Trusted, *, tell: Tell = quiet
) -> Checked:
    """Everything; raises `Spoiled` at the first thing that is not right."""
    tell(Progress("files"))
    members = stored_zip.read(file)
    manifest = _sealed(file, {one.name: one for one in members}, trusted)
    changed = _compared(file, members, manifest)
    try:
        reading = read_content(file, members, manifest, check_body=check_body, tell=tell)
    except Spoiled as closer:
        raise _closest(changed, closer) from None
    if changed:
        raise changed
    if reading.counts != manifest.counts:
        raise Spoiled("bad-manifest", "counts", evidence.MANIFEST)
    return Checked(manifest, reading, _cosigned(file, members, trusted))


def _sealed(file: BinaryIO, members: dict[str, Member], trusted: Trusted) -> Manifest:
    """The manifest, once the regulator's seal over it was checked."""
    data = _whole(file, members, evidence.MANIFEST, LONGEST_MANIFEST)
    token = _whole(file, members, evidence.SIGNATURE, LONGEST_SEAL)
    try:
        manifest = evidence.read_manifest(data)
        key = evidence.key_in(manifest.keys)
        signed_notes.key_in(manifest.keys.log)
    except (Unsound, ValueError) as wrong:
        raise Spoiled("bad-manifest", str(wrong), evidence.MANIFEST) from wrong
    if trusted.authority and manifest.keys.authority["kid"] != trusted.authority:
        raise Spoiled("other-authority", manifest.keys.authority["kid"], evidence.MANIFEST)
    if trusted.log and manifest.keys.log != trusted.log:
        raise Spoiled("other-log", manifest.keys.log, evidence.MANIFEST)
    try:
        if not token.endswith(b"\n"):
            raise Unsound("bad-framing", "the line does not end")
        text = token[:-1].decode("latin-1")
        keys = {key.kid: canonical.unb64u(key.pub)}
        seal = from_json(Seal, jws.read(text, typ=evidence.SEAL, key_of=keys.get))
    except (Unsound, ValueError) as wrong:
        raise Spoiled("bad-seal", str(wrong), evidence.SIGNATURE) from wrong
    if seal != Seal(evidence.VERSION, len(data), canonical.sha256_hex(data)):
        raise Spoiled("bad-manifest", "not what was sealed", evidence.MANIFEST)
    return manifest


def _whole(file: BinaryIO, members: dict[str, Member], name: str, longest: int) -> bytes:
    if name not in members:
        raise Spoiled("missing-file", "not in the package", name)
    if members[name].size > longest:
        raise Spoiled("bad-manifest", "too long", name)
    return b"".join(stored_zip.chunks(file, members[name]))


def _compared(file: BinaryIO, members: tuple[Member, ...], manifest: Manifest) -> Spoiled | None:
    """The first file that was changed; one too few, too many or out of its order is refused."""
    told = [one.path for one in manifest.files] + [evidence.MANIFEST, evidence.SIGNATURE]
    there = [one.name for one in members]
    for path in _lacking(told, there):
        raise Spoiled("missing-file", "not in the package", path)
    for path in _lacking(there, told):
        raise Spoiled("extra-file", "the manifest does not name it", path)
    for path, name in zip(told, there, strict=True):
        if path != name:
            raise Spoiled("bad-container", "files in another order", name)
    for said, one in zip(manifest.files, members, strict=False):
        if (said.size, said.sha256) != (one.size, one.sha256):
            return _changed(file, one, said)
    for one in members:
        if stored_zip.crc_of(file, one) != one.crc:
            raise Spoiled("bad-container", "the header of the file", one.name)
    return None


def _changed(file: BinaryIO, member: Member, said: File) -> Spoiled:
    """The first line that is not the one that was marked; past the end where one lacks."""
    line, n = 0, None
    if said.marks:
        for line, raw in enumerate(stored_zip.lines(file, member, LONGEST_LINE), 1):
            at = (line - 1) * evidence.MARK
            if said.marks[at : at + evidence.MARK] != evidence.mark(raw):
                n = _place_in(raw)
                break
        else:
            line += 1
    what = "not the bytes in the manifest"
    return Spoiled("changed-file", what, member.name, line=line, n=n)


def _place_in(raw: bytes) -> int | None:
    """The place of the log that a line says it is about."""
    match = _PLACE.search(raw)
    return int(match[1]) if match else None


def _closest(changed: Spoiled | None, closer: Spoiled) -> Spoiled:
    """What is wrong in the line that was changed, if that tells it; else only that it was."""
    if changed is None:
        return closer
    if closer.path != changed.path or closer.line not in (0, changed.line):
        return changed
    n = changed.n if closer.n is None else closer.n
    return Spoiled(closer.code, closer.detail, closer.path, line=changed.line, n=n)


def _lacking(wanted: list[str], there: list[str]) -> Iterator[str]:
    known = set(there)
    return (one for one in wanted if one not in known)


def _cosigned(file: BinaryIO, members: tuple[Member, ...], trusted: Trusted) -> tuple[str, ...]:
    named = {one.name: one for one in members}
    note = signed_notes.read(_whole(file, named, evidence.CHECKPOINT, signed_notes.MAX_NOTE))
    try:
        for key in trusted.witnesses:
            signed_notes.check(note, key)
    except Unsound as wrong:
        raise Spoiled("bad-signature", wrong.detail, evidence.CHECKPOINT) from wrong
    return tuple(key.name for key in trusted.witnesses)
