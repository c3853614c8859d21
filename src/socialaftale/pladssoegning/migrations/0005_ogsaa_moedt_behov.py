from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("parter", "0002_funktion_telefon"),
        ("pladssoegning", "0004_et_ja_holder_en_plads"),
    ]

    operations = [
        migrations.RenameModel("UmoedtBehov", "Behovstal"),
        migrations.AlterModelOptions(
            name="behovstal",
            options={
                "ordering": ["-maaned", "lovgrundlag", "bred_gruppe", "aldersbaand", "aarsag"],
                "verbose_name": "behovstal",
                "verbose_name_plural": "behovstal",
            },
        ),
        migrations.RemoveConstraint("behovstal", "umoedtbehov_en_optaelling"),
        migrations.RemoveConstraint("behovstal", "umoedtbehov_hele_maaneder"),
        migrations.RemoveConstraint("behovstal", "umoedtbehov_aarsag"),
        migrations.AlterField(
            model_name="behovstal",
            name="aarsag",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ingen_ledig", "ingen ledig plads"),
                    ("kan_ikke", "ingen kan det, der er brug for"),
                    ("for_langt", "for langt væk"),
                    ("for_sent", "kunne først begynde for sent"),
                    ("for_dyrt", "for dyrt"),
                    ("andet_valg", "borgeren ønskede noget andet"),
                ],
                max_length=20,
                verbose_name="årsag til, at intet passede",
            ),
        ),
        migrations.AlterField(
            model_name="soegning",
            name="lukket_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="lukket og talt med"),
        ),
        migrations.AddConstraint(
            "behovstal",
            models.UniqueConstraint(
                fields=["omraade", "maaned", "lovgrundlag", "bred_gruppe", "aldersbaand", "aarsag"],
                name="behovstal_en_optaelling",
                violation_error_message="Der tælles allerede her.",
            ),
        ),
        migrations.AddConstraint(
            "behovstal",
            models.CheckConstraint(
                condition=Q(maaned__day=1),
                name="behovstal_hele_maaneder",
                violation_error_message="Der tælles i hele måneder: skriv den første.",
            ),
        ),
        migrations.AddConstraint(
            "behovstal",
            models.CheckConstraint(
                condition=Q(
                    aarsag__in=["", "ingen_ledig", "kan_ikke", "for_langt", "for_sent", "for_dyrt", "andet_valg"]
                ),
                name="behovstal_aarsag",
                violation_error_message="Vælg, hvorfor intet passede.",
            ),
        ),
    ]
