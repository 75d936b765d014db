from django.db import migrations, models


class Migration(migrations.Migration):
    """Delegations are made from lists now; the old rows had none, and no release named them."""

    dependencies = [
        ('delegation', '0001_initial'),
    ]

    operations = [
        migrations.DeleteModel('Delegation'),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_key', models.CharField(max_length=20, verbose_name='فهرست')),
                ('place', models.PositiveIntegerField(verbose_name='ردیف')),
                ('service', models.PositiveBigIntegerField(db_index=True, verbose_name='شماره خدمت')),
                ('office_kind', models.CharField(blank=True, choices=[('counter_office', 'دفتر پیشخوان'), ('police10_office', 'دفتر پلیس+۱۰'), ('post_office', 'دفتر پستی')], max_length=20, verbose_name='نوع دفتر')),
                ('province', models.CharField(blank=True, max_length=12, verbose_name='کد استان')),
                ('office', models.CharField(blank=True, max_length=5, verbose_name='کد دفتر')),
                ('starts', models.DateField(verbose_name='از')),
                ('ends', models.DateField(blank=True, null=True, verbose_name='تا')),
                ('state', models.CharField(choices=[('active', 'فعال'), ('closing', 'در حال خاتمه'), ('stopped', 'متوقف')], default='active', max_length=8, verbose_name='وضعیت')),
                ('conditions', models.CharField(blank=True, max_length=500, verbose_name='شرایط')),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='مبنا')),
            ],
            options={
                'verbose_name': 'واگذاری',
                'verbose_name_plural': 'واگذاری\u200cها',
                'ordering': ('list_key', 'place'),
                'constraints': [models.UniqueConstraint(fields=('list_key', 'place'), name='one_row_per_place')],
            },
        ),
    ]
