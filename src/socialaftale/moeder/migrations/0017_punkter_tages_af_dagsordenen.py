import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moeder", "0016_ord_fra_frigivelsen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="dagsordenspunkt",
            name="kommer_igen",
            field=models.BooleanField(default=False, editable=False, verbose_name="venter til et senere møde"),
        ),
        migrations.AddField(
            model_name="dagsordenspunkt",
            name="taget_af",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taget_af",
                to="moeder.moede",
                verbose_name="taget af mødet",
            ),
        ),
        migrations.AddField(
            model_name="dagsordenspunkt",
            name="taget_af_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="taget af dagsordenen"),
        ),
        migrations.AddField(
            model_name="dagsordenspunkt",
            name="taget_af_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="taget af dagsordenen af",
            ),
        ),
        migrations.AddField(
            model_name="dagsordenspunkt",
            name="taget_af_fordi",
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name="hvorfor det er taget af"),
        ),
        migrations.AlterField(
            model_name="dagsordenspunkt",
            name="moede",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="punkter",
                to="moeder.moede",
                verbose_name="møde",
            ),
        ),
        migrations.AddConstraint(
            model_name="dagsordenspunkt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("moede__isnull", False),
                        ("taget_af", None),
                        ("taget_af_at", None),
                        ("taget_af_by", None),
                        ("taget_af_fordi", ""),
                    ),
                    models.Q(
                        ("taget_af__isnull", False),
                        ("taget_af_at__isnull", False),
                        ("taget_af_by__isnull", False),
                        models.Q(("taget_af_fordi", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="dagsordenspunkt_taget_af_med_grund",
                violation_error_message="Skriv, hvorfor punktet tages af dagsordenen.",
            ),
        ),
    ]
