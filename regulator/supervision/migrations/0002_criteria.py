"""The criteria of the ranking as they begin; the console changes them."""

from django.db import migrations

CRITERIA = (
    ("on_time", 30, 100, 50),
    ("findings", 20, 0, 20),
    ("desk_minutes", 15, 5, 45),
    ("complaints", 15, 0, 10),
    ("mistakes", 10, 0, 100),
    ("late_hours", 10, 0, 72),
)


def begin(apps, _editor):
    """One row for each; those that are there stay."""
    criterion = apps.get_model("supervision", "RankCriterion")
    for code, weight, best, worst in CRITERIA:
        told = {"weight": weight, "best": best, "worst": worst}
        criterion.objects.get_or_create(code=code, defaults=told)


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
