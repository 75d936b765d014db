"""The staff's page for packages that come by hand: a file in, its answer out."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

import resources
from app.domain.courier import suggested_name
from app.domain.errors import Refusal
from app.domain.jalali import show, tehran_date
from regulator.console import staff_name
from regulator.courier import taking
from regulator.courier.models import CourierAnswer


class PackageForm(forms.Form):
    """One package."""

    package = forms.FileField(label="بسته پیک")


def take(request: HttpRequest) -> HttpResponse:
    """Give a package in; what became of it, and its answer to take along."""
    _may_take(request)
    form = PackageForm(request.POST or None, request.FILES or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            kept = taking.take(form.cleaned_data["package"].file, staff_name(request))
        except Refusal as refusal:
            refused = resources.sentence(refusal)
        else:
            return redirect(f"/staff/courier/courieranswer/taken/{kept.pk}/")
    facts = {"form": form, "refused": refused, "title": "بسته‌های پیک"}
    return render(request, "staff/courier.html", admin.site.each_context(request) | facts)


def taken(request: HttpRequest, sha256: str) -> HttpResponse:
    """What became of one package."""
    _may_take(request)
    kept = get_object_or_404(CourierAnswer, pk=sha256)
    problem = resources.messages()[f"problem-{kept.problem}"] if kept.problem else ""
    facts = {"kept": kept, "problem": problem, "title": "پاسخ بسته پیک"}
    return render(request, "staff/courier.html", admin.site.each_context(request) | facts)


def answer(request: HttpRequest, sha256: str) -> HttpResponse:
    """The answer as a file, under a name that says nothing of anybody."""
    _may_take(request)
    kept = get_object_or_404(CourierAnswer, pk=sha256)
    day = show(tehran_date(kept.at)).replace("/", "")
    name = suggested_name(kept.office_id, kept.desk, day, answer=True)
    sent = HttpResponse(bytes(kept.content), content_type="application/octet-stream")
    sent["Content-Disposition"] = f'attachment; filename="{name}"'
    return sent


def _may_take(request: HttpRequest) -> None:
    if not request.user.has_perm("courier.add_courieranswer"):
        raise PermissionDenied
