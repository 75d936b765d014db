"""What staff and officers fill in: a step, an officer's agency, a program's agency."""

from typing import TYPE_CHECKING

from django import forms

from regulator.agencies.models import AgencyKey, Officer
from regulator.catalogue import shelf
from regulator.words import choices

if TYPE_CHECKING:
    OfOfficer = forms.ModelForm[Officer]
    OfKey = forms.ModelForm[AgencyKey]
else:
    OfOfficer = OfKey = forms.ModelForm


def agencies() -> list[tuple[str, str]]:
    """All agencies of the catalogue in force, by name."""
    return [(one.key, one.name) for one in shelf.current().agencies.values()]


class StepForm(forms.Form):
    """What an officer says of a case; the responsible person is the officer."""

    step = forms.ChoiceField(label="گام", choices=lambda: choices("agency_steps"))
    code = forms.CharField(label="کد رهگیری دستگاه", max_length=64, required=False)
    note = forms.CharField(
        label="توضیح برای متقاضی",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class OfficerForm(OfOfficer):
    """The agency is chosen by its name."""

    agency = forms.ChoiceField(label="دستگاه", choices=agencies)

    class Meta:
        model = Officer
        fields = ("user", "agency")


class KeyForm(OfKey):
    """Only the agency is asked; the key is drawn."""

    agency = forms.ChoiceField(label="دستگاه", choices=agencies)

    class Meta:
        model = AgencyKey
        fields = ("agency",)
