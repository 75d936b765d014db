from django.db import migrations

from regulator.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = [append_only("intake_storedentry", "intake_casemove", "intake_feeditem", "intake_forkedentry")]
