"""Stays sent by a source system: a key for that alone, and on each step which system sent it and when it saw it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("kapacitet", "0013_reservation_til_undergruppe"),
        ("parter", "0002_funktion_telefon"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="kildesystem", name="kildesystem_navn"),
        migrations.AddField(
            model_name="kildesystem",
            name="formaal",
            field=models.CharField(
                choices=[("ledighed", "ledige pladser"), ("ophold", "ophold uden navne")],
                default="ledighed",
                max_length=10,
                verbose_name="må melde",
            ),
        ),
        migrations.AddField(
            model_name="opholdsskridt",
            name="kilde",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kapacitet.kildesystem",
                verbose_name="sendt af kildesystemet",
            ),
        ),
        migrations.AddField(
            model_name="opholdsskridt",
            name="observeret_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="set af kildesystemet"),
        ),
        migrations.AddConstraint(
            model_name="kildesystem",
            constraint=models.UniqueConstraint(
                condition=Q(lukket_at__isnull=True),
                fields=("driftsherre", "navn", "formaal"),
                name="kildesystem_navn",
                violation_error_message="I har allerede et kildesystem med det navn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kildesystem",
            constraint=models.CheckConstraint(
                condition=Q(formaal__in=["ledighed", "ophold"]),
                name="kildesystem_formaal",
                violation_error_message="En nøgle er til ledige pladser eller til ophold.",
            ),
        ),
        migrations.AddConstraint(
            model_name="opholdsskridt",
            constraint=models.CheckConstraint(
                condition=Q(kilde__isnull=True, observeret_at__isnull=True)
                | Q(kilde__isnull=False, observeret_at__isnull=False, observeret_at__lte=F("registreret_at")),
                name="opholdsskridt_kilde_og_tid",
                violation_error_message="Et kildesystem siger, hvornår det så det, og ikke en tid, der kommer.",
            ),
        ),
    ]
