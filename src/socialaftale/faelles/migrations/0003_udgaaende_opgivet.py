from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("faelles", "0002_fil_har_altid_en_person")]

    operations = [
        migrations.AddField(
            model_name="udgaaende",
            name="opgivet_at",
            field=models.DateTimeField(null=True, verbose_name="opgivet"),
        ),
    ]
