"""A queue that is sent out of order and twice: nothing is doubled, nothing is lost, and the same report counts."""

import datetime as dt
import random
from uuid import UUID

import pytest
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.melding import Afsendelse, Nytsvar, write_report
from socialaftale.kapacitet.models import Ledigmelding
from socialaftale.kapacitet.queries import newest_reports
from socialaftale.regler.ledighed import newest
from socialaftale.tilbud.models import Afdeling
from tests.omfang import FAST_FROE, FRISK_FROE, antal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE])
@pytest.mark.timeout(3600)
def test_a_replayed_queue_doubles_nothing_and_loses_nothing(melder, froe):
    lod, nu = random.Random(froe), tid.now()
    afdelinger = [melder.afdeling(navn) for navn in ("Lyngen", "Solsikken", "Bakken")]
    koe = [
        (
            lod.choice(afdelinger),
            lod.choice([Nytsvar("ledig"), Nytsvar("ikke_ledig")]),
            Afsendelse("api", "Kilden", UUID(int=lod.getrandbits(128)), nu - dt.timedelta(minutes=lod.randrange(60))),
        )
        for _ in range(antal(80, 10_000))
    ]
    sendt = [*koe, *koe]
    lod.shuffle(sendt)
    for afdeling, svar, afsendelse in sendt:
        with transaction.atomic():
            write_report(afdeling, svar, afsendelse, melder.register.by, "kildesystem")
    assert set(Ledigmelding.objects.values_list("klient_id", flat=True)) == {en[2].klient_id for en in koe}
    for melding in newest_reports(Afdeling.objects.all(), tid.now()):
        af_samme = [en[2] for en in koe if en[0] == melding.afdeling]
        assert melding.klient_id == newest(af_samme, tid.now()).klient_id
    assert check() == []
