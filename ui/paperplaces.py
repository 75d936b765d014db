"""Paper's part of the places: all papers of what is on screen, and the printers' own screen."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.rights import way
from ui.printbox import PrintBox
from ui.sending import Sending

if TYPE_CHECKING:
    from ui.pagebox import PageBox
    from ui.places import Places
    from ui.printerbox import PrinterBox


class PaperPlaces(QObject):
    """Joins the places with paper; its screens are built when they are first asked for."""

    def __init__(self, places: Places) -> None:
        super().__init__(places)
        self.places = places
        functions, tasks, shell = places.functions, places.tasks, places.shell
        self.sending = Sending(functions, tasks, shell, places.approving)
        self.printbox = PrintBox(functions, tasks, self, self.sending)
        self.printbox.printers.connect(lambda: places.go("printers"))

    @cached_property
    def pagebox(self) -> PageBox:
        """All papers of what is on screen."""
        from ui.pagebox import PageBox

        places = self.places
        box = PageBox(places.functions, places.tasks, places.shell, self.sending)
        box.acted.connect(places.ask_light)
        return box

    @cached_property
    def printers(self) -> PrinterBox:
        """The printers' screen and what it does."""
        from ui.printerbox import PrinterBox

        return PrinterBox(self.places.functions, self.places.tasks, self)

    @property
    def may_set(self) -> bool:
        """Whether the person at work may set printers."""
        return way(self.places.signed.operator.role, "printers") == "yes"

    def show_printers(self) -> None:
        """Shift+F10."""
        view = self.printers.view
        self.places.shell.show_place("printers", view)
        view.told.say("")
        view.focus()
        self.printers.ask()

    def of_desk(self) -> None:
        """Shift+F11 at the desk: of the request that was registered, else of its service."""
        from ui.models.pages import Pages

        counter = self.places.counter
        paying, service = counter.paying, counter.service
        more = Pages.of_service(service.title, service.number) if service else Pages.of_office()
        if paying and service:
            self.pagebox.of_request(service.title, paying.registered.tid, more)
        else:
            self.pagebox.open(more.more(Pages.of_office()) if service else more)

    def of_day(self) -> None:
        """Shift+F11 at today: of the marked request."""
        view = self.places.today_view
        if view and (row := view.marked):
            from ui.models.pages import Pages

            more = Pages.of_service(row.service_title, row.service)
            self.pagebox.of_request(row.service_title, row.tid, more)
