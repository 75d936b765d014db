"""One auditor at one regulator: the session, the watch over the country's log, and his
questions."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import get_args

import requests

import resources
from app.domain.audit import Bodies, Role
from app.domain.bodies import Checker
from app.domain.errors import OperatorCanFix, Refusal
from app.domain.evidence_check import Trusted
from app.domain.jws import Unsound
from app.domain.log_watch import Lied
from app.domain.progress import Tell
from app.domain.stored_zip import Spoiled
from app.wiring import clock, evidence, looks
from app.wiring.audit_kept import Kept
from sync import audit, audit_line
from sync.audit import Watching
from sync.audit_line import AuditLine
from sync.audit_package import Order, made
from ui.audit_functions import (
    AuditFunctions,
    Credentials,
    Entered,
    Opened,
    PackageWanted,
    Packed,
)

FORMS = ("csv", "xlsx", "json")


class Auditor:
    """`http` makes the session that carries the requests; a test hands in one without a socket.
    `published` is the log's key as the regulator published it, "" where nobody has it."""

    def __init__(
        self,
        folder: Path,
        http: Callable[[], requests.Session] | None = None,
        published: str = "",
    ) -> None:
        self._folder, self._kept, self._published = folder, Kept(folder), published
        self._http = http or requests.Session
        self._line: AuditLine | None = None
        self._role: Role = "auditor"

    def functions(self) -> AuditFunctions:
        """What the windows are handed."""
        return AuditFunctions(
            now=clock.now,
            look=partial(looks.of_desk, self._folder),
            keep_look=partial(looks.keep_for_desk, self._folder),
            address=self._kept.address,
            sign_in=self.sign_in,
            sign_out=self.sign_out,
            entries=lambda wanted, after: audit.entries(self._at, wanted, after),
            count=lambda wanted: audit.count(self._at, wanted),
            entry=self.entry,
            unmask=lambda leaf, reason: audit.unmask(self._at, leaf, reason),
            save_proof=lambda sheet, path: write(path, audit.proof_file(sheet)),
            case=lambda named: audit.case(self._at, named),
            chains=lambda office, desk, dev: audit.chains(self._at, office, desk, dev),
            compare=lambda a, b: audit.compare(self._at, a, b),
            saved=lambda: audit.saved(self._at),
            keep_query=lambda title, wanted: audit.keep_query(self._at, title, wanted),
            drop_query=lambda number: audit.drop_query(self._at, number),
            findings=lambda wanted, after: audit.findings(self._at, wanted, after),
            finding=lambda number: audit.finding(self._at, number),
            move=lambda number, way, to, text: audit.move(self._at, number, way, to=to, text=text),
            package=self.package,
            check_package=self.check_package,
            board=lambda since, until: audit.board(self._at, self._role, since, until),
            export_board=self.export_board,
        )

    def sign_in(self, told: Credentials) -> Entered:
        """A session, what there is to filter by, and how the country's log stands."""
        url = audit_line.address(told.address)
        line = AuditLine(url, self._http())
        session = audit.sign_in(line, told.number, told.password, told.code)
        self._line, self._role = line, session.role
        self._kept.keep_address(url)
        facets = audit.facets(line)
        size, alarm = self._look_at_log()
        return Entered(session, facets, size, alarm)

    def sign_out(self) -> None:
        """End the session, if there is one."""
        if self._line:
            audit.sign_out(self._line)

    def entry(self, leaf: str) -> Opened:
        """An entry, with what its proof came to here."""
        sheet = audit.entry(self._at, leaf)
        if not sheet.token:  # not for every role
            return Opened(sheet)
        try:
            return Opened(sheet, audit.checked(self._at, self._watching, sheet))
        except (Lied, Unsound) as lie:
            return Opened(sheet, lied=lie)

    def package(self, wanted: PackageWanted, path: Path, tell: Tell) -> Packed:
        """Made there, saved here, and called sound only once it was checked here."""
        bodies = next(one for one in get_args(Bodies) if one == wanted.bodies)
        order = Order(wanted.filter, wanted.leaves, wanted.title, wanted.reason, bodies)
        data = made(self._at, order, tell, Event().wait)
        write(path, data)
        return self.check_package(path, tell)

    def check_package(self, path: Path, tell: Tell) -> Packed:
        """Every byte of a package, against the keys this regulator was first met with."""
        check_body = Checker(resources.wire_schemas()).check
        digest = evidence.digest(path)
        try:
            found = evidence.verify_package(path, check_body, self._trusted(), tell)
        except Spoiled as flaw:
            return Packed(path, digest, flaw=flaw)
        return Packed(path, digest, found.manifest.counts.entries)

    def _trusted(self) -> Trusted:
        known, authority = self._watching.known(), self._watching.authority()
        return Trusted(authority["kid"] if authority else "", known.key if known else "")

    def export_board(self, since: str, until: str, path: Path) -> None:
        """The board as a file, in the form its name ends with."""
        form = path.suffix.lower().removeprefix(".")
        if form not in FORMS:
            raise OperatorCanFix("audit-export-form")
        write(path, audit.board_file(self._at, since, until, form))

    def _look_at_log(self) -> tuple[int, Refusal | None]:
        try:
            return audit.watch(self._at.log, self._watching).size, None
        except (Lied, Unsound) as lie:
            return 0, lie

    @property
    def _at(self) -> AuditLine:
        if self._line is None:
            raise OperatorCanFix(audit_line.ENDED)
        return self._line

    @property
    def _watching(self) -> Watching:
        return self._kept.watching(self._at.url, self._published)


def write(path: Path, data: bytes) -> None:
    """A file, whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_bytes(data)
        os.replace(new, path)
    except OSError as fault:
        raise OperatorCanFix("audit-file-unwritable", detail=fault.strerror or "") from fault
