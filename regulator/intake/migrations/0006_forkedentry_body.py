"""The other story of a copied desk is kept with its bodies."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_casemove_agency")]

    operations = [
        migrations.AddField(
            model_name="forkedentry",
            name="body",
            field=models.BinaryField(null=True, verbose_name="محتوا"),
        ),
    ]
