"""The citizens' form for complaints, criticisms and suggestions; the promise comes first."""

import secrets
from datetime import timedelta

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from app.domain import tracking
from app.domain.errors import OperatorCanFix
from regulator import clock
from regulator.complaints import telling
from regulator.complaints.models import Complaint
from regulator.oversight.events import log

REPLY_DAYS = 15


class ComplaintForm(forms.ModelForm):  # type: ignore[type-arg]
    """Kind, optional tracking ID (any spelling), text, optional contact."""

    tid = forms.CharField(required=False, max_length=60)
    text = forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 5}))

    class Meta:
        model = Complaint
        fields = ("kind", "tid", "text", "contact")

    def clean_tid(self) -> str:
        """The 18 digits, or a form error."""
        typed = self.cleaned_data["tid"]
        try:
            return tracking.check(typed) if typed else ""
        except OperatorCanFix as wrong:
            raise forms.ValidationError(wrong.code) from wrong


@require_http_methods(["GET", "HEAD", "POST"])
def new_complaint(request: HttpRequest) -> HttpResponse:
    """Takes one message; its number and the promised time are the answer."""
    form = ComplaintForm(request.POST or None, initial={"tid": request.GET.get("tid", "")[:60]})
    facts: dict[str, object] = {"form": form, "reply_days": REPLY_DAYS}
    if request.method == "POST" and form.is_valid():
        facts["made"] = _keep(form)
    status = 400 if form.errors else 200
    return render(request, "portal/complaint.html", facts, status=status)


@transaction.atomic
def _keep(form: ComplaintForm) -> Complaint:
    made: Complaint = form.save(commit=False)
    made.number = f"{secrets.randbelow(10**10):010}"
    made.at = clock.now()
    made.promised_by = made.at + timedelta(days=REPLY_DAYS)
    made.save(force_insert=True)
    log("complaint.taken", f"complaint:{made.number}", "citizen", kind=made.kind)
    telling.tell(made)
    return made
