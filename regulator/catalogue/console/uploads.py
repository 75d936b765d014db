"""Imports through the console: a file is looked at first, and taken when staff confirm it."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from app.domain import canonical
from app.domain.text import persian_digits
from regulator import clock
from regulator.catalogue.console.pages import DESK, may_write, page
from regulator.catalogue.imports.files import KINDS, What, take
from regulator.catalogue.models import Upload
from regulator.console import staff_name

KEPT = timedelta(days=1)


class FileForm(forms.Form):
    """One file."""

    file = forms.FileField(label="پرونده")


def upload(request: HttpRequest, what: What) -> HttpResponse:
    """Choose a file; its dry run is shown, and one press takes what was shown."""
    may_write(request)
    if what not in KINDS:
        raise Http404
    form = FileForm(request.POST or None, request.FILES or None)
    report, held = None, None
    if request.method == "POST" and "confirm" in request.POST:
        return _taken(request, what)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        report = take(what, data, staff_name(request), dry_run=True)
        held = None if report.faults else _hold(what, file.name, data)
    title = "ورود پرونده"
    return page(request, "upload", title, what=what, form=form, report=report, held=held)


def _hold(what: What, name: str, data: bytes) -> Upload:
    now = clock.now()
    Upload.objects.filter(at__lt=now - KEPT).delete()
    sha256 = canonical.sha256_hex(data)
    said = {"what": what, "name": name[:120], "content": data, "at": now}
    return Upload.objects.update_or_create(sha256=sha256, defaults=said)[0]


def _taken(request: HttpRequest, what: What) -> HttpResponse:
    held = get_object_or_404(Upload, pk=request.POST["confirm"], what=what)
    report = take(what, bytes(held.content), staff_name(request))
    held.delete()
    items = persian_digits(len(report.added) + len(report.changed))
    messages.success(request, f"{items} نسخه تازه نگه داشته شد؛ با «انتشار» به باجه‌ها می‌رسد.")
    return redirect(DESK)
