"""Taking a package in and writing its answer. The same package gets the answer it got before.

The file is examined whole before anything of it is believed; then its chains, documents and the
feed are worked through piece by piece, so a large one needs no more memory than a small one.
"""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.db import transaction

from app.domain import canonical, courier, courier_lines, sealing, wire
from app.domain.courier import MAX_FILE, AnswerHeader, Header, Sheet
from app.domain.courier_lines import Examined, Part
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.moments import to_wire
from regulator import clock
from regulator import keys as signing
from regulator.catalogue.models import Item, Release
from regulator.courier import chains, keys, papers
from regulator.courier.chains import Answered, Chain
from regulator.courier.models import CourierAnswer
from regulator.intake import feed
from regulator.offices.models import Enrolment
from regulator.oversight.events import log

FEED_ROOM = 512 * 1024


def take(package: BinaryIO, by: str) -> CourierAnswer:
    """The kept answer; an altered, foreign or truncated file is refused and changes nothing."""
    package.seek(0, 2)
    if package.tell() > MAX_FILE:
        raise OperatorCanFix("courier-too-large", most=MAX_FILE >> 20)
    examined = courier_lines.examine(courier_lines.lines(package))
    header = _checked(examined)
    known = CourierAnswer.objects.filter(sha256=examined.sha256).first()
    return known or _answer(package, examined, header, by)


def _checked(examined: Examined) -> Header:
    header = examined.header
    if not isinstance(header, Header):
        raise OperatorCanFix("courier-is-answer")
    courier_lines.check_seal(examined, chains.public_keys(header).get)
    if header.key != keys.key_id():
        raise ManagerCanFix("courier-key-old")
    return header


def _answer(package: BinaryIO, examined: Examined, header: Header, by: str) -> CourierAnswer:
    enrolment = Enrolment.objects.select_related("office", "desk").get(dev=header.dev)
    first = AnswerHeader(
        v=courier.VERSION,
        package=header.id,
        sha256=examined.sha256,
        office=header.office,
        dev=header.dev,
        made=to_wire(clock.now()),
    )
    with tempfile.TemporaryFile() as file:
        taking = _Taking(Sheet(file.write, first), header, enrolment)
        for part in courier_lines.body(courier_lines.lines(package)):
            taking.part(part)
        taking.end()
        kid, signer = signing.signing("ack")
        taking.sheet.seal_answer(header.id, kid=kid, signer=signer)
        file.seek(0)
        return _keep(taking, examined, by, file.read())


@transaction.atomic
def _keep(taking: "_Taking", examined: Examined, by: str, content: bytes) -> CourierAnswer:
    facts = {
        "package": taking.header.id,
        "office": taking.enrolment.office,
        "desk": taking.header.desk,
        "dev": taking.header.dev,
        **taking.counts,
        "problem": taking.problem,
        "by": by,
        "at": clock.now(),
        "content": content,
    }
    kept, fresh = CourierAnswer.objects.get_or_create(sha256=examined.sha256, defaults=facts)
    if fresh:
        log("courier.taken", f"dev:{kept.dev}", by, package=kept.package, **taking.counts)
    return kept


@dataclass(slots=True)
class _Taking:
    """One package under way: the answer's sheet, the chain and the document now being read."""

    sheet: Sheet
    header: Header
    enrolment: Enrolment
    chain: Chain | None = None
    paper: papers.Paper | None = None
    problem: str = ""
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("entries", "needing", "documents"), 0)
    )

    def part(self, part: Part) -> None:
        if part.kind == "entry" and self.chain:
            self._write(self.chain.entry(part.value))
        elif part.kind == "sealed" and self.chain:
            self.chain.body(part.value["sealed"], part.value["seq"])
        elif part.kind == "certificate":
            self._end_chain()
            self.chain = chains.begin(part, self.header, keys.private())
        elif part.kind == "document":
            self._end_chain()  # whoever names it comes first
            self._end_paper()
            self.paper = papers.begin(part, self.header, self.enrolment)
        elif part.kind == "part" and self.paper:
            self.paper.add(part, keys.private())
        else:
            raise ManagerCanFix("courier-altered", detail=part.kind)

    def end(self) -> None:
        self._end_chain()
        self._end_paper()
        for cursor, items in _news(self.enrolment, self.header.cursor):
            self._feed(cursor, items)
        self._release()

    def _write(self, answered: Iterator[Answered] | tuple[()]) -> None:
        for one in answered:
            self.counts["entries"] += one.count
            self.counts["needing"] += one.needing
            if one.problem:
                self.problem = one.problem
                self.sheet.object(problem=one.problem, dev=one.dev, seq=one.seq)
            else:
                self.sheet.object(ack=one.ack, dev=one.dev)

    def _end_chain(self) -> None:
        self._write(self.chain.end() if self.chain else ())

    def _end_paper(self) -> None:
        if self.paper and self.paper.end():
            self.counts["documents"] += 1
            self.sheet.object(whole=self.paper.name)
        self.paper = None

    def _feed(self, cursor: str, items: list[dict[str, Any]]) -> None:
        n = self.sheet.counts["feed"]
        where = courier.place("feed", self.header.id, n)
        reader = canonical.unb64u(self.header.reply)
        sealed = sealing.seal(json.dumps(items).encode("ascii"), reader, where)
        self.sheet.object(feed=canonical.b64u(sealed), n=n, cursor=cursor)

    def _release(self) -> None:
        newest = Release.objects.first()
        if newest is None or newest.number <= self.header.release:
            return
        self.sheet.object(release=newest.token)
        held = _items_of(Release.objects.filter(number=self.header.release).first())
        lacking = [sha256 for sha256 in _items_of(newest) if sha256 not in held]
        for start in range(0, len(lacking), 100):
            wanted = lacking[start : start + 100]
            for item in Item.objects.filter(sha256__in=wanted).order_by("sha256"):
                self.sheet.object(item=item.sha256, text=bytes(item.content).decode("utf-8"))


def _items_of(release: Release | None) -> dict[str, None]:
    if release is None:
        return {}
    said = wire.read_from(wire.Release, release.token, signing.directory())
    return dict.fromkeys(item.sha256 for item in said.items)


def _news(enrolment: Enrolment, cursor: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """(cursor after it, items) of everything the desk has not heard; in pieces that fit a line."""
    more = True
    while more:
        page = feed.read(enrolment, cursor)
        cursor, more = page["cursor"], page["more"]
        pieces = list(_pieces(page["items"]))
        for piece in pieces[:-1]:
            yield "", piece
        yield cursor, pieces[-1] if pieces else []


def _pieces(items: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    piece: list[dict[str, Any]] = []
    size = 0
    for item in items:
        size += len(json.dumps(item))
        if piece and size > FEED_ROOM:
            yield piece
            piece, size = [], len(json.dumps(item))
        piece.append(item)
    if piece:
        yield piece
