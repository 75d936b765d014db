"""What staff fill in about the journal: an order to erase."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from app.domain import tracking
from app.domain.errors import Refusal
from regulator.intake import erasing
from regulator.intake.models import ErasureOrder
from resources import sentence

if TYPE_CHECKING:
    OfOrder = forms.ModelForm[ErasureOrder]
else:
    OfOrder = forms.ModelForm


class ErasureForm(OfOrder):
    """Whose data goes and why; what cannot be erased says so before anything happens."""

    tid = forms.CharField(label="شناسه پیگیری", max_length=40)

    class Meta:
        model = ErasureOrder
        fields = ("tid", "ground", "number")

    def clean_tid(self) -> str:
        """Its 18 digits, of a request that may be erased."""
        try:
            tid = tracking.check(str(self.cleaned_data["tid"]))
            with transaction.atomic():
                erasing.to_erase(tid)
        except Refusal as wrong:
            raise ValidationError(sentence(wrong)) from wrong
        return tid

    def order(self) -> erasing.Order:
        """The order as filled in."""
        said: dict[str, Any] = self.cleaned_data
        return erasing.Order(said["tid"], said["ground"], said["number"])
