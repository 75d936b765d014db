"""While somebody types, what comes next is loaded: nobody waits for it then."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from ui.functions import Functions
    from ui.tasks import Tasks
    from ui.views.desk import DeskView

# Behind the passphrase: the door, then the desk with its search. Each is a few milliseconds after
# the one before it.
FIRST = (
    *("app.domain.jalali", "app.domain.acts", "app.domain.approvals", "ui.words", "ui.theme.icons"),
    *("ui.views.parts", "ui.views.sign_in", "ui.entrance", "ui.idle", "app.domain.due"),
    *("app.domain.tariffs", "app.domain.cards", "app.domain.catalogue", "ui.models.choosing"),
    *("ui.keytable", "ui.views.service_line", "ui.views.services", "ui.models.drafts"),
    *("ui.views.visit", "ui.views.desk", "ui.sending", "ui.visiting", "ui.filling", "ui.counter"),
    *("ui.scanning", "ui.following", "ui.paperplaces", "ui.syncbox", "ui.places", "ui.practising"),
    "ui.greeting",
)
# Behind the caret: a request, its money and its paper; the day's other places.
LATER = (
    "PySide6.QtNetwork",
    *("app.domain.identifiers", "app.domain.form_plans", "app.domain.forms", "app.domain.fees"),
    *("ui.models.request", "ui.models.guide", "ui.models.paying", "ui.views.fields.lines"),
    *("ui.views.fields.field", "ui.views.form", "ui.views.papers", "ui.views.form_page"),
    *("ui.attaching", "ui.views.fee", "ui.views.visitor", "ui.views.payment", "ui.views.receipt"),
    *("ui.views.waiting", "ui.views.queue", "ui.views.sync", "ui.views.drafts", "ui.daybox"),
    *("ui.pagebox", "ui.carebox"),
)
KINDS = ("jalali-date", "national-id", "choice", "multiline", "boolean")
PAUSE = 50


def preload(functions: Functions, tasks: Tasks) -> None:
    """What is behind the functions on a worker: here the caret must blink. Modules here, one
    between two events: classes of Qt made in two threads at once end the process. What comes after
    the caret is loaded while nobody waits for a worker: not between a secret and the search. What
    went wrong is told by whoever needs it."""
    first, later = list(FIRST), list(LATER)

    def load() -> None:
        if tasks.ending:
            return
        if first:
            import_module(first.pop(0))
        elif tasks.running:
            QTimer.singleShot(PAUSE, load)
            return
        elif later:
            import_module(later.pop(0))
        if first or later:
            QTimer.singleShot(0, load)

    tasks.run(functions.warm, _ignored, _ignored)
    # First the frame that is due.
    QTimer.singleShot(0, load)


def build_ahead(desk: DeskView, tasks: Tasks) -> None:
    """What the first form of the day would otherwise pay for, one thing between two events: the
    column of its fee, and each kind of editor made once. Qt and PySide set up what a class needs
    when it is first made; that was a quarter of the first opening. Never while a worker is at
    anything: each would wait for the other."""
    from app.domain.forms import Field
    from ui.views.fields.field import editor_for

    left = list(KINDS)

    def build() -> None:
        if tasks.running:
            QTimer.singleShot(PAUSE, desk, build)
        elif left:
            editor_for(Field("", "", left.pop(), "")).deleteLater()
            QTimer.singleShot(PAUSE, desk, build)
        else:
            _ = desk.fee

    build()


def _ignored(_: object) -> None:
    pass
