"""Search, receipt check and privacy statement."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

import resources
from app.domain import page_mark, tracking
from app.domain.errors import OperatorCanFix
from regulator.catalogue import shelf
from regulator.portal.receipts import check, check_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The search form; a good ID leads to its one canonical address."""
    typed = request.GET.get("q", "")[:60]
    if not typed:
        return render(request, "portal/home.html")
    try:
        return redirect(f"/track/{tracking.check(typed)}")
    except OperatorCanFix as wrong:
        facts = {"typed": typed, "wrong": resources.sentence(wrong)}
        return render(request, "portal/home.html", facts, status=400)


@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """What a scanned receipt is worth."""
    found = check(code)
    service = shelf.service(found.mark.service) if found.mark else None
    office = found.enrolment.office if found.enrolment else None
    facts = {"verdict": found.verdict, "mark": found.mark, "office": office, "service": service}
    return render(request, "portal/receipt.html", facts)


@require_safe
def signed_page(request: HttpRequest, code: str) -> HttpResponse:
    """Which desk gave a signed page, and when; its digest to compare with the paper."""
    found = check_page(code)
    facts: dict[str, object] = {"known": found is not None}
    if found:
        mark, maker = found
        facts |= {"mark": mark, "maker": maker, "digest": page_mark.short(mark.digest)}
    return render(request, "portal/signed_page.html", facts)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy statement (#84)."""
    return render(request, "portal/privacy.html")
