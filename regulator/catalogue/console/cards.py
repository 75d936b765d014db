"""The service card and the agency's contact, field by field (#7, #34, #38, #39)."""

from typing import Any

from django import forms

from regulator.catalogue.console.forms import ItemForm, Value, agencies, services
from regulator.jalali_fields import JalaliTextField
from regulator.words import choices

NATURES = [(one, one) for one in ("", "حاکمیتی", "حمایتی", "تصدی")]


class ServiceForm(ItemForm):
    """The card of a service that exists: its eleven legal fields, and what is known beyond them.

    A field left empty is undeclared; texts of lists stand one a line.
    """

    kind = "service"
    key = forms.ChoiceField(label="خدمت", choices=services)
    title = forms.CharField(label="عنوان", max_length=200)
    max = forms.IntegerField(label="زمان پاسخ", min_value=0)
    unit = forms.ChoiceField(label="یکای زمان", choices=lambda: choices("units"))
    provisional = forms.BooleanField(label="زمان پاسخ موقت است", required=False)
    cofog = forms.RegexField(r"^\d{2}(\.\d){0,2}$", label="بخش COFOG", required=False)
    cluster = forms.CharField(label="خوشه خدمت", required=False, max_length=80)
    channels = forms.MultipleChoiceField(
        label="این خدمت از کجا هم ممکن است",
        required=False,
        choices=lambda: choices("channels"),
        widget=forms.CheckboxSelectMultiple,
    )
    hours = forms.CharField(label="ساعت ارائه", required=False, max_length=120)
    electronic = forms.ChoiceField(
        label="الکترونیکی بودن", required=False, choices=lambda: [("", "—"), *choices("electronic")]
    )
    target_date = JalaliTextField(label="تاریخ هدف الکترونیکی شدن", required=False)
    review_date = JalaliTextField(label="تاریخ بازنگری", required=False)
    owner = forms.ChoiceField(
        label="مسئول درستی محتوا", required=False, choices=lambda: [("", "—"), *agencies()]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.initial.get("card", ()):
            name, title = f"f_{field['key']}", field["title"]
            states = choices("field_status")
            self.fields[f"{name}_status"] = forms.ChoiceField(label=title, choices=states)
            self.fields[f"{name}_value"] = forms.CharField(
                label="", required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    @classmethod
    def filled(cls, value: Value | None) -> Value:
        """Response, attributes and legal fields as fields of the form."""
        if value is None:
            return {}
        said = dict(value.get("attributes", {}))
        electronic = said.pop("electronic", {})
        said |= {"electronic": electronic.get("status"), "target_date": electronic.get("target")}
        for field in value["card"]:
            said[f"f_{field['key']}_status"] = field["status"]
            said[f"f_{field['key']}_value"] = _as_text(field.get("value"))
        same = {name: value[name] for name in ("key", "title", "card")}
        return {**same, **value["response"], **said}

    def item(self, old: Value | None) -> Value:
        """The published card with what was filled in."""
        said, value = self.cleaned_data, dict(old or {})
        response = {**value["response"], **{n: said[n] for n in ("max", "unit", "provisional")}}
        value |= {"title": said["title"], "response": response, "attributes": self._attributes()}
        value["card"] = [self._field(field) for field in value["card"]]
        return value

    def _attributes(self) -> Value:
        said = self.cleaned_data
        names = ("cofog", "cluster", "channels", "hours", "review_date", "owner")
        found = {name: said[name] for name in names if said[name]}
        if said["electronic"]:
            target = {"target": said["target_date"]} if said["target_date"] else {}
            found["electronic"] = {"status": said["electronic"], **target}
        return found

    def _field(self, field: Value) -> Value:
        typed = self.cleaned_data[f"f_{field['key']}_value"].strip()
        value = field.get("value")
        if typed != _as_text(value):
            value = typed.splitlines() if "\n" in typed or isinstance(value, list) else typed
        return {
            **field,
            "status": self.cleaned_data[f"f_{field['key']}_status"],
            "value": value or None,
        }


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(str(part) for part in value)
    return value if isinstance(value, str) else ""


class AgencyForm(ItemForm):
    """The contact of one agency, printed on slips (#7)."""

    kind = "agencies"
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    agency = forms.ChoiceField(label="دستگاه", choices=agencies)
    phone = forms.CharField(label="تلفن", required=False, max_length=40)
    fax = forms.CharField(label="دورنگار", required=False, max_length=40)
    email = forms.EmailField(label="پست الکترونیکی", required=False)
    address = forms.CharField(label="نشانی", required=False, max_length=300)

    @classmethod
    def filled(cls, _value: Value | None) -> Value:
        """Empty: an agency is chosen first."""
        return {}

    def item(self, old: Value | None) -> Value:
        """The whole list with that agency's contact; empty parts keep what was known."""
        said = {n: self.cleaned_data[n] for n in ("phone", "fax", "email", "address")}
        told = {name: part for name, part in said.items() if part}
        rows = [
            {**row, **told, "contact_status": "known"}
            if told and row["key"] == self.cleaned_data["agency"]
            else row
            for row in (old or {"agencies": []})["agencies"]
        ]
        return {"kind": self.kind, "key": "agencies", "version": 1, "agencies": rows}
