"""The budget year's end: newest complete tables carried into the next year by a dated decision.

From 15 Esfand the console offers it. Only titles the rules call complete are proposed; a retired
title never is (design.md 4.1, #101).
"""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from app.domain.jalali import JalaliDate
from app.domain.tariffs import complete_titles
from regulator import clock
from regulator.catalogue import drafts, shelf
from regulator.catalogue.console.pages import page
from regulator.console import staff_name
from regulator.jalali_fields import JalaliTextField
from regulator.tariffs.models import Decision

ESFAND, FROM_DAY = 12, 15


def year_to_extend(today: JalaliDate) -> int:
    """The coming year from 15 Esfand, else this one: what has no table yet may still be carried."""
    late = (today.month, today.day) >= (ESFAND, FROM_DAY)
    return int(today.year) + 1 if late else int(today.year)


def proposed(year: int) -> list[str]:
    """Titles that may be carried into the year and are not yet."""
    catalogue = shelf.current()
    carried = {t for one in catalogue.decisions if one.to_year == year for t in one.titles}
    titles = complete_titles(catalogue.rules, catalogue.tariffs, year)
    return [title for title in titles if title not in carried]


class ExtensionForm(forms.Form):
    """Who decided, when, in which words, and for which of the proposed titles."""

    by = forms.CharField(label="مرجع تصمیم", max_length=120)
    date = JalaliTextField(label="تاریخ تصمیم")
    text = forms.CharField(label="متن تصمیم", widget=forms.Textarea(attrs={"rows": 4}))
    titles = forms.MultipleChoiceField(label="عنوان‌ها", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, titles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["titles"]
        chosen.choices = [(title, title) for title in titles]
        chosen.initial = titles


def extend(request: HttpRequest) -> HttpResponse:
    """Propose, ask, and leave a draft of the decision."""
    if not request.user.has_perm("catalogue.change_draft"):
        raise PermissionDenied
    year = year_to_extend(clock.today())
    form = ExtensionForm(request.POST or None, titles=proposed(year))
    if request.method == "POST" and form.is_valid():
        draft = drafts.write(_decision(year, form.cleaned_data), staff_name(request))
        return redirect(f"/staff/catalogue/item/drafts/{draft.pk}/")
    return page(request, "extend", "تمدید تعرفه‌ها", form=form, year=year)


def _decision(year: int, said: dict[str, Any]) -> dict[str, Any]:
    """The item; a second decision for the same year has a key of its own."""
    taken = set(Decision.objects.values_list("key", flat=True))
    keys = (f"{year}-extension{ending}" for ending in ("", *(f"-{n}" for n in range(2, 1000))))
    key = next(key for key in keys if key not in taken)
    named = {"kind": "decision", "key": key, "version": 1, "to_year_sh": year}
    return {**named, **said, "titles": sorted(said["titles"])}
