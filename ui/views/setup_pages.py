"""The last pages of a first start: what stands beside the desk, and who works at it besides the
manager. Both may be left for later."""

from PySide6.QtWidgets import QCheckBox, QComboBox

from app.domain.acts import Operator
from app.domain.errors import Refusal
from app.domain.printer_settings import terminal_place
from app.domain.text import persian_digits
from ui import words
from ui.care import Gear
from ui.models.printers import EXAMPLES, PRINTER_KINDS
from ui.views.parts import text
from ui.views.wizard_pages import Page


class GearPage(Page):
    """Where the card terminal listens, and the first printer; `silent` is what did not answer."""

    title = "کارت‌خوان و چاپگر"
    lead = (
        "هر کدام را که نمی‌دانید خالی بگذارید؛ مدیر دفتر بعداً هم می‌افزاید. بی کارت‌خوان، وجه با برگه "
        "آن ثبت می‌شود؛ بی چاپگر، برگه‌ها در پوشه ذخیره می‌شود."
    )

    def __init__(self) -> None:
        super().__init__()
        self.silent: Gear | None = None
        self.ask("terminal", "نشانی و درگاه کارت‌خوان", code=True).setPlaceholderText(
            "192.168.1.20:8888"
        )
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("نوع چاپگر")
        for kind, name in PRINTER_KINDS.items():
            self.kinds.addItem(name, kind)
        self.column.addWidget(text("نوع چاپگر", "label"))
        self.column.addWidget(self.kinds)
        self.ask("printer", "نشانی چاپگر", code=True)
        self.kinds.currentIndexChanged.connect(lambda _at: self._example())
        self._example()

    @property
    def gear(self) -> Gear:
        """As it is typed now."""
        said = {name: line.text().strip() for name, line in self.lines.items()}
        return Gear(said["terminal"], self.kinds.currentData(), said["printer"])

    def trouble(self) -> str:
        """An address that is none."""
        try:
            if self.gear.terminal:
                terminal_place(self.gear.terminal)
        except Refusal as refusal:
            return words.sentence(refusal)
        return ""

    def focus(self) -> None:
        """The first line, also when it is filled."""
        self.lines["terminal"].setFocus()

    def _example(self) -> None:
        self.lines["printer"].setPlaceholderText(EXAMPLES[self.kinds.currentData()])


class PeoplePage(Page):
    """Whom the regulator named for this office; whoever is ticked begins with a starting code."""

    title = "همکاران"
    lead = (
        "سازمان این همکاران را برای دفتر نام برده است. برای هر که نشان دارد کد شروع ساخته می‌شود تا "
        "نخستین بار با آن وارد شود و گذرواژه خود را بسازد."
    )

    def __init__(self, people: tuple[Operator, ...]) -> None:
        super().__init__()
        self.ticks: dict[str, QCheckBox] = {}
        for person in people:
            tick = QCheckBox(f"{person.name} – {persian_digits(person.number)}")
            tick.setChecked(True)
            self.ticks[person.number] = tick
            self.column.addWidget(tick)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The numbers of those ticked."""
        return tuple(number for number, tick in self.ticks.items() if tick.isChecked())

    def focus(self) -> None:
        """On the first name; Space ticks, Enter goes on."""
        next(iter(self.ticks.values())).setFocus()
