"""A waiver, as staff give it: which card, who, from when until when (design.md 4.1)."""

from typing import TYPE_CHECKING, Any

from django import forms

import resources
from regulator.catalogue import holds, store
from regulator.catalogue.console.forms import services
from regulator.catalogue.models import Waiver
from regulator.jalali_fields import JalaliTextField

if TYPE_CHECKING:
    Form = forms.ModelForm[Waiver]
else:
    Form = forms.ModelForm


class WaiverForm(Form):
    """The fields it covers are those the card's newest version leaves undeclared."""

    service = forms.ChoiceField(label="خدمت", choices=services)
    date_sh = JalaliTextField(label="تاریخ")
    until_sh = JalaliTextField(label="تا")

    def clean(self) -> dict[str, Any]:
        """Dates in their order, and the undeclared fields of that card."""
        said = super().clean() or {}
        if said.get("date_sh", "") > said.get("until_sh", "9999"):
            raise forms.ValidationError(resources.messages()["item-dates-turned"])
        card = store.newest_value("service", said.get("service", ""))
        self.instance.fields = holds.undeclared(card) if card else []
        return said
