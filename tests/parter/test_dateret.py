import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from socialaftale.parter.models import Medlemskab, Rolletildeling
from socialaftale.parter.permissions import Rolle


def instant(dag: int) -> dt.datetime:
    return dt.datetime(2026, 1, dag, 12, tzinfo=dt.UTC)


def member(omraade, gaelder_fra: dt.date, registreret: int, ophoert: bool = False) -> Medlemskab:
    felter = {"omraade": omraade.omraade, "organisation": omraade.kommune, "registreret_by": omraade.by}
    return Medlemskab.objects.create(
        gaelder_fra=gaelder_fra, registreret_at=instant(registreret), ophoert=ophoert, **felter
    )


def test_a_correction_changes_what_was_true_but_not_what_we_knew(nord):
    Medlemskab.objects.all().delete()
    foerst = member(nord, dt.date(2025, 1, 1), registreret=1)
    slut = member(nord, dt.date(2025, 7, 1), registreret=2, ophoert=True)
    fortrudt = member(nord, dt.date(2025, 7, 1), registreret=3)
    raekker = Medlemskab.objects
    assert list(raekker.gaeldende(dt.date(2025, 6, 30))) == [foerst]
    assert list(raekker.gaeldende(dt.date(2025, 7, 1), kendt_at=instant(2))) == [slut]
    assert list(raekker.i_kraft(dt.date(2025, 7, 1), kendt_at=instant(2))) == []
    assert list(raekker.i_kraft(dt.date(2025, 7, 1))) == [fortrudt]
    assert list(raekker.gaeldende(dt.date(2024, 12, 31))) == []


def test_the_same_role_twice_at_one_instant_is_refused_though_references_are_empty(nord):
    bruger = nord.person(Rolle.DAS, nord.udvalg)
    raekke = Rolletildeling.objects.get(bruger=bruger)
    raekke.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        raekke.save()
    assert Rolletildeling.objects.filter(bruger=bruger).count() == 1


@pytest.mark.parametrize(("rolle", "i_udvalg"), [(Rolle.DAS, False), (Rolle.VISITATOR, True), (Rolle.LAESER, False)])
def test_a_role_stands_where_it_belongs(nord, rolle, i_udvalg):
    with pytest.raises(IntegrityError), transaction.atomic():
        nord.person(rolle, nord.udvalg if i_udvalg else nord.kommune)
    assert not Rolletildeling.objects.exists()
