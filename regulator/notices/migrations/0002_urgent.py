from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0001_first'),
    ]

    operations = [
        migrations.AddField(
            model_name='announcement',
            name='province',
            field=models.CharField(blank=True, max_length=2, verbose_name='کد استان (خالی: همه)'),
        ),
        migrations.AddField(
            model_name='announcement',
            name='service',
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name='شماره خدمت (خالی: همه)'),
        ),
        migrations.AddField(
            model_name='announcement',
            name='critical',
            field=models.BooleanField(default=False, verbose_name='فوری: کار تا خواندن آن می\u200cماند'),
        ),
    ]
