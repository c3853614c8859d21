from django.db import migrations, models


def forget_words(apps, schema_editor):
    """Let the worker make every point's words anew: nobody knows of the old ones where they stood."""
    apps.get_model("moeder", "Punktord").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("moeder", "0015_adgang_til_udkast_traekkes_tilbage"),
    ]

    operations = [
        migrations.RunPython(forget_words, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="punktord",
            name="punktord_en_gang",
        ),
        migrations.RemoveIndex(
            model_name="punktord",
            name="punktord_ord",
        ),
        migrations.AddField(
            model_name="punktord",
            name="fra_frigivelsen",
            field=models.BooleanField(default=False, verbose_name="i det, alle må læse fra frigivelsen"),
        ),
        migrations.AlterField(
            model_name="punktord",
            name="for_alle",
            field=models.BooleanField(verbose_name="i det, alle må læse efter mødet"),
        ),
        migrations.AddIndex(
            model_name="punktord",
            index=models.Index(
                fields=["ord", "punkt", "for_alle", "fra_frigivelsen", "vaegt"],
                name="punktord_ord",
                opclasses=["varchar_pattern_ops", "int8_ops", "bool_ops", "bool_ops", "int2_ops"],
            ),
        ),
        migrations.AddConstraint(
            model_name="punktord",
            constraint=models.UniqueConstraint(
                fields=("punkt", "ord", "for_alle", "fra_frigivelsen"),
                name="punktord_en_gang",
                violation_error_message="Ordet er allerede registreret for punktet.",
            ),
        ),
    ]
