"""An auditor's account as staff fill it in: the scope by names, offices and services by number."""

from typing import TYPE_CHECKING, Any

from django import forms

from app.domain.text import latin_digits
from regulator.agencies.forms import agencies
from regulator.auditing.models import Auditor
from regulator.catalogue import shelf
from regulator.offices.models import Office

if TYPE_CHECKING:
    OfAuditor = forms.ModelForm[Auditor]
else:
    OfAuditor = forms.ModelForm


class Numbers(forms.CharField):
    """A list of numbers, apart by spaces or commas."""

    def prepare_value(self, value: Any) -> Any:
        """As it is shown."""
        return " ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """As it is kept."""
        return latin_digits(value or "").replace("،", " ").replace(",", " ").split()


def _provinces() -> list[tuple[str, str]]:
    return [(code, one.name) for code, one in shelf.current().provinces.items()]


class AuditorForm(OfAuditor):
    """Nothing chosen in the scope means the whole country, and all services."""

    agency = forms.ChoiceField(
        label="دستگاه (فقط نماینده دستگاه)",
        choices=lambda: [("", "—"), *agencies()],
        required=False,
    )
    provinces = forms.MultipleChoiceField(
        label="استان‌ها (هیچ‌کدام: همه کشور)",
        choices=_provinces,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    offices = Numbers(label="کد دفترها", required=False)
    services = Numbers(label="شماره خدمت‌ها (خالی: همه)", required=False)

    class Meta:
        model = Auditor
        fields = ("number", "name", "role", "agency", "provinces", "offices", "services")

    def clean_offices(self) -> list[str]:
        """Each must be an office."""
        told: list[str] = self.cleaned_data["offices"]
        known = set(Office.objects.filter(code__in=told).values_list("code", flat=True))
        return _checked(told, known, "دفتری با این کد نیست")

    def clean_services(self) -> list[int]:
        """Each must be a service of the catalogue in force."""
        told: list[str] = self.cleaned_data["services"]
        known = {str(number) for number in shelf.current().services}
        return [int(one) for one in _checked(told, known, "خدمتی با این شماره نیست")]


def _checked(told: list[str], known: set[str], wrong: str) -> list[str]:
    if unknown := [one for one in told if one not in known]:
        raise forms.ValidationError(f"{wrong}: {' '.join(unknown)}")
    return told
