from django.db import migrations

from regulator.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("auditing", "0001_initial")]
    operations = [
        append_only("audit_reads"),
        migrations.RunSQL(
            'INSERT INTO auditing_linehead ("next") VALUES (0)', "DELETE FROM auditing_linehead"
        ),
    ]
