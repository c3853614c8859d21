"""A subgroup is kept by the leader, given some of the places in a report, and never more than there are."""

import datetime as dt
import re
from dataclasses import replace

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.kapacitet.actions import take_back
from socialaftale.kapacitet.brev.links import new_link
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.melding import unchanged
from socialaftale.kapacitet.models import Kapacitetsvalg, Ledigmelding
from socialaftale.kapacitet.undergruppe.actions import Kriterier, end_group, keep_group, keep_needs
from socialaftale.kapacitet.undergruppe.models import Pladsbehov, Undergruppe, Undergruppefakta, Undergruppetal
from socialaftale.kapacitet.undergruppe.queries import read_needs, read_reported
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Pladsfakta
from socialaftale.tilbud.registrering import NyPladsgruppe
from socialaftale.tilbud.status import Status
from tests.kapacitet.conftest import NU
from tests.kapacitet.test_kilde import karl, noegle, post, send, status
from tests.kapacitet.test_mine import save, seen, tine, to

__all__ = ["karl", "noegle", "send", "tine", "to"]
pytestmark = pytest.mark.django_db
UNGE = Kriterier("Unge kvinder", ("autisme",), 18, 25, "kvinder", ("skaermning",), ("dom",))


@pytest.fixture(autouse=True)
def nu(melder):
    with time_machine.travel(NU, tick=False) as ur:
        melder.switch_on("tal")
        yield ur


@pytest.fixture
def hus(melder):
    return melder.afdeling()


@pytest.fixture
def unge(hus, tine) -> Undergruppe:
    return keep_group(pladsgruppe=hus.pladsgrupper.get(), kriterier=UNGE, by=tine)


def tap(client, afdeling, **felter) -> str:
    adresse = reverse("meld", args=[new_link(afdeling, "Tine Eksempel")])
    sidst = Ledigmelding.objects.filter(afdeling=afdeling).first()
    return seen(client.post(adresse, {"set_id": sidst.klient_id if sidst else ""} | felter, follow=True))


def numbers() -> list[tuple[int, int]]:
    return list(Undergruppetal.objects.values_list("antal", "af"))


def test_the_leader_makes_one_and_reports_places_to_it(client, hus, tine):
    gruppe = hus.pladsgrupper.get()
    felter = {"navn": "Unge", "maalgrupper": ["autisme"], "alder_fra": "18", "alder_til": "25", "nattevagt": "ja"}
    side = seen(client.post(reverse("ny_undergruppe", args=[gruppe.kode]), felter, follow=True))
    assert "Autismespektrum, 18-25 år, vågen nattevagt" in side
    felt = f"gruppe-{Undergruppe.objects.get().kode}"
    assert "3 ledige pladser nu (2 til »Unge«)" in tap(client, hus, svar="antal", tilbudt="3", **{felt: "2"})
    assert numbers() == [(2, 3)] and check() == []
    side = seen(client.get(reverse("meld", args=[new_link(hus, "Tine Eksempel")])))
    assert "Uændret: 3 ledige pladser nu (2 til »Unge«)" in side
    tap(client, hus, svar="uaendret")
    assert numbers() == [(2, 3), (2, 3)]


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"svar": "antal", "tilbudt": "2", "gruppe": "3"}, "Højst 2 til »Unge kvinder«"),
        ({"svar": "antal", "tilbudt": "2", "gruppe": "-1"}, "mindst 0"),
        ({"svar": "antal", "tilbudt": "0", "gruppe": "1"}, "hører til et ja"),
        ({"svar": "ledig", "gruppe": "2"}, "Højst 1 til"),
    ],
)
def test_a_number_that_cannot_be_is_told_and_nothing_is_saved(client, hus, unge, felter, besked):
    felter = {f"gruppe-{unge.kode}" if navn == "gruppe" else navn: v for navn, v in felter.items()}
    assert besked in tap(client, hus, **felter)
    assert not Ledigmelding.objects.exists()


@pytest.mark.parametrize(
    ("kriterier", "besked"),
    [
        (Kriterier("Alle"), "Vælg et kriterium"),
        (Kriterier("", koen="kvinder"), "kan ikke være tom"),
        (Kriterier("Karl 010190-1234", koen="maend"), "ligner et CPR-nummer"),
        (Kriterier("  unge  KVINDER ", koen="kvinder"), "allerede en undergruppe"),
        (Kriterier("Gamle", alder_fra=30, alder_til=20), "den laveste først"),
        (Kriterier("Halve", alder_fra=30), "Skriv begge aldre"),
        (Kriterier("Børn", alder_fra=6, alder_til=12), "Tilbuddet er for 18-"),
        (Kriterier("Demens", ("demens",)), "som tilbuddet selv har"),
        (Kriterier("Begge", kan=("dom",), kan_ikke=("dom",)), "både ja og nej"),
        (Kriterier("Ukendt", kan=("flyve",)), "Vælg fra listen"),
        (Kriterier("Ukendt", koen="x"), "gyldigt valg"),
    ],
)
def test_criteria_that_cannot_be_are_told(hus, unge, tine, kriterier, besked):
    with pytest.raises(ValidationError) as fejl:
        keep_group(pladsgruppe=hus.pladsgrupper.get(), kriterier=kriterier, by=tine)
    assert besked in " ".join(fejl.value.messages)
    assert Undergruppe.objects.count() == 1


def test_pasted_from_a_sheet_the_places_of_a_subgroup_stand_in_their_field(client, hus, unge, tine):
    keep_group(pladsgruppe=hus.pladsgrupper.get(), kriterier=replace(UNGE, navn="Gruppe 2"), by=tine)
    client.force_login(tine)

    def paste(celle: str) -> str:
        linje = f"Afdeling\tSvar\tDag\tHvem\nLærkehuset\t3\t\t{celle}"
        return seen(client.post(reverse("ledige_indsaet"), {"tekst": linje}))

    for celle in ("2 til unge kvinder, Gruppe 2: 1", "»Unge kvinder« 2, 1 Gruppe 2"):
        felter = re.findall(r'name="gruppe-\w+" value="(\d+)"', paste(celle))
        assert sorted(felter) == ["1", "2"], celle
    assert "Linje 2, Lærkehuset: Afdelingen har ingen undergruppe »Mænd«" in paste("1 til Mænd")
    assert "fx »2 til Unge kvinder" in paste("010190-1234") and not Ledigmelding.objects.exists()


def test_what_is_typed_wrongly_stays_on_the_page(client, hus, tine):
    adresse = reverse("ny_undergruppe", args=[hus.pladsgrupper.get().kode])
    side = seen(client.post(adresse, {"navn": "Karl 010190-1234", "koen": "maend"}))
    assert "ligner et CPR-nummer" in side and 'value="Karl 010190-1234"' in side
    assert "Vælg blandt tilbuddets målgrupper" in seen(client.post(adresse, {"navn": "x", "maalgrupper": ["demens"]}))


def test_none_on_a_closed_pladsgruppe_nor_where_the_tilbud_is_not_in_operation(melder, tine):
    nedlagt = melder.afdeling("Nedlagt")
    fakta = Pladsfakta.objects.get(pladsgruppe__afdeling=nedlagt)
    fakta.pk, fakta.normerede, fakta.gaelder_fra = None, 0, dt.date(2026, 1, 1)
    fakta.save()
    planlagt = melder.afdeling("Planlagt", status=Status.PLANLAGT)
    for afdeling, besked in ((nedlagt, "ingen normerede pladser"), (planlagt, "ikke i drift")):
        with pytest.raises(ValidationError, match=besked):
            keep_group(pladsgruppe=afdeling.pladsgrupper.get(), kriterier=UNGE, by=tine)


def test_a_subgroup_whose_places_are_gone_is_asked_for_no_more(client, hus, unge):
    fakta = Pladsfakta.objects.get(pladsgruppe__afdeling=hus)
    fakta.pk, fakta.normerede, fakta.gaelder_fra = None, 0, dt.date(2026, 1, 1)
    fakta.save()
    assert "Unge kvinder" not in seen(client.get(reverse("meld", args=[new_link(hus, "Tine Eksempel")])))


def test_only_those_of_the_driftsherre_keep_them(client, melder, hus, unge):
    fremmed = melder.register.person(Rolle.TILBUDSLEDER, melder.register.aalborg)
    for handling in (
        lambda: keep_group(pladsgruppe=hus.pladsgrupper.get(), kriterier=UNGE, by=fremmed),
        lambda: keep_needs(pladsgruppe=hus.pladsgrupper.get(), kan=["dom"], kan_ikke=[], by=fremmed),
        lambda: end_group(undergruppe=unge, by=fremmed),
    ):
        with pytest.raises(PermissionDenied):
            handling()
    client.force_login(fremmed)
    for navn, kode in (("pladskriterier", hus.kode), ("undergruppe", unge.kode)):
        assert client.get(reverse(navn, args=[kode])).status_code == 403


def test_ended_it_is_asked_for_no_more_and_the_report_that_points_to_it_stands(client, hus, unge, tine, nu):
    tap(client, hus, svar="antal", tilbudt="2", **{f"gruppe-{unge.kode}": "2"})
    nu.shift(60)
    client.post(reverse("undergruppe_afslut", args=[unge.kode]))
    (gruppe,) = read_reported([hus.pk], NU.date(), tid.now())[hus.pk]
    assert gruppe.ophoert and numbers() == [(2, 2)]
    assert unchanged(hus).grupper == () and check() == []
    assert client.get(reverse("undergruppe", args=[unge.kode])).status_code == 404
    for handling in (
        lambda: end_group(undergruppe=unge, by=tine),
        lambda: keep_group(pladsgruppe=unge.pladsgruppe, undergruppe=unge, kriterier=UNGE, by=tine),
    ):
        with pytest.raises(ValidationError, match="er ophørt"):
            handling()
    keep_group(pladsgruppe=unge.pladsgruppe, kriterier=UNGE, by=tine)  # its name is free again


def test_changed_it_keeps_its_identity_and_its_name(hus, unge, tine, nu):
    nu.shift(60)
    keep_group(
        pladsgruppe=unge.pladsgruppe, undergruppe=unge, kriterier=Kriterier("Unge kvinder", koen="kvinder"), by=tine
    )
    assert Undergruppe.objects.count() == 1
    assert list(Undergruppefakta.objects.gaeldende(NU.date()).values_list("koen", "alder_fra")) == [("kvinder", None)]


def test_a_place_taken_since_lowers_what_unchanged_says(melder, hus, unge, monkeypatch):
    melding = melder.report(hus, tilbudt=3)
    Undergruppetal.objects.create(melding=melding, undergruppe=unge, antal=3, af=3)
    monkeypatch.setattr(
        "socialaftale.kapacitet.melding.regel.carried_on", lambda svar, dag, taget: svar._replace(tilbudt=2)
    )
    assert unchanged(hus).grupper == ((unge.kode, 2),)


def test_undone_what_stood_before_stands_again(client, hus, unge, tine, to):
    lyng, _ = to
    keep_group(pladsgruppe=lyng.pladsgrupper.get(), kriterier=Kriterier("Mænd", koen="maend"), by=tine)
    mand = Undergruppe.objects.last()
    client.force_login(tine)
    felter = {f"svar_{lyng.kode}": "ledig", f"antal_{lyng.kode}": "2", f"gruppe_{mand.kode}": "1"}
    assert "(1 til »Mænd«)" in save(client, **felter)
    assert "hører til et ja" in save(client, **{f"svar_{lyng.kode}": "ikke_ledig", f"gruppe_{mand.kode}": "1"})
    take_back(meldinger=list(Ledigmelding.objects.filter(afdeling=lyng, svar="ledig")), by=tine)
    assert read_reported([lyng.pk], NU.date(), NU) == {}


def test_a_source_system_gives_numbers_by_code_and_a_repeat_with_others_is_refused(hus, unge, send):
    en = post(hus, tilbudt=2, undergrupper={unge.kode: 1})
    assert status(send(en)) == ["modtaget"] and numbers() == [(1, 2)]
    assert status(send(en, post(hus, tilbudt=2, minutter=1, undergrupper={"XXXXXXXX": 1}))) == ["kendt", "afvist"]
    assert status(send(post(hus, tilbudt=2, minutter=1, undergrupper={unge.kode: 3}))) == ["afvist"]


def test_with_numbers_off_nothing_of_it_is_asked_shown_or_taken(client, melder, hus, unge, send, tine):
    tap(client, hus, svar="antal", tilbudt="2", **{f"gruppe-{unge.kode}": "2"})
    Kapacitetsvalg.objects.create(
        omraade=melder.register.omraade,
        valg="tal",
        gaelder_fra=NU.date(),
        ophoert=True,
        registreret_by=melder.register.by,
    )
    assert read_reported([hus.pk], NU.date(), NU) == {} and unchanged(hus).grupper == ()
    sider = [
        reverse("meld", args=[new_link(hus, "T")]),
        "/ledige-pladser/mine/",
        reverse("pladskriterier", args=[hus.kode]),
    ]
    assert not any("Unge kvinder" in seen(client.get(side)) for side in sider)
    assert status(send(post(hus, undergrupper={unge.kode: 1}))) == ["afvist"]
    with pytest.raises(ValidationError, match="ikke antal"):
        keep_group(pladsgruppe=unge.pladsgruppe, kriterier=Kriterier("Mænd", koen="maend"), by=tine)


def test_needs_are_said_of_the_whole_pladsgruppe_with_every_switch_off(client, melder, tine):
    Kapacitetsvalg.objects.all().delete()
    hus = melder.afdeling(pladser=(NyPladsgruppe("sel-107", "doegn", 4, 4), NyPladsgruppe("sel-108", "doegn", 4, 4)))
    foerste, anden = hus.pladsgrupper.all()
    svar = {"skaermning": "ja", "dom": "nej", "pleje": "nej"}
    side = seen(client.post(reverse("pladsbehov", args=[foerste.kode]), svar, follow=True))
    assert "skærmning; ikke dom til ophold eller tilsyn, personlig pleje" in side
    assert read_needs([hus.pk], NU.date()) == {hus.pk: (frozenset({"skaermning"}), frozenset())}
    keep_needs(pladsgruppe=anden, kan=["pleje"], kan_ikke=["dom"], by=tine)
    assert read_needs([hus.pk], NU.date()) == {hus.pk: (frozenset({"skaermning", "pleje"}), frozenset({"dom"}))}
    with pytest.raises(ValidationError, match="både ja og nej"):
        keep_needs(pladsgruppe=anden, kan=["dom"], kan_ikke=["dom"], by=tine)
    adresse = reverse("tilbud", args=[hus.tilbud.kode])
    side = seen(client.get(adresse))
    assert "Skærmning, personlig pleje" in side and "Hvem er pladserne til?" in side
    client.logout()
    side = seen(client.get(adresse))
    assert "Skærmning, personlig pleje" in side and "Hvem er pladserne til?" not in side
    client.force_login(tine)
    assert "Vælg ja, nej" in seen(client.post(reverse("pladsbehov", args=[foerste.kode]), {"dom": "måske"}))


def test_the_database_holds_what_it_can_and_the_checker_finds_the_rest(melder, hus, unge, tine):
    melding = melder.report(hus, tilbudt=2)
    for felter in ({"antal": 3, "af": 2}, {"antal": 0, "af": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Undergruppetal.objects.create(melding=melding, undergruppe=unge, **felter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Undergruppefakta.objects.create(undergruppe=unge, navn="Tom", gaelder_fra=NU.date(), registreret_by=tine)
    Undergruppetal.objects.create(melding=melding, undergruppe=unge, antal=3, af=4)
    Pladsbehov.objects.create(
        pladsgruppe=unge.pladsgruppe, kan=["dom"], kan_ikke=["dom"], gaelder_fra=NU.date(), registreret_by=tine
    )
    dobbelt = Undergruppe.objects.create(pladsgruppe=unge.pladsgruppe)
    Undergruppefakta.objects.create(
        undergruppe=dobbelt, navn="UNGE kvinder", koen="kvinder", gaelder_fra=NU.date(), registreret_by=tine
    )
    Kapacitetsvalg.objects.all().delete()
    assert {brud.invariant.id for brud in check()} == {"L7", "U1", "U2", "U3", "U4"}
