"""What the person at work takes often and has pinned, kept in the search of services."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.domain.errors import Refusal
from ui import words
from ui.functions import Functions, Habits
from ui.models.choosing import Choosing
from ui.tasks import Tasks
from ui.views.services import ServicesView


class Ranking(QObject):
    """Asks once after sign-in; a service that cannot be ranked is still found."""

    def __init__(
        self,
        services: ServicesView,
        functions: Functions,
        tasks: Tasks,
        *,
        here: Callable[[], Choosing],
        show: Callable[[Choosing], object],
    ) -> None:
        super().__init__(services)
        self.services, self.functions, self.tasks = services, functions, tasks
        self.here, self.show = here, show

    def learn(self) -> None:
        """The services this person takes often and has pinned."""
        self.tasks.run(self.functions.habits, self._learned, self._no_habits)

    def pin(self) -> None:
        """Shift+F2: keep the marked service at the top, or let it go."""
        if service := self.here().marked:
            number, on = service.number, not self.here().pinned(service)
            pin = self.functions.pin
            self.tasks.run(lambda: pin(number, on), self._learned, self._no_habits)

    def _learned(self, habits: Habits) -> None:
        self.show(self.here().learn(habits))

    def _no_habits(self, refusal: Refusal) -> None:
        self.services.why.say(words.sentence(refusal), words.who_acts(refusal))
