"""What remains of erased bodies, documents by the entries that name them, cases by agency."""

import django.db.models.deletion
from django.db import migrations, models

from regulator.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0007_log_places'),
        ('offices', '0004_lease_figures'),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(max_length=5, verbose_name='دفتر')),
                ('sha256', models.CharField(max_length=64, verbose_name='اثر')),
            ],
            options={
                'verbose_name': 'نام مدرک در رویداد',
                'verbose_name_plural': 'نام مدرک\u200cها در رویدادها',
            },
        ),
        migrations.CreateModel(
            name='ErasedBody',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='gone', serialize=False, to='intake.storedentry')),
                ('remains', models.BinaryField(verbose_name='آنچه ماند')),
                ('at', models.DateTimeField(verbose_name='زمان')),
                ('by', models.CharField(max_length=80, verbose_name='به دست')),
                ('ground', models.CharField(max_length=200, verbose_name='مبنا')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='شماره دستور')),
            ],
            options={
                'verbose_name': 'محتوای امحاشده',
                'verbose_name_plural': 'محتواهای امحاشده',
            },
        ),
        migrations.AddField(
            model_name='case',
            name='agency',
            field=models.CharField(default='', editable=False, max_length=60, verbose_name='دستگاه'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['service', 'agency'], name='cases_by_service'),
        ),
        migrations.AddField(
            model_name='documentuse',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='intake.storedentry'),
        ),
        migrations.AddIndex(
            model_name='documentuse',
            index=models.Index(fields=['office', 'sha256'], name='uses_by_document'),
        ),
        append_only("intake_erasedbody"),
    ]
