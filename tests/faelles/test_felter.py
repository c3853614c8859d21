"""Amount fields on a table of their own: the field must be right before any app uses it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models

from socialaftale.faelles.felter import BeloebField, SkaleretField


class Proeve(models.Model):
    beloeb = BeloebField("beløb")
    timer = SkaleretField("timer", decimaler=1, null=True)

    class Meta:
        app_label = "proeve"

    def __str__(self):
        return str(self.beloeb)


@pytest.fixture
def tabel(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Proeve)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Proeve)


def test_ten_oere_three_times_is_thirty_oere(tabel):
    for _ in range(3):
        Proeve.objects.create(beloeb=Decimal("0.10"), timer=Decimal("0.1"))
    summer = Proeve.objects.aggregate(k=models.Sum("beloeb"), t=models.Sum("timer"))
    assert summer == {"k": Decimal("0.30"), "t": Decimal("0.3")}


def test_amounts_come_back_exactly_and_can_be_compared(tabel):
    Proeve.objects.create(beloeb=Decimal("-90071992547409.91"))
    assert Proeve.objects.get(beloeb__lt=Decimal("0.01")).beloeb == Decimal("-90071992547409.91")
    assert Proeve.objects.filter(timer=None).count() == 1


def test_a_fraction_of_an_oere_is_refused_not_rounded(tabel):
    with pytest.raises(ValueError, match="flere end 2 decimaler"):
        Proeve.objects.create(beloeb=Decimal("0.005"))
    with pytest.raises(ValidationError, match="flere end 2 decimaler"):
        Proeve(beloeb=Decimal("0.005")).full_clean()


def test_a_number_too_large_to_keep_is_refused(tabel):
    with pytest.raises(ValueError, match="for stort"):
        Proeve.objects.create(beloeb=Decimal("1e30"))


def test_a_float_is_refused(tabel):
    with pytest.raises(TypeError, match="aldrig en float"):
        Proeve.objects.create(beloeb=0.1)


def test_an_average_in_the_database_is_refused(tabel):
    Proeve.objects.create(beloeb=Decimal("0.01"))
    Proeve.objects.create(beloeb=Decimal("0.02"))
    with pytest.raises(TypeError, match="regnes i regler"):
        Proeve.objects.aggregate(m=models.Avg("beloeb"))


def test_the_form_reads_danish_amounts():
    felt = BeloebField("beløb").formfield()
    assert felt.clean("1.234,50") == Decimal("1234.50")
    assert felt.label == "Beløb"
