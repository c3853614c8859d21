"""The driftsherre sets what its afdelinger promise, and the secretariat what the area has switched on."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.models import Haendelse
from socialaftale.kapacitet.actions import Aftale, Omstilling, promise, switch
from socialaftale.kapacitet.models import Kapacitetsvalg, Meldeaftale
from socialaftale.kapacitet.queries import er_slaaet_til, offentlig_ledighed
from socialaftale.kapacitet.reservation.actions import last_day
from socialaftale.kapacitet.reservation.frist import choose_working_days
from socialaftale.kapacitet.reservation.models import Reservationsvalg
from socialaftale.parter.models import Bruger
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.registrering import NyAfdeling, NyPladsgruppe

from .conftest import NU

pytestmark = pytest.mark.django_db
FELTER = {
    "rytme_dage": "14",
    "telefon": "12 34 56 78",
    "vises": "on",
    "leder": "",
    "stedfortraeder": "",
    "postkasse": "",
}


@pytest.fixture(autouse=True)
def nu():
    with time_machine.travel(NU):
        yield


@pytest.fixture
def karl(melder, client) -> Bruger:
    karl = melder.register.person(Rolle.KAPACITETSKOORDINATOR, melder.register.hjoerring)
    client.force_login(karl)
    return karl


def save(client, afdeling, **felter) -> str:
    svar = client.post(reverse("ledige_aftale", args=[afdeling.kode]), FELTER | felter, follow=True)
    return svar.content.decode()


def test_a_promise_holds_from_today_and_the_earlier_one_is_kept(client, melder, karl):
    afdeling = melder.afdeling(aftale={"vises": False})
    melder.report(afdeling)
    assert offentlig_ledighed([afdeling.pk]) == {}
    assert "Aftalen gælder fra i dag for 1 afdeling." in save(client, afdeling, leder=str(karl.pk))
    ny = Meldeaftale.objects.gaeldende(tid.today()).get(afdeling=afdeling)
    assert (ny.rytme_dage, ny.leder, ny.vises, ny.registreret_by) == (14, karl, True, karl)
    assert Meldeaftale.objects.count() == 2 and offentlig_ledighed([afdeling.pk])[afdeling.pk].svar is True
    assert Haendelse.objects.filter(verbum="aftal, hvordan der meldes ledige pladser", by=karl).exists()


def test_an_afdeling_without_a_promise_is_shown_so_that_it_can_be_given_one(client, melder, karl):
    afdeling = melder.register.tilbud("Ny og uspurgt").afdelinger.get()
    assert "Ikke aftalt" in client.get(reverse("ledige_aftaler")).content.decode()
    save(client, afdeling)
    assert "Hver anden uge" in client.get(reverse("ledige_aftaler")).content.decode()


def test_all_the_tilbuds_afdelinger_can_be_given_the_same(client, melder, karl):
    huse = [
        NyAfdeling(navn=navn, kommune=melder.register.hjoerring, pladser=(NyPladsgruppe("sel-108", "doegn", 9, 9),))
        for navn in ("Øst", "Vest")
    ]
    tilbud = melder.register.tilbud("To huse", afdelinger=tuple(huse))
    assert "for 2 afdelinger" in save(client, tilbud.afdelinger.first(), alle="on")
    assert Meldeaftale.objects.count() == 2


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"telefon": "1234"}, "mindst otte cifre"),
        ({"telefon": "010190-1234"}, "ligner et CPR-nummer"),
        ({"rytme_dage": "400"}, "står ikke på listen"),
        ({"postkasse": "ikke en adresse"}, "e-mail"),
        ({"leder": "999999"}, "står ikke på listen"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_saved(client, melder, karl, felter, besked):
    afdeling = melder.register.tilbud().afdelinger.get()
    assert besked in save(client, afdeling, **felter)
    assert not Meldeaftale.objects.exists()


def test_nobody_stands_in_for_herself(client, melder, karl):
    afdeling = melder.register.tilbud().afdelinger.get()
    vist = save(client, afdeling, leder=str(karl.pk), stedfortraeder=str(karl.pk))
    assert "Stedfortræderen skal være en anden" in vist and not Meldeaftale.objects.exists()


def test_another_partys_promise_cannot_be_set(client, melder, karl):
    fremmed = melder.afdeling("Fremmed", driftsherre=melder.register.aalborg)
    assert client.get(reverse("ledige_aftale", args=[fremmed.kode])).status_code == 403
    assert "Fremmed" not in client.get(reverse("ledige_aftaler")).content.decode()


# How long a place is held


def test_the_hold_of_a_tilbud_is_chosen_where_it_is_promised(client, melder, karl):
    melder.switch_on("reservationer")
    afdeling = melder.register.tilbud().afdelinger.get()
    side = client.get(reverse("ledige_aftale", args=[afdeling.kode])).content.decode()
    assert "Arbejdsdage, en plads holdes" in side and 'value="3"' in side
    save(client, afdeling, arbejdsdage="3")
    assert not Reservationsvalg.objects.exists(), "the rule's own number is no choice"
    save(client, afdeling, arbejdsdage="5")
    save(client, afdeling, arbejdsdage="5")
    valg = Reservationsvalg.objects.get()
    assert (valg.tilbud, valg.arbejdsdage, valg.registreret_by) == (afdeling.tilbud, 5, karl)
    assert last_day(afdeling, tid.today()) == dt.date(2026, 12, 3)
    assert Haendelse.objects.get(verbum="vælg, hvor længe en plads holdes").efter == {"arbejdsdage": 5}


@pytest.mark.parametrize(("dage", "besked"), [("0", "mindst 1"), ("21", "højst være 20"), ("to", "tal"), ("", "")])
def test_a_hold_outside_the_rule_is_told_and_nothing_is_saved(client, melder, karl, dage, besked):
    melder.switch_on("reservationer")
    afdeling = melder.register.tilbud().afdelinger.get()
    assert besked in save(client, afdeling, arbejdsdage=dage)
    assert not Reservationsvalg.objects.exists() and not Meldeaftale.objects.exists()


def test_a_promise_is_saved_whole_or_not_at_all(melder, karl):
    afdeling = melder.register.tilbud().afdelinger.get()
    aftale = Aftale(30, "12 34 56 78", True, None, None, "")
    with pytest.raises(ValidationError):
        promise(afdelinger=[afdeling], aftale=aftale, arbejdsdage=21, by=karl)
    assert not Meldeaftale.objects.exists() and not Haendelse.objects.filter(verbum__startswith="aftal").exists()


@pytest.mark.parametrize("lov", ["sel-107", "sel-110"])
def test_where_nothing_is_held_it_is_not_asked(client, melder, karl, lov):
    if lov == "sel-110":
        melder.switch_on("reservationer")
    afdeling = melder.register.tilbud(pladser=(NyPladsgruppe(lov, "doegn", 9, 9),)).afdelinger.get()
    assert "arbejdsdage" not in client.get(reverse("ledige_aftale", args=[afdeling.kode])).content.decode()
    save(client, afdeling, arbejdsdage="5")
    assert not Reservationsvalg.objects.exists()


def test_only_the_driftsherre_chooses(melder, karl):
    fremmed = melder.afdeling("Fremmed", driftsherre=melder.register.aalborg)
    with pytest.raises(PermissionDenied):
        choose_working_days(tilbud=fremmed.tilbud, arbejdsdage=5, by=karl)


# Switches


@pytest.fixture
def mette(melder, client) -> Bruger:
    mette = melder.register.person(Rolle.SEKRETARIAT, melder.register.sekretariat)
    client.force_login(mette)
    return mette


def test_the_secretariat_switches_a_part_on_from_a_day_and_off_again(client, melder, mette):
    omraade = melder.register.omraade
    side = reverse("kapacitetsvalg", args=[omraade.kode])
    client.post(side, {"valg": "tal", "til": "1", "gaelder_fra": "01.12.2026"})
    assert not er_slaaet_til(omraade, "tal") and er_slaaet_til(omraade, "tal", dt.date(2026, 12, 1))
    assert "Slås til 1.\xa0december 2026" in client.get(side).text, "what is to come is not forgotten"
    client.post(side, {"valg": "tal", "til": "1", "gaelder_fra": "26.11.2026"})
    client.post(side, {"valg": "tal", "til": "0", "gaelder_fra": "01.12.2026"})
    assert er_slaaet_til(omraade, "tal") and not er_slaaet_til(omraade, "tal", dt.date(2026, 12, 1))
    vist = client.get(side).content.decode()
    assert "Slået til" in vist and "Slås fra 1.\xa0december 2026" in vist
    client.post(side, {"valg": "tal", "til": "0", "gaelder_fra": "26.11.2026"})
    vist = " ".join(client.get(side).text.split())
    assert "Slået til<" not in vist and "<span>26. november 2026</span>" in vist, "nor since when it is off"


def test_each_part_says_what_it_means_and_what_it_asks_of_whom(client, melder, mette):
    vist = " ".join(client.get(reverse("kapacitetsvalg", args=[melder.register.omraade.kode])).text.split())
    forklaret = re.findall(r'<th scope="row"><div>([^<]+)<span class="under">([^<]{60,})</span>', vist)
    assert [navn for navn, _ in forklaret] == [str(valg.label).capitalize() for valg in Kapacitetsvalg.Valg]
    assert len({tekst for _, tekst in forklaret}) == len(Kapacitetsvalg.Valg)


def test_a_day_that_cannot_be_is_told(client, melder, mette):
    side = reverse("kapacitetsvalg", args=[melder.register.omraade.kode])
    vist = client.post(side, {"valg": "tal", "til": "1", "gaelder_fra": "30.02.2026"}).content.decode()
    assert "en dag, der findes" in vist and not Kapacitetsvalg.objects.exists()


def test_another_areas_secretariat_switches_nothing(client, melder, mette, fiktivland):
    side = reverse("kapacitetsvalg", args=[fiktivland.omraade.kode])
    assert client.post(side, {"valg": "tal", "til": "1", "gaelder_fra": "26.11.2026"}).status_code == 403
    with pytest.raises(PermissionDenied):
        switch(omraade=fiktivland.omraade, valgt=Omstilling("tal", True, tid.today()), by=mette)
