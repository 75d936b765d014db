"""What staff fill in for each kind of item, and the item it makes; dates are Jalali.

Kinds without a form of their own are written as JSON and held against the same checks.
"""

import json
from typing import Any, ClassVar

from django import forms

import resources
from regulator.catalogue import store
from regulator.jalali_fields import JalaliTextField

Value = dict[str, Any]
KEY = r"^[a-z0-9][a-z0-9_-]{0,79}$"


def provinces() -> list[tuple[str, str]]:
    """(code, name) of all provinces."""
    value = store.newest_value("provinces", "provinces") or {"provinces": ()}
    return [(row["code"], row["name"]) for row in value["provinces"]]


def agencies() -> list[tuple[str, str]]:
    """(key, name) of all agencies."""
    value = store.newest_value("agencies", "agencies") or {"agencies": ()}
    return [(row["key"], row["name"]) for row in value["agencies"]]


def services() -> list[tuple[str, str]]:
    """(key, number and title) of all services."""
    found = sorted(store.newest_values("service").values(), key=lambda one: int(one["number"]))
    return [(one["key"], f"{one['number']} – {one['title']}") for one in found]


def multiple(choices: Any, label: str, *, required: bool = False) -> forms.MultipleChoiceField:
    """Several of a list."""
    widget = forms.SelectMultiple(attrs={"size": 8})
    return forms.MultipleChoiceField(choices=choices, label=label, required=required, widget=widget)


def long_text(label: str) -> forms.CharField:
    """Several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}))


class ItemForm(forms.Form):
    """Fills one item; the fields of the form are the parts of the item unless a kind says else."""

    kind: ClassVar[str] = ""
    key: forms.Field = forms.RegexField(
        KEY, label="کلید (لاتین)", widget=forms.TextInput({"dir": "ltr"})
    )

    @classmethod
    def filled(cls, value: Value | None) -> Value:
        """What stands in the fields when a published item is edited."""
        return value or {}

    def item(self, _old: Value | None) -> Value:
        """The item as filled in; the version is given when it is kept."""
        said = {name: part for name, part in self.cleaned_data.items() if part not in ("", None)}
        return {"kind": self.kind, "version": 1, **said}


class ClosureForm(ItemForm):
    """A sudden closure: publishing it moves the due dates of open cases there."""

    kind = "closure"
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    date_sh = JalaliTextField(label="روز تعطیل")
    title = forms.CharField(label="عنوان", max_length=120)
    reason = forms.CharField(label="دلیل", max_length=200)
    provinces = multiple(provinces, "استان‌ها (خالی: همه کشور)")

    def item(self, old: Value | None) -> Value:
        """The key is made of day and provinces, so that one closure is written once."""
        made = super().item(old)
        day = made["date_sh"].replace("/", "")
        where = "-".join(sorted(self.cleaned_data["provinces"]))
        key = old["key"] if old else f"{day}-{where}".strip("-")
        return {**made, "key": key, "provinces": sorted(self.cleaned_data["provinces"])}


class NoticeForm(ItemForm):
    """What every operator reads once."""

    kind = "notice"
    title = forms.CharField(label="عنوان", max_length=120)
    text = long_text("متن")
    to = JalaliTextField(label="تا", required=False)

    field_order: tuple[str, ...] = ("key", "title", "text", "from", "to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # `from` is a word of Python.
        self.fields["from"] = JalaliTextField(label="از")
        self.order_fields(self.field_order)


class ExemptionForm(NoticeForm):
    """A ground on which some lines cost less."""

    kind = "exemption"
    text = None  # type: ignore[assignment]
    ground = forms.CharField(label="مبنای قانونی", max_length=300)
    evidence = forms.CharField(label="مدرکی که دیده می‌شود", max_length=200)
    percent = forms.IntegerField(label="درصد معافیت", min_value=1, max_value=100)
    services = multiple(services, "خدمت‌ها (خالی: همه)")
    lines = forms.CharField(
        label="عنوان‌های تعرفه، هر کدام در یک خط (خالی: همه)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = (
        "key",
        "title",
        "ground",
        "evidence",
        "percent",
        "services",
        "lines",
        "from",
        "to",
    )

    @classmethod
    def filled(cls, value: Value | None) -> Value:
        """Titles one a line."""
        return {**value, "lines": "\n".join(value.get("lines", ()))} if value else {}

    def item(self, old: Value | None) -> Value:
        """Lines as a list."""
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        return {**super().item(old), "lines": lines, "services": self.cleaned_data["services"]}


class AccountForm(ItemForm):
    """An account money is paid to."""

    kind = "account"
    agency = forms.ChoiceField(label="دستگاه", choices=agencies)
    sheba = forms.CharField(label="شبا", max_length=34, widget=forms.TextInput({"dir": "ltr"}))
    title = forms.CharField(label="عنوان حساب", max_length=120)


class ThursdayForm(ItemForm):
    """Where offices open on Thursdays; where nothing is said the office's licence counts."""

    kind = "thursday-rule"
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [("", "طبق پروانه دفتر"), ("open", "باز"), ("closed", "بسته")]
        for code, name in provinces():
            self.fields[f"p{code}"] = forms.ChoiceField(label=name, choices=said, required=False)

    @classmethod
    def filled(cls, value: Value | None) -> Value:
        """One field a province."""
        rules = value["provinces"] if value else {}
        return {f"p{code}": "open" if opens else "closed" for code, opens in rules.items()}

    def item(self, _old: Value | None) -> Value:
        """All rules at once."""
        chosen = {code: self.cleaned_data[f"p{code}"] for code, _ in provinces()}
        rules = {code: said == "open" for code, said in chosen.items() if said}
        return {"kind": self.kind, "key": "all", "version": 1, "provinces": rules}


class PrioritiesForm(ItemForm):
    """The pervasive services a province puts first, five at least (#18)."""

    kind = "priorities"
    key = forms.ChoiceField(label="استان", choices=provinces)
    services = multiple(services, "خدمت‌های اولویت‌دار (دست‌کم پنج)", required=True)
    by = forms.CharField(label="تصویب‌کننده", max_length=120)
    date = JalaliTextField(label="تاریخ")

    @classmethod
    def filled(cls, value: Value | None) -> Value:
        """Services by key."""
        keys = {one["number"]: key for key, one in store.newest_values("service").items()}
        return {**value, "services": [keys[n] for n in value["services"]]} if value else {}

    def item(self, old: Value | None) -> Value:
        """Services by number."""
        numbers = {key: one["number"] for key, one in store.newest_values("service").items()}
        chosen = sorted(numbers[key] for key in self.cleaned_data["services"])
        return {**super().item(old), "services": chosen}


class JsonForm(forms.Form):
    """Any item as its JSON text."""

    text = forms.CharField(
        label="متن JSON",
        widget=forms.Textarea(attrs={"rows": 24, "dir": "ltr", "class": "vLargeTextField"}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    @classmethod
    def filled(cls, value: Value | None) -> Value:
        """The item, readable."""
        return {"text": json.dumps(value, ensure_ascii=False, indent=1)} if value else {}

    def clean_text(self) -> Value:
        """An object of this kind."""
        try:
            value = json.loads(self.cleaned_data["text"], parse_float=str)
            return {**value, "kind": self.kind, "key": value["key"], "version": 1}
        except (ValueError, TypeError, KeyError, RecursionError) as wrong:
            said = resources.messages()["item-not-json"].format(detail=str(wrong)[:120])
            raise forms.ValidationError(said) from wrong

    def item(self, _old: Value | None) -> Value:
        """What was typed."""
        value: Value = self.cleaned_data["text"]
        return value
