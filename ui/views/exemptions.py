"""Exemptions beside the fee: what the law lets off, on which ground; the evidence must be seen."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.models.request import Request
from ui.models.side import Offered, exemptions_of
from ui.views.parts import card, clear, text, tight


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
        self._drawn: tuple[str, ...] = ()
        self.ticks: dict[str, tuple[QCheckBox, QCheckBox]] = {}

    def show_request(self, request: Request) -> None:
        """The only place that touches the ticks after building."""
        offered = exemptions_of(request)
        keys = tuple(one.key for one in offered)
        if keys != self._drawn:
            self._drawn = keys
            clear(self.lines)
            self.ticks = {one.key: self._line(one) for one in offered}
        self.setVisible(bool(offered))
        for one in offered:
            claim, seen = self.ticks[one.key]
            for tick, on in ((claim, one.claimed), (seen, one.seen)):
                tick.blockSignals(True)
                tick.setChecked(on)
                tick.blockSignals(False)
                tick.setEnabled(not request.locked)
            seen.setVisible(one.claimed)

    def _line(self, one: Offered) -> tuple[QCheckBox, QCheckBox]:
        claim, seen = QCheckBox(one.title), QCheckBox("مدرک دیده شد")
        seen.setAccessibleName(f"{one.evidence}: دیده شد")
        claim.toggled.connect(partial(self._claim, one.key))
        seen.toggled.connect(partial(self._see, one.key, one.evidence))
        self.lines.addWidget(claim)
        self.lines.addWidget(text(f"مستند: {one.ground}", "note", wrap=True))
        self.lines.addWidget(text(f"مدرک: {one.evidence}", "note", wrap=True))
        self.lines.addWidget(seen)
        return claim, seen

    def _claim(self, key: str, on: bool) -> None:
        self.claimed.emit(key, "" if on else None)

    def _see(self, key: str, evidence: str, on: bool) -> None:
        self.claimed.emit(key, evidence if on else "")
