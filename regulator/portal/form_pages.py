"""The form bank for everyone (#8, #10): search, look, print at home, take as JSON Schema."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import printing
from app.domain.cards import Service
from app.domain.catalogue import Catalogue, search
from regulator.catalogue import shelf
from regulator.portal.form_preview import preview


@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """All forms, or those a search finds."""
    typed = request.GET.get("q", "")[:80]
    found = search(shelf.current(), typed)
    rows = sorted(found, key=lambda one: one.title)
    return render(request, "portal/forms.html", {"typed": typed, "rows": rows})


@require_safe
def form(request: HttpRequest, number: int) -> HttpResponse:
    """One form, drawn for reading."""
    _, service = _found(number)
    facts = {"service": service, "preview": preview(service.form)}
    return render(request, "portal/form.html", facts)


@require_safe
def form_pdf(_request: HttpRequest, number: int) -> HttpResponse:
    """The blank form on paper."""
    catalogue, service = _found(number)
    pdf = printing.blank_form_pdf(
        service.form,
        service_title=service.title,
        agency=catalogue.agency_name(service.agency),
        number=number,
    )
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="form-{number}.pdf"'
    return answer


@require_safe
def form_json(_request: HttpRequest, number: int) -> HttpResponse:
    """The form as JSON Schema with its UI schema."""
    _, service = _found(number)
    content = {"version": service.form.version, "schema": service.form.schema}
    return JsonResponse(
        {**content, "ui": service.form.ui}, json_dumps_params={"ensure_ascii": False}
    )


def _found(number: int) -> tuple[Catalogue, Service]:
    catalogue = shelf.current()
    service = catalogue.services.get(number)
    if service is None:
        raise Http404
    return catalogue, service
