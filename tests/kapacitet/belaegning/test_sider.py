"""The month's table on the page: typed, pasted, taken back, and hidden from everyone else."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from socialaftale.kapacitet.belaegning.models import Maanedsbelaegning
from socialaftale.parter.roller import Rolle
from socialaftale.regler.belaegningsdage import Maanedstal

from .conftest import OKT, delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def leder(maaler) -> Client:
    client = Client()
    client.force_login(maaler.leder)
    return client


def address(maaler, maaned="2026-10") -> str:
    return reverse("belaegning_maaned", args=[maaler.melder.register.hjoerring.kode, maaned])


def typed(maaler, *tal, **mere) -> dict[str, str]:
    kolonner = ("borgere", "dage", "udenfor_dage", "spaerrede_dage")
    celler = {f"{maaler.gruppe.kode}-{kolonne}": str(et) for kolonne, et in zip(kolonner, tal, strict=False)}
    return celler | {"indsendelse": str(uuid4())} | mere


def text(svar) -> str:
    return " ".join(svar.content.decode().split())


def test_the_leader_is_led_to_the_newest_month_and_saves_it(leder, maaler):
    svar = leder.get(reverse("belaegning"))
    assert svar.url == address(maaler)
    side = text(leder.get(svar.url))
    assert "Belægning i oktober 2026" in side and "1 enhed mangler" in side and maaler.gruppe.kode in side
    svar = leder.post(address(maaler), typed(maaler, 9, 279, 0, 31), follow=True)
    assert "Oktober 2026 er gemt" in text(svar) and "Alle enheder er meldt" in text(svar)
    assert Maanedsbelaegning.objects.get().spaerrede_dage == 31


def test_what_the_leader_leads_herself_stands_first_among_all_of_the_driftsherres(leder, maaler):
    sidst = maaler.melder.register.tilbud("Åsen").afdelinger.get()
    assert "du selv leder" not in text(leder.get(address(maaler)))
    maaler.melder.promise(sidst, leder=maaler.leder)
    side = text(leder.get(address(maaler)))
    assert "Den, du selv leder, står først." in side
    foerste = side.split('scope="row"')[1].split("</th>")[0]
    assert "Åsen" in foerste


def test_last_month_stands_as_a_start(leder, maaler):
    maaler.report(OKT.replace(month=9), Maanedstal(10, 300))
    side = text(leder.get(address(maaler)))
    assert f'name="{maaler.gruppe.kode}-dage" value="310"' in side and "Mangler" in side


def test_a_number_that_cannot_be_read_is_told_once_and_no_rule_is_held_against_it(leder, maaler):
    side = text(leder.post(address(maaler), typed(maaler, 9, "9" * 7, 27)))
    assert "må højst være" in side and "uden for målgruppen, end der er brugt" not in side


@pytest.mark.parametrize(
    ("tal", "grund"),
    [
        ((-1, 9), "mindst 0"),
        ((9, 900), "af 310 normerede"),
        (("ti", 279), "ti"),
        ((9, "2,5"), "Skriv et helt tal"),
        ((9, "9" * 40), "for stort"),
    ],
)
def test_what_cannot_be_is_told_at_the_field_and_nothing_typed_is_lost(leder, maaler, tal, grund):
    svar = leder.post(address(maaler), typed(maaler, *tal))
    assert grund in text(svar) and f'value="{tal[1]}"' in text(svar)
    assert not Maanedsbelaegning.objects.exists()


def test_more_than_normed_asks_for_a_tick(leder, maaler):
    assert "sæt kryds" in text(leder.post(address(maaler), typed(maaler, 11, 330)))
    leder.post(address(maaler), typed(maaler, 11, 330, overbelagt="on"))
    assert Maanedsbelaegning.objects.get().dage == 330


def test_a_paste_fills_the_table_and_saves_nothing_before_it_is_seen(leder, maaler):
    indsat = f"Enhed\tKode\tBorgere\nLærkehuset\t{maaler.gruppe.kode.lower()}\t310\t8\t248\t31\t0\nAndet\tX\t1\t2"
    svar = leder.post(address(maaler), {"indsaet": "ja", "indsat": indsat})
    side = text(svar)
    assert f'name="{maaler.gruppe.kode}-dage" value="248"' in side and "1 linjer er lagt ind" in side
    assert "Linje 3" in side
    assert not Maanedsbelaegning.objects.exists()


@pytest.mark.parametrize("indsat", ["", "vrøvl\n\t;;", "x" * 200_000])
def test_a_paste_without_sense_says_what_to_do(leder, maaler, indsat):
    side = text(leder.post(address(maaler), {"indsaet": "ja", "indsat": indsat}))
    assert "Der er noget, der skal rettes" in side


def test_a_long_paste_with_quotes_is_read_as_on_the_other_pages(leder, maaler):
    indsat = f'"{maaler.gruppe.kode}";"8";"248"\n' + "Andet;X;x\n" * 2000
    side = text(leder.post(address(maaler), {"indsaet": "ja", "indsat": indsat}))
    assert f'name="{maaler.gruppe.kode}-dage" value="248"' in side and "Kun de første 2000 linjer er læst" in side


def test_the_last_report_can_be_undone_from_the_page(leder, maaler):
    maaler.report(indsendelse=delivery(7))
    assert "Fortryd det" in text(leder.get(address(maaler)))
    adresse = reverse("belaegning_fortryd", args=[maaler.melder.register.hjoerring.kode, "2026-10"])
    assert "gælder igen" in text(leder.post(adresse, {"indsendelse": str(delivery(7))}, follow=True))
    assert leder.post(adresse, {"indsendelse": "vrøvl"}).status_code == 404
    assert leder.get(adresse).status_code == 405


def test_the_tilbuds_curve_has_its_table(leder, maaler):
    adresse = reverse("tilbudsbelaegning", args=[maaler.tilbud.kode])
    assert "Ingen måneder er meldt" in text(leder.get(adresse))
    maaler.report()
    side = text(leder.get(adresse))
    assert "<svg role" in side and "oktober 2026" in side and "90,0" in side


def test_others_see_nothing(maaler, client):
    adresser = [address(maaler), reverse("tilbudsbelaegning", args=[maaler.tilbud.kode])]
    assert [client.get(et).status_code for et in adresser] == [302, 302]
    client.force_login(maaler.melder.register.person(Rolle.TILBUDSLEDER, maaler.melder.register.aalborg))
    assert [client.get(et).status_code for et in adresser] == [403, 403]
    client.force_login(maaler.melder.register.person(Rolle.VISITATOR, maaler.melder.register.hjoerring))
    assert [client.get(et).status_code for et in adresser] == [403, 403]


@pytest.mark.parametrize(
    ("maaned", "svar"), [("2026-11", "ikke slut"), ("2027-02", "ikke slut"), ("2020-01", "tre år")]
)
def test_a_month_that_cannot_be_reported_says_why(leder, maaler, maaned, svar):
    assert svar in text(leder.get(address(maaler, maaned)))


@pytest.mark.parametrize("maaned", ["2026-13", "vrøvl", "0000-01"])
def test_a_month_that_is_none_is_not_found(leder, maaler, maaned):
    assert leder.get(address(maaler, maaned)).status_code == 404


def test_switched_off_the_page_says_so(leder, maaler):
    from socialaftale.kapacitet.models import Kapacitetsvalg

    Kapacitetsvalg.objects.all().delete()
    assert "ikke slået til" in text(leder.get(address(maaler)))
    assert "ikke slået til" in text(leder.get(reverse("tilbudsbelaegning", args=[maaler.tilbud.kode])))
