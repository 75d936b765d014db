"""What the desk knows of a citizen already, brought to the open form: earlier answers (marked), and
that another request of the same service is open (its date only). Neither ever stands in the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.errors import Refusal
from app.domain.text import isolate, persian_digits
from ui import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.forms import Answer
    from app.domain.prefill import Filled
    from app.domain.visiting import Another
    from ui.filling import Filling
    from ui.functions import Functions
    from ui.tasks import Tasks

    Found = tuple[tuple[Another, ...], Filled]

PERSON = "applicant_national_id"


class Helping(QObject):
    """Looks once for each person and form."""

    def __init__(self, filling: Filling, functions: Functions, tasks: Tasks) -> None:
        super().__init__(filling)
        self.filling, self.functions, self.tasks = filling, functions, tasks
        self._looked: tuple[object, ...] = ()
        filling.left.connect(self._left)

    def look(self) -> None:
        """The form is open, or its applicant's number was typed: what is known of them?"""
        request, visits = self.filling.free, self.functions.visits
        person = self._person(request.answers if request else {})
        if request is None or visits is None or not person:
            return
        page, service = self.filling.desk.page, request.service.number
        if self._looked == (page, person):
            return
        self._looked = (page, person)
        draft = request.unfinished("")

        def work() -> Found:
            return visits.others(service, person), visits.earlier(person, draft)

        def back(found: Found) -> None:
            if page is self.filling.desk.page:
                self._found(*found)

        self.tasks.run(work, back, self._refused)

    def _found(self, others: tuple[Another, ...], filled: Filled) -> None:
        self.filling.give(filled.answers)
        if page := self.filling.desk.page:
            page.another.say(_others(others), "می‌توانید ادامه دهید." if others else "")

    def _left(self, name: str) -> None:
        if name == PERSON:
            self.look()

    def _refused(self, refusal: Refusal) -> None:
        """Help that does not come is said quietly; the form is what it was."""
        if page := self.filling.desk.page:
            page.another.say(words.sentence(refusal), words.who_acts(refusal), tone="info")

    def _person(self, answers: Mapping[str, Answer]) -> str:
        from app.domain.identifiers import canonical

        try:
            return canonical("national-id", str(answers.get(PERSON) or ""))
        except Refusal:
            return ""


def _others(others: tuple[Another, ...]) -> str:
    if not others:
        return ""
    on = isolate(persian_digits(others[0].on))
    more = f" و {persian_digits(len(others) - 1)} درخواست دیگر" if len(others) > 1 else ""
    return f"همین متقاضی برای همین خدمت درخواست بازی از {on}{more} دارد."
