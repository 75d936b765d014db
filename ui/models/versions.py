"""A request across versions: a newer form of its service, a newer catalogue, a kept draft, the same
citizen's next service. Nothing is dropped in silence.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.jalali import tehran_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.acts import RequestDraft
    from app.domain.catalogue import Catalogue, Service
    from app.domain.forms import Answer
    from app.domain.upgrade import Upgrade
    from ui.models.request import Request

CARRIED = ("applicant_", "visitor_", "residence_")


def service_of(catalogue: Catalogue, draft: RequestDraft) -> Service | None:
    """The draft's service with the form version it began with, or the newest where that is gone."""
    service = catalogue.services.get(draft.service)
    if service is None:
        return None
    form = catalogue.forms.get((service.key, draft.form_version), service.form)
    return replace(service, form=form)


def homeless(service: Service, draft: RequestDraft) -> str:
    """Answers of a draft that this form has no place for, to be read before they go."""
    known = {field.name for field in service.form.fields}
    lost = (str(value) for name, value in draft.answers.items() if name not in known)
    return "، ".join(value for value in lost if value not in ("", "False", "None"))


def newer(request: Request) -> int | None:
    """The version of the form published since this request was begun."""
    known = request.catalogue.services.get(request.service.number)
    if known is None or known.form.version <= request.service.form.version:
        return None
    return known.form.version


def move_of(request: Request) -> Upgrade:
    """What the newest form would make of the answers, field by field."""
    from app.domain import upgrade

    latest = request.catalogue.services[request.service.number].form
    on = tehran_date(request.now)
    return upgrade.diff(request.service.form, latest, request.answers, on=on)


def upgraded(request: Request) -> Request:
    """The request on the newest form; what had no place was shown before."""
    service = request.catalogue.services[request.service.number]
    return request.refill(service, move_of(request).answers)


def rebased(request: Request, catalogue: Catalogue) -> Request:
    """The same answers and form version, priced by a newer catalogue."""
    service = catalogue.services.get(request.service.number)
    if service is None or request.locked:
        return request
    form = catalogue.forms.get((service.key, request.service.form.version), request.service.form)
    moved = replace(request, catalogue=catalogue)
    return moved.refill(replace(service, form=form), request.answers)


def person_of(request: Request) -> Mapping[str, Answer]:
    """Right answers about the citizen, that the next service of the same visit may ask again."""
    wrong = {key.split("/")[0] for key in request.filled.errors}
    return {
        name: value
        for name, value in request.filled.answers.items()
        if name.startswith(CARRIED) and name not in wrong
    }


def for_same(request: Request, person: Mapping[str, Answer]) -> Request:
    """The empty form with what is known of the citizen, marked; only what this form asks alike."""
    fields = {field.name: field for field in request.service.form.fields if field.asked}
    fitting = {
        name: value
        for name, value in person.items()
        if name in fields
        and (not fields[name].choices or value in {code for code, _ in fields[name].choices})
    }
    return request.take_over(fitting)
