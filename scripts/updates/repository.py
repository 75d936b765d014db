"""A publisher's repository: plain files for any web server, staged first, signed, then published.

metadata/  N.root.json, N.targets.json, N.snapshot.json, timestamp.json: what desks read
targets/   PLATFORM/SHA256.VERSION.deb: packages, never changed once they are here
staged/    root.json and targets.json that still lack signatures; no desk reads them
"""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from securesystemslib.signer import Key, Signer
from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Role,
    Root,
    Signed,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization.json import JSONSerializer

from app.domain.updates import ENDINGS, release

S = TypeVar("S", bound=Signed)
LASTS = {"root": 365, "targets": 180, "snapshot": 14, "timestamp": 14}
OFFLINE, ONLINE = ("root", "targets"), ("snapshot", "timestamp")


@dataclass(frozen=True, slots=True)
class Holders:
    """Who signs for a role, and how many of them must."""

    keys: Sequence[Key]
    threshold: int = 1


@dataclass(frozen=True, slots=True)
class Repository:
    """The folder of one publisher."""

    folder: Path

    def init(self, holders: Mapping[str, Holders], now: datetime) -> None:
        """Stage the first root and an empty list of releases."""
        if (self.folder / "metadata").exists():
            raise SystemExit("there is a repository here already")
        for name in ("metadata", "targets", "staged"):
            (self.folder / name).mkdir(parents=True)
        roles = {name: Role([], one.threshold) for name, one in holders.items()}
        root = Root(1, expires=_until("root", now), roles=roles, consistent_snapshot=True)
        for name, one in holders.items():
            for key in one.keys:
                root.add_key(key, name)
        self._stage("root", Metadata(root))
        self._stage("targets", Metadata(Targets(1, expires=_until("targets", now))))

    def change_root(
        self,
        now: datetime,
        *,
        add: Mapping[str, Sequence[Key]],
        drop: Mapping[str, Sequence[str]],
        thresholds: Mapping[str, int],
    ) -> None:
        """Stage the next root: other holders, or the same for another year."""
        old = self._newest("root", Root).signed
        root = Root.from_dict(old.to_dict())
        root.version, root.expires = old.version + 1, _until("root", now)
        for role, keys in add.items():
            for key in keys:
                root.add_key(key, role)
        for role, gone in drop.items():
            for keyid in gone:
                root.revoke_key(keyid, role)
        for role, threshold in thresholds.items():
            root.roles[role].threshold = threshold
        self._stage("root", Metadata(root))

    def release(self, package: Path, said: Mapping[str, Any], now: datetime) -> str:
        """Stage the list of releases with one more; its package is put beside the others."""
        ending = ENDINGS[str(said["platform"]).split("-")[0]]
        path = f"{said['platform']}/{said['version']}{ending}"
        target = TargetFile.from_file(path, str(package), ["sha256"])
        target.unrecognized_fields["custom"] = dict(said)
        if release(path, target.length, said) is None:
            raise SystemExit("that is no whole description of a release")
        targets = self._next_targets(now)
        if path in targets.signed.targets:
            raise SystemExit(f"{path} was released; a release never changes")
        targets.signed.targets[path] = target
        place = self.folder / "targets" / _hashed(path, target.hashes["sha256"])
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(package, place)
        self._stage("targets", targets)
        return path

    def withdraw(self, path: str, now: datetime) -> None:
        """Stage the list without a release that proved bad; its package stays for who goes back."""
        targets = self._next_targets(now)
        del targets.signed.targets[path]
        self._stage("targets", targets)

    def sign(self, signers: Sequence[Signer]) -> list[str]:
        """Add signatures to whatever is staged and names those keys; which that was."""
        signed = []
        root = self._staged("root", Root) or self._newest("root", Root)
        outgoing = self._newest("root", Root).signed if self._published("root") else None
        for name, kind in (("root", Root), ("targets", Targets)):
            staged: Metadata[Any] | None = self._staged(name, kind)
            if staged is None:
                continue
            known = set(root.signed.roles[name].keyids)
            known |= set(outgoing.roles[name].keyids) if outgoing and name == "root" else set()
            for signer in signers:
                if signer.public_key.keyid in known:
                    staged.sign(signer, append=True)
                    signed.append(name)
            self._stage(name, staged)
        return signed

    def publish(self, online: Sequence[Signer], now: datetime) -> None:
        """Put what is staged and sufficiently signed before the desks; nothing else is moved."""
        root, targets = self._staged("root", Root), self._staged("targets", Targets)
        if root is not None:
            if self._published("root"):
                _verify(self._newest("root", Root), "root", root)
            _verify(root, "root", root)
        if targets is not None:
            _verify(root or self._newest("root", Root), "targets", targets)
        for name, staged in (("root", root), ("targets", targets)):
            if staged is not None:
                self._put(f"{staged.signed.version}.{name}", staged)
        self.refresh(online, now)
        for name in OFFLINE:
            (self.folder / "staged" / f"{name}.json").unlink(missing_ok=True)

    def refresh(self, online: Sequence[Signer], now: datetime) -> None:
        """A new snapshot and timestamp: the word, good for two weeks, that this is the newest."""
        targets, snapshot = self._metafile("targets"), self._published("snapshot")
        shot = Metadata(
            Snapshot(snapshot + 1, None, _until("snapshot", now), {"targets.json": targets})
        )
        self._signed_online("snapshot", shot, online)
        self._put(f"{shot.signed.version}.snapshot", shot)
        newest = self._published("timestamp") + 1
        told = self._metafile("snapshot")
        stamp = Metadata(Timestamp(newest, None, _until("timestamp", now), told))
        self._signed_online("timestamp", stamp, online)
        self._put("timestamp", stamp)

    def _signed_online(self, name: str, made: Metadata[Any], online: Sequence[Signer]) -> None:
        for signer in online:
            made.sign(signer, append=True)
        _verify(self._newest("root", Root), name, made)

    def _next_targets(self, now: datetime) -> Metadata[Targets]:
        found = self._staged("targets", Targets) or self._newest("targets", Targets)
        found.signatures.clear()
        found.signed.version = self._published("targets") + 1
        found.signed.expires = _until("targets", now)
        return found

    def _published(self, name: str) -> int:
        """The version desks have of a role, 0 before the first."""
        folder = self.folder / "metadata"
        if name == "timestamp":
            path = folder / "timestamp.json"
            return _read(path, Timestamp).signed.version if path.exists() else 0
        return max(
            (int(one.name.split(".")[0]) for one in folder.glob(f"*.{name}.json")), default=0
        )

    def _newest(self, name: str, kind: type[S]) -> Metadata[S]:
        return _read(self.folder / "metadata" / f"{self._published(name)}.{name}.json", kind)

    def _staged(self, name: str, kind: type[S]) -> Metadata[S] | None:
        path = self.folder / "staged" / f"{name}.json"
        return _read(path, kind) if path.exists() else None

    def _stage(self, name: str, made: Metadata[Any]) -> None:
        made.to_file(str(self.folder / "staged" / f"{name}.json"), JSONSerializer())

    def _put(self, name: str, made: Metadata[Any]) -> None:
        path = self.folder / "metadata" / f"{name}.json"
        part = path.with_name(f"{path.name}.part")
        made.to_file(str(part), JSONSerializer())
        part.replace(path)

    def _metafile(self, name: str) -> MetaFile:
        version = self._published(name)
        data = (self.folder / "metadata" / f"{version}.{name}.json").read_bytes()
        return MetaFile(version, len(data), {"sha256": hashlib.sha256(data).hexdigest()})


def _read(path: Path, _kind: type[S]) -> Metadata[S]:
    return Metadata[S].from_file(str(path))


def _verify(root: Metadata[Root], name: str, made: Metadata[Any]) -> None:
    root.signed.verify_delegate(name, made.signed_bytes, made.signatures)


def _hashed(path: str, sha256: str) -> str:
    folder, name = path.split("/")
    return f"{folder}/{sha256}.{name}"


def _until(role: str, now: datetime) -> datetime:
    return now.replace(microsecond=0) + timedelta(days=LASTS[role])
