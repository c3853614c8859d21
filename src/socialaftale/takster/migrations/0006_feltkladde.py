import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("takster", "0005_gennemgangens_raekker"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Feltkladde",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("felt", models.CharField(max_length=200, verbose_name="felt")),
                ("tekst", models.TextField(blank=True, verbose_name="det, der er skrevet")),
                ("nr", models.PositiveIntegerField(default=1, verbose_name="gange skrevet")),
                (
                    "gemt_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="gemt"),
                ),
                (
                    "gemt_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemt af",
                    ),
                ),
                (
                    "indberetning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feltkladder",
                        to="takster.tilbudsindberetning",
                        verbose_name="indberetning",
                    ),
                ),
            ],
            options={
                "verbose_name": "feltkladde",
                "verbose_name_plural": "feltkladder",
                "ordering": ["indberetning", "felt"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indberetning", "felt"),
                        name="feltkladde_en_pr_felt",
                        violation_error_message="En anden har lige skrevet i feltet. Se begge værdier, og vælg.",
                    )
                ],
            },
        ),
    ]
