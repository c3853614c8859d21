from decimal import Decimal

import pytest
from django.db import transaction

from socialaftale.faelles import haendelser, tid
from socialaftale.faelles.models import Fil, Haendelse


@pytest.fixture
def fil(mette):
    return Fil.objects.create(
        sha256="a" * 64, navn="skema.xlsx", stoerrelse=3, oprettet_at=tid.now(), oprettet_by=mette
    )


def test_an_event_says_who_did_what_and_what_changed(fil, mette):
    haendelser.record("indsend", fil, by=mette, rolle="takstansvarlig", foer={"k": Decimal("1.50")}, efter={"k": None})
    [haendelse] = haendelser.events_of(fil)
    assert (haendelse.by, haendelse.rolle, haendelse.verbum) == (mette, "takstansvarlig", "indsend")
    assert haendelse.foer == {"k": "1.50"}
    assert haendelse.at <= tid.now()


def test_an_event_can_be_neither_changed_nor_deleted(fil):
    haendelse = haendelser.record("opret", fil, by=None)
    for forsoeg in (haendelse.save, haendelse.delete, Haendelse.objects.all().delete):
        with pytest.raises(TypeError):
            forsoeg()
    with pytest.raises(TypeError):
        Haendelse.objects.update(verbum="andet")


@pytest.mark.django_db(transaction=True)
def test_an_event_without_its_change_is_refused():
    with pytest.raises(RuntimeError, match="samme transaktion"):
        haendelser.record("opret", Fil(pk=1), by=None)


@pytest.mark.django_db(transaction=True)
def test_the_event_goes_away_with_the_change():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        haendelser.record("opret", Fil(pk=1), by=None)
        1 / 0  # noqa: B018
    assert not Haendelse.objects.exists()
