"""Orders to erase, with what they took."""

from django.db import migrations, models

from regulator.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0008_erased_bodies'),
    ]

    operations = [
        migrations.CreateModel(
            name='ErasureOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tid', models.CharField(max_length=18, verbose_name='شناسه پیگیری')),
                ('ground', models.CharField(max_length=200, verbose_name='مبنا (قانون یا تصمیم)')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='شماره دستور')),
                ('at', models.DateTimeField(verbose_name='زمان')),
                ('by', models.CharField(max_length=80, verbose_name='به دست')),
                ('bodies', models.PositiveIntegerField(verbose_name='محتواها')),
                ('documents', models.PositiveIntegerField(verbose_name='مدرک\u200cها')),
                ('second', models.PositiveIntegerField(verbose_name='مانده در رویدادهای دوشاخه')),
            ],
            options={
                'verbose_name': 'دستور امحا',
                'verbose_name_plural': 'دستورهای امحا',
                'ordering': ('-id',),
            },
        ),
        append_only("intake_erasureorder"),
    ]
