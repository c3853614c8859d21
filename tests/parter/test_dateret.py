import datetime as dt
import itertools
import random

import pytest
from django.db import IntegrityError, transaction
from tests.omfang import FAST_FROE, FRISK_FROE

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


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE])
def test_the_newest_row_of_each_key_holds_whatever_was_written_in_which_order(nord, froe):
    """Keys with empty references are keys too; each answer is worked out from all rows by hand beside it."""
    valg, bruger = random.Random(froe), nord.person(Rolle.DAS, nord.udvalg)
    hos = {"udvalg": None, "organisation": nord.kommune}
    steder = [{"rolle": Rolle.DAS, "udvalg": nord.udvalg, "organisation": None}]
    steder += [hos | {"rolle": rolle} for rolle in (Rolle.VISITATOR, Rolle.GODKENDER)]
    Rolletildeling.objects.all().delete()
    for nr in valg.sample(range(1, 29), 20):
        Rolletildeling.objects.create(
            bruger=bruger, gaelder_fra=dt.date(2026, valg.randint(1, 4), 1), registreret_at=instant(nr),
            registreret_by=nord.by, ophoert=valg.random() < 0.3, **valg.choice(steder),
        )  # fmt: skip
    for den, kendt in itertools.product([dt.date(2026, maaned, 1) for maaned in range(1, 5)], [3, 10, 20, 28]):
        alle = Rolletildeling.objects.filter(gaelder_fra__lte=den, registreret_at__lte=instant(kendt))
        nyeste = {et.rolle: et for et in alle.order_by("gaelder_fra", "registreret_at")}
        assert set(Rolletildeling.objects.gaeldende(den, instant(kendt))) == set(nyeste.values())
        if kendt == 28:
            assert set(Rolletildeling.objects.gaeldende(den)) == set(nyeste.values())
