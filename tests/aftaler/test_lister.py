"""The agreement's lists cost the same number of queries however long they are."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from socialaftale.aftaler.aftale import actions as aftaler
from socialaftale.aftaler.aftale.models import Aftale
from socialaftale.aftaler.indsats.models import Fokusomraade
from socialaftale.aftaler.spoergerunde import actions as spoergerunder
from socialaftale.aftaler.udmelding import actions as udmeldinger

from .conftest import Hus
from .test_spoergerunder import ask, make_round

FAA, MANGE = 2, 12


def make_agreement(hus: Hus, nr: int) -> None:
    """Each with a text, an answer and a focus area; the house has one already."""
    aar = 2027 + 2 * nr
    if nr:
        felter = {"omraade": hus.nord.omraade, "titel": f"Aftale {aar}", "aar": (aar, aar + 1)}
        hus.aftale = aftaler.create_agreement(**felter, by=hus.mette)
    hus.write()
    hus.answer(hus.nord.kommune)
    Fokusomraade.objects.create(aftale=Aftale.objects.get(fra_aar=aar), nr=1, titel="Flere pladser")


def make_announcement(hus: Hus, nr: int) -> None:
    """Each with a party's part of the answer."""
    oplysninger = udmeldinger.Oplysninger(f"Gruppe {nr}", "ny", 2026, dt.date(2026, 9, 14), dt.date(2027, 2, 15))
    en = udmeldinger.register_announcement(omraade=hus.nord.omraade, oplysninger=oplysninger, by=hus.mette)
    skrevet = udmeldinger.Skrevet("To unge.", 0)
    udmeldinger.give_part(udmelding=en, part=hus.nord.kommune, skrevet=skrevet, by=hus.mette)


def make_asked(hus: Hus, nr: int) -> None:
    """Each opened, with a question and an answer."""
    runde = make_round(hus, titel=f"Runde {nr}")
    ask(hus, runde, "Bygger I?", "ja_nej")
    spoergerunder.open_round(runde=runde, by=hus.mette)
    svar = spoergerunder.Svar({1: "ja"}, 0)
    spoergerunder.answer(runde=runde, part=hus.nord.kommune, svar=svar, by=hus.mette)


@pytest.mark.parametrize(
    ("sti", "make", "ord_"),
    [
        ("/aftalen/", make_agreement, "Se fremdrift"),
        ("/aftalen/udmeldinger/", make_announcement, ">Parterne svarer<"),
        ("/spoergerunder/", make_asked, "1 af 2"),
    ],
)
def test_a_list_of_twelve_costs_no_more_queries_than_one_of_two(hus: Hus, client, sti, make, ord_):
    client.force_login(hus.mette)
    antal = []
    for fra, til in ((0, FAA), (FAA, MANGE)):
        for nr in range(fra, til):
            make(hus, nr)
        with CaptureQueriesContext(connection) as spurgt:
            assert client.get(sti).text.count(ord_) == til
        antal.append(len(spurgt))
    assert antal[0] == antal[1]
