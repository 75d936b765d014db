"""Writing, looking at and publishing drafts in the staff console."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

import resources
from app.domain.errors import OperatorCanFix
from app.domain.forms import form_from_item
from app.domain.text import persian_digits
from regulator.catalogue import days_off, drafts, kinds, releases, store
from regulator.catalogue.console.cards import AgencyForm, ServiceForm
from regulator.catalogue.console.differences import differences
from regulator.catalogue.console.forms import (
    AccountForm,
    ClosureForm,
    ExemptionForm,
    ItemForm,
    JsonForm,
    NoticeForm,
    PrioritiesForm,
    ThursdayForm,
)
from regulator.catalogue.imports.files import KINDS
from regulator.catalogue.imports.report import Refused
from regulator.catalogue.models import Draft, FormVersion, Held
from regulator.console import staff_name
from regulator.portal.form_preview import preview

FORMS: Mapping[str, type[ItemForm]] = {
    one.kind: one
    for one in (
        *(ClosureForm, NoticeForm, ExemptionForm, AccountForm, ThursdayForm, PrioritiesForm),
        *(ServiceForm, AgencyForm),
    )
}
_ONE_OF_ITS_KIND = {"thursday-rule": "all", "agencies": "agencies", "holidays": "holidays"}


def may_write(request: HttpRequest) -> None:
    """Refuse whoever may not author the catalogue."""
    if not request.user.has_perm("catalogue.change_draft"):
        raise PermissionDenied


def page(request: HttpRequest, name: str, title: str, **facts: Any) -> HttpResponse:
    """A page of the console."""
    context = {**admin.site.each_context(request), "title": title, **facts}
    return render(request, f"staff/{name}.html", context)


def writing_desk(request: HttpRequest) -> HttpResponse:
    """What can be written, what is in writing, and what a release would hold back."""
    may_write(request)
    facts = {
        "kinds": [kind for kind in kinds.NEEDED if kind != "decision"],
        "imports": KINDS,
        "drafts": Draft.objects.all(),
        "held": Held.objects.count(),
        "uncertain": len(days_off.uncertain(_holidays())),
    }
    return page(request, "desk", "میز نگارش فهرست خدمات", **facts)


def _holidays() -> store.Value:
    return drafts.in_writing("holidays", "holidays") or {"days": []}


def write(request: HttpRequest, kind: str) -> HttpResponse:
    """Fill in an item of a kind; what is saved is a draft."""
    may_write(request)
    if kind not in kinds.NEEDED:
        raise Http404
    key = _ONE_OF_ITS_KIND.get(kind, request.GET.get("key", "")[:120])
    old = drafts.in_writing(kind, key) if key else None
    form = _form(request, kind, old)
    if request.method == "POST" and form.is_valid():
        made: Any = form
        draft = drafts.write(made.item(old), staff_name(request))
        return redirect(f"/staff/catalogue/item/drafts/{draft.pk}/")
    keys = sorted(store.newest_values(kind)) if kind not in _ONE_OF_ITS_KIND and not key else ()
    return page(request, "write", "نگارش", kind=kind, form=form, keys=keys, key=key)


def _form(request: HttpRequest, kind: str, old: dict[str, Any] | None) -> forms.Form:
    data = request.POST if request.method == "POST" else None
    made = FORMS.get(kind)
    if made is None or (kind == "service" and old is None):
        return JsonForm(data, initial=JsonForm.filled(old), kind=kind)
    return made(data, initial=made.filled(old))


def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft beside what is published: what is wrong with it, what it changes, how it looks."""
    may_write(request)
    found = get_object_or_404(Draft, pk=pk)
    if request.method == "POST":
        return _act(request, found)
    old = store.newest_value(found.kind, found.key)
    wrong = drafts.faults(found.content)
    shown = None
    if found.kind == "form" and not wrong:
        shown = preview(form_from_item(found.content))
    facts = {"draft": found, "faults": wrong, "preview": shown, "fresh": old is None}
    return page(request, "draft", "پیش‌نویس", **facts, lines=differences(old, found.content))


def _act(request: HttpRequest, found: Draft) -> HttpResponse:
    by = staff_name(request)
    if "discard" in request.POST:
        drafts.discard(found, by)
        messages.success(request, "پیش‌نویس کنار گذاشته شد.")
        return redirect(DESK)
    try:
        done = drafts.publish(found, by)
    except Refused as refused:
        messages.error(request, " ".join(fault.reason for fault in refused.faults))
        return redirect(f"/staff/catalogue/item/drafts/{found.pk}/")
    return _told(request, done)


DESK = "/staff/catalogue/item/desk/"


def publish(request: HttpRequest) -> HttpResponse:
    """A release of everything imported or confirmed."""
    may_write(request)
    if request.method != "POST":
        return redirect(DESK)
    return _told(request, releases.publish(staff_name(request)))


def _told(request: HttpRequest, done: releases.Published) -> HttpResponse:
    number = persian_digits(done.release.number)
    said = f"انتشار {number} امضا شد." if done.fresh else f"چیزی تازه نبود؛ انتشار {number} برجاست."
    messages.success(request, said)
    if done.held:
        held = persian_digits(len(done.held))
        messages.warning(request, f"{held} شناسنامه بندِ اعلام‌نشده دارد و بی مجوز منتشر نشد.")
    return redirect(DESK)


def form_shown(request: HttpRequest, key: str, version: int) -> HttpResponse:
    """A published form version, drawn for reading."""
    may_write(request)
    stood = get_object_or_404(FormVersion, key=key, version=version)
    item = store.value_at("form", key, version)
    shown = preview(form_from_item(item))
    return page(request, "form", stood.title, preview=shown, stood=stood)


def confirm_days(request: HttpRequest) -> HttpResponse:
    """Estimated days: confirmed as they are, or on the day they really fall on."""
    may_write(request)
    value = _holidays()
    days = days_off.uncertain(value)
    if request.method == "POST":
        chosen = [int(place) for place in request.POST.getlist("day") if place.isdigit()]
        told = [
            (days[n]["date_sh"], days[n]["title"], request.POST.get(f"date{n}", ""))
            for n in chosen
            if n < len(days)
        ]
        try:
            made = drafts.write(days_off.confirm(value, told), staff_name(request))
        except OperatorCanFix as wrong:
            messages.error(request, resources.sentence(wrong))
            return redirect(request.path)
        return redirect(f"/staff/catalogue/item/drafts/{made.pk}/")
    return page(request, "days", "روزهای تخمینی", days=days)
