import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moeder", "0017_punkter_tages_af_dagsordenen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Afbud",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dato", models.DateField(verbose_name="dato")),
                ("kommer", models.BooleanField(default=False, verbose_name="kommer alligevel")),
                (
                    "registreret_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="registreret"),
                ),
                ("ved_link", models.BooleanField(default=False, editable=False, verbose_name="ved linket i mailen")),
                (
                    "moede",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afbud",
                        to="moeder.moede",
                        verbose_name="møde",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medlem",
                    ),
                ),
                (
                    "registreret_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registreret af",
                    ),
                ),
                (
                    "stedfortraeder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="i stedet kommer",
                    ),
                ),
            ],
            options={
                "verbose_name": "afbud",
                "verbose_name_plural": "afbud",
                "ordering": ["moede", "registreret_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kommer", False), ("stedfortraeder__isnull", True), _connector="OR"),
                        name="afbud_kommer_selv",
                        violation_error_message="Den, der kommer selv, har ingen stedfortræder.",
                    )
                ],
            },
        ),
    ]
