"""Exemptions beside the fee: what the law lets off, on which ground; the evidence must be seen."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from ui.models.request import Request
from ui.models.side import Offered, exemptions_of
from ui.views.parts import RIGHT, card, clear, text, tight


@dataclass(frozen=True, slots=True)
class Boxes:
    """One exemption: asked for, the paper's number and date, and that its original was seen."""

    claim: QCheckBox
    paper: QLineEdit
    seen: QCheckBox

    @property
    def evidence(self) -> str | None:
        """What the claim rests on; "" until the paper is named and seen, None without a claim."""
        if not self.claim.isChecked():
            return None
        return self.paper.text().strip() if self.seen.isChecked() else ""


class ExemptionsView(QWidget):
    """Reports `claimed(key, evidence)`; the evidence is "" until seen, None when given up."""

    claimed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        box, column = card("inset", margin=14, space=8)
        column.addWidget(text("معافیت و تخفیف", "label"))
        self.lines = tight(QVBoxLayout(), 8)
        column.addLayout(self.lines)
        tight(QVBoxLayout(self)).addWidget(box)
        self._drawn: tuple[object, ...] = ()
        self.boxes: dict[str, Boxes] = {}

    def show_request(self, request: Request) -> None:
        """The only place that touches the boxes after building; typed evidence stays as typed."""
        offered = exemptions_of(request)
        drawn = (request.service.key, *(one.key for one in offered))
        fresh = not request.claims and any(box.claim.isChecked() for box in self.boxes.values())
        if drawn != self._drawn or fresh:
            self._drawn = drawn
            clear(self.lines)
            self.boxes = {one.key: self._line(one) for one in offered}
        self.setVisible(bool(offered))
        for one in offered:
            boxes = self.boxes[one.key]
            for widget in (boxes.paper, boxes.seen):
                widget.setVisible(one.claimed)
            for widget in (boxes.claim, boxes.paper, boxes.seen):
                widget.setEnabled(not request.locked)

    def _line(self, one: Offered) -> Boxes:
        boxes = Boxes(QCheckBox(one.title), QLineEdit(one.seen), QCheckBox("اصل مدرک دیده شد"))
        boxes.claim.setChecked(one.claimed)
        boxes.seen.setChecked(bool(one.seen))
        boxes.paper.setAlignment(RIGHT)
        boxes.paper.setPlaceholderText("شماره و تاریخ مدرک")
        boxes.paper.setAccessibleName(f"شماره و تاریخ {one.evidence}")
        boxes.seen.setAccessibleName(f"اصل {one.evidence} دیده شد")
        told = partial(self._told, one.key)
        boxes.claim.toggled.connect(told)
        boxes.seen.toggled.connect(told)
        boxes.paper.textEdited.connect(told)
        notes = (f"مستند: {one.ground}", f"مدرک: {one.evidence}")
        self.lines.addWidget(boxes.claim)
        for note in notes:
            self.lines.addWidget(text(note, "note", wrap=True))
        self.lines.addWidget(boxes.paper)
        self.lines.addWidget(boxes.seen)
        return boxes

    def _told(self, key: str, _: object) -> None:
        self.claimed.emit(key, self.boxes[key].evidence)
