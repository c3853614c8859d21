"""What a buyer pays a day, a month and a year. The prices are those of published lists."""

from decimal import Decimal

import pytest

from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.takst.koeb import (
    FAST_MAANED,
    VALGT,
    Koeb,
    Listepris,
    Periode,
    days_of_year,
    opening_days,
    price_of,
    twelfth_of,
)
from socialaftale.regler.takst.opgave import Periode as Timeperiode
from socialaftale.regler.takst.opgave import Tidsart, Timer


def hours(antal: str, pr: Timeperiode = Timeperiode.DAG, art: Tidsart = Tidsart.ATA) -> Timer:
    return Timer(antal=Decimal(antal), pr=pr, art=art)


def listed(navn: str, kroner: str, timer: Timer | None = None) -> Listepris:
    return Listepris(navn, Decimal(kroner), timer, "Prislisten")


AAR_2026 = Periode(days_of_year(2026), twelfth_of(days_of_year(2026)))
ATA_TIME = listed("Pris pr. ATA-time", "316", hours("1"))


def test_nordstjernen_by_day_month_and_year():
    koeb = Koeb(plads=listed("Basistakst", "1000", hours("2")), timepris=ATA_TIME, timer=hours("5"))
    pris = price_of(koeb, AAR_2026)
    assert pris.dag.vaerdi == 1948
    assert pris.aar.vaerdi == 1948 * 365
    assert pris.maaned.vaerdi.quantize(Decimal("0.01")) == Decimal("59251.67")  # 1.948 × 365 ÷ 12


def test_a_leap_year_has_366_days_and_its_own_month():
    skudaar = days_of_year(2028)
    pris = price_of(Koeb(plads=listed("Døgntakst", "2000")), Periode(skudaar, twelfth_of(skudaar), 10))
    assert (pris.aar.vaerdi, pris.maaned.vaerdi) == (732_000, 61_000)
    assert pris.dage and pris.dage.vaerdi == 20_000


def test_hadruplunds_month_of_thirty_and_a_half_days():
    pris = price_of(Koeb(plads=listed("Døgntakst", "2420")), AAR_2026._replace(maanedsfaktor=FAST_MAANED))
    assert pris.maaned.vaerdi == 73_810
    assert "antaget" in {led.sikkerhed for led in pris.maaned.walk()}


def test_a_place_paid_on_opening_days_costs_no_more_days_than_those():
    dage = opening_days(230, "Prislisten")
    pris = price_of(Koeb(plads=listed("Dagtakst", "600")), Periode(dage, twelfth_of(dage)))
    assert (pris.aar.vaerdi, pris.maaned.vaerdi) == (138_000, 11_500)


def test_syddanmark_basis_package_and_supplement_are_added():
    koeb = Koeb(listed("Basistakst", "995"), listed("Pakke 2", "476"), tillaeg=(listed("Tillæg barn", "223"),))
    assert price_of(koeb, AAR_2026).dag.vaerdi == 1694


def test_roskilde_part_time_is_a_per_cent_of_the_place():
    koeb = Koeb(plads=listed("Fuld tid", "557"), deltid_procent=Decimal(60))
    assert price_of(koeb, AAR_2026).dag.vaerdi == Decimal("334.2")


def test_ambulant_hours_alone_have_a_price():
    pris = price_of(Koeb(timepris=ATA_TIME, timer=hours("7", Timeperiode.UGE)), AAR_2026)
    assert (pris.dag.vaerdi, pris.aar.vaerdi) == (316, 316 * 365)


def test_each_number_says_whether_it_was_listed_or_chosen():
    koeb = Koeb(plads=listed("Basistakst", "1000", hours("2")), timepris=ATA_TIME, timer=hours("5"))
    kilder = {led.navn: led.kilde for led in price_of(koeb, AAR_2026).dag.walk() if not led.dele}
    assert kilder["Basistakst"] == kilder["Pris pr. ATA-time"] == "Prislisten"
    valgte = [led.kilde for led in price_of(koeb, AAR_2026).dag.walk() if led.vaerdi == 5]
    assert valgte == [VALGT]


@pytest.mark.parametrize(
    ("koeb", "besked"),
    [
        (Koeb(), "Vælg en takst for pladsen"),
        (Koeb(timepris=ATA_TIME, timer=hours("2", art=Tidsart.BRT)), "BRT-timer og ATA-timer kan ikke"),
        (
            Koeb(plads=listed("Basis", "1", hours("2", art=Tidsart.BRT)), timepris=ATA_TIME, timer=hours("3")),
            "ATA-timer og BRT-timer kan ikke",
        ),
        (Koeb(timepris=listed("Timepris", "300"), timer=hours("2")), "hvilken tidsart"),
        (
            Koeb(plads=listed("B", "1", hours("2")), timepris=ATA_TIME, timer=hours("3"), deltid_procent=Decimal(60)),
            "hvor mange timer en deltidsplads",
        ),
    ],
)
def test_what_the_list_does_not_say_is_refused_with_the_reason(koeb, besked):
    with pytest.raises(KanIkkeBeregnes, match=besked):
        price_of(koeb, AAR_2026)
