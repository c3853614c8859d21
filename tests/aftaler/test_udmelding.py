"""A central udmelding from the agency's demand to its reply."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.aftaler.udmelding import actions
from socialaftale.aftaler.udmelding.models import Udmelding
from socialaftale.aftaler.udmelding.opgaver import tasks_of
from socialaftale.aftaler.udmelding.queries import colours, shown_announcement
from socialaftale.moeder import actions as moeder
from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.parter.roller import Rolle
from socialaftale.regler.udmelding import Stade

from .conftest import DAG, Hus, item_by_item

STI = "/aftalen/udmeldinger/nordjylland/unge-2026/"


@pytest.fixture
def udmelding(hus: Hus) -> Udmelding:
    oplysninger = actions.Oplysninger("Unge", "ny", 2026, dt.date(2026, 9, 14), dt.date(2027, 2, 15))
    return actions.register_announcement(omraade=hus.nord.omraade, oplysninger=oplysninger, by=hus.mette)


@pytest.fixture
def karl(hus: Hus) -> Bruger:
    return hus.nord.person(Rolle.KAPACITETSKOORDINATOR, hus.nord.kommune)


def give(hus: Hus, udmelding: Udmelding, part, tekst: str = "To unge.", set_nr: int = 0, by: Bruger | None = None):
    skrevet = actions.Skrevet(tekst, set_nr)
    return actions.give_part(udmelding=udmelding, part=part, skrevet=skrevet, by=by or hus.mette)


def test_from_parts_over_das_and_kkr_to_the_agencys_reply(hus: Hus, udmelding):
    def stade():
        return shown_announcement(udmelding, hus.mette).stade

    assert stade() == Stade.INDSAMLES
    give(hus, udmelding, hus.nord.kommune)
    give(hus, udmelding, hus.nord.nabo, "Ingen.")
    assert stade() == Stade.SKRIVES
    samlet = shown_announcement(udmelding, hus.mette).gathered()
    assert "To unge." in samlet
    assert "Ikke svaret" not in samlet
    actions.write_answer(udmelding=udmelding, skrevet=actions.Skrevet(samlet, 0), by=hus.mette)
    kkr = Udvalg.objects.create(omraade=hus.nord.omraade, kort="kkr", navn="KKR", rolle=Rolle.KKR)
    for udvalg, resultat, ventet in (
        (hus.nord.udvalg, "indstillet", Stade.BEHANDLES),
        (kkr, "godkendt", Stade.GODKENDT),
    ):
        moede = moeder.call_meeting(udvalg=udvalg, form="ordinaert", hvornaar=moeder.Tidspunkt(DAG), by=hus.mette)
        (punkt,) = moeder.draw_up(moede=moede, by=hus.mette)
        assert punkt.sagsfremstilling == samlet
        assert "2 af 2 parter" in punkt.resume
        svarene = item_by_item(punkt, resultat, "udsat")
        moeder.record_decision(punkt=punkt, set_nr=0, svar=moeder.Svar("", "Ja.", indstillinger=svarene), by=hus.mette)
        assert stade() == ventet
    for slags, ventet in (("sendt", Stade.SENDT), ("styrelsen", Stade.BESVARET)):
        actions.say_what_happened(udmelding=udmelding, slags=slags, dato=DAG, tekst="Brev", by=hus.mette)
        assert stade() == ventet
    with pytest.raises(ValidationError, match="er sendt"):
        give(hus, udmelding, hus.nord.kommune, "For sent", 1)


def test_das_cannot_settle_what_kkr_approves(hus: Hus, udmelding):
    actions.write_answer(udmelding=udmelding, skrevet=actions.Skrevet("Svar", 0), by=hus.mette)
    moede = moeder.call_meeting(udvalg=hus.nord.udvalg, form="ordinaert", hvornaar=moeder.Tidspunkt(DAG), by=hus.mette)
    (punkt,) = moeder.draw_up(moede=moede, by=hus.mette)
    with pytest.raises(ValidationError, match="indstillet til godkendelse"):
        moeder.record_decision(punkt=punkt, set_nr=0, svar=moeder.Svar("godkendt", "Ja."), by=hus.mette)


def test_a_party_gives_its_own_part_alone(hus: Hus, udmelding, karl, fiktivland):
    give(hus, udmelding, hus.nord.kommune, by=karl)
    with pytest.raises(PermissionDenied):
        give(hus, udmelding, hus.nord.nabo, by=karl)
    with pytest.raises(PermissionDenied):
        give(hus, udmelding, hus.nord.kommune, set_nr=1, by=fiktivland.person(Rolle.VISITATOR, fiktivland.kommune))


def test_two_colleagues_at_once_see_both(hus: Hus, udmelding, karl, client):
    give(hus, udmelding, hus.nord.kommune, "Den andens svar")
    client.force_login(karl)
    sti = f"{STI}bidrag/{hus.nord.kommune.kode}/"
    svar = client.post(sti, {"tekst": "Mit svar", "set_nr": "0"})
    assert "har gemt version 1 imens" in svar.text
    assert "Den andens svar" in svar.text
    assert "Mit svar" in svar.text
    assert client.post(sti, {"tekst": "Mit svar", "set_nr": "1"}).status_code == 302


def test_a_party_has_a_task_until_it_has_answered(hus: Hus, udmelding, karl):
    (opgave,) = tasks_of(karl)
    assert opgave.frist and opgave.frist < dt.date(2027, 2, 15)
    give(hus, udmelding, hus.nord.kommune, by=karl)
    assert tasks_of(karl) == []


def test_nobody_is_asked_about_an_old_one_of_which_nothing_is_known(hus: Hus, karl):
    gammel = actions.Oplysninger("Unge", "ny", 2020, dt.date(2020, 5, 1), dt.date(2021, 5, 1))
    actions.register_announcement(omraade=hus.nord.omraade, oplysninger=gammel, by=hus.mette)
    assert tasks_of(karl) == []


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"udsendt": dt.date(2025, 1, 1)}, "ligger ikke i året"),
        ({"frist": dt.date(2025, 1, 1)}, "Fristen ligger før"),
        ({"slags": "gammel"}, "gammel"),
    ],
)
def test_an_announcement_that_cannot_be(hus: Hus, felter, besked):
    oplysninger = actions.Oplysninger(**{"maalgruppe": "Unge", "slags": "ny", "aar": 2026} | felter)
    with pytest.raises(ValidationError, match=besked):
        actions.register_announcement(omraade=hus.nord.omraade, oplysninger=oplysninger, by=hus.mette)


@pytest.mark.parametrize("dato", [dt.date(2026, 10, 24), dt.date(2026, 9, 13)])
def test_what_happened_lies_between_the_demand_and_today(hus: Hus, udmelding, dato):
    with pytest.raises(ValidationError, match="Dagen ligger"):
        actions.say_what_happened(udmelding=udmelding, slags="sendt", dato=dato, tekst="Brev", by=hus.mette)


@pytest.mark.parametrize(
    ("maalgruppe", "kode"),
    [
        ("Børn på Læsø", "boern-paa-laesoe-2026"),
        ("Unge med svære " + "x" * 60, "unge-med-svaere-2026"),
        ("y" * 60, "y" * 40 + "-2026"),
    ],
)
def test_the_address_is_made_of_whole_words(hus: Hus, maalgruppe, kode):
    oplysninger = actions.Oplysninger(maalgruppe, "ny", 2026)
    ny = actions.register_announcement(omraade=hus.nord.omraade, oplysninger=oplysninger, by=hus.mette)
    assert ny.kode == kode


def test_the_same_announcement_twice_is_refused(hus: Hus, udmelding):
    oplysninger = actions.Oplysninger("Unge", "ny", 2026)
    with pytest.raises(ValidationError, match="allerede en udmelding"):
        actions.register_announcement(omraade=hus.nord.omraade, oplysninger=oplysninger, by=hus.mette)


def test_parts_are_for_the_area_and_the_answer_is_public_when_sent(hus: Hus, udmelding, karl, client):
    give(hus, udmelding, hus.nord.kommune, "To unge i kommunen")
    actions.write_answer(udmelding=udmelding, skrevet=actions.Skrevet("Det fælles ord", 0), by=hus.mette)
    side = client.get(STI).text
    assert "To unge i kommunen" not in side
    assert "Det fælles ord" not in side
    assert "1 af 2 parter" in side
    client.force_login(karl)
    assert "To unge i kommunen" in client.get(STI).text
    client.logout()
    actions.say_what_happened(udmelding=udmelding, slags="sendt", dato=DAG, tekst="Brev", by=hus.mette)
    side = client.get(STI).text
    assert "Det fælles ord" in side
    assert "To unge i kommunen" not in side


def test_the_secretariats_pages(hus: Hus, udmelding, client):
    client.force_login(hus.mette)
    give(hus, udmelding, hus.nord.kommune)
    assert "Ikke svaret endnu" in client.get(f"{STI}svar/").text
    assert client.post(f"{STI}svar/", {"tekst": "Vi svarer", "set_nr": "0"}).status_code == 302
    assert "CPR" in client.post(f"{STI}svar/", {"tekst": "0101201234", "set_nr": "1"}).text
    assert client.post(f"{STI}frist/", {"frist": "01.03.2027", "grund": "Brev fra styrelsen"}).status_code == 302
    data = {"slags": "sendt", "dato": "01.03.2099", "tekst": "Brev"}
    assert "ude i fremtiden" in client.post(f"{STI}haendelse/", data).text
    farve = {"maalgruppe": "Unge", "farve": "gul", "fra": "01.10.2025", "kilde": "NATKO"}
    for en in (farve, farve | {"farve": "roed", "fra": "01.04.2026"}):
        assert client.post("/aftalen/udmeldinger/nordjylland/farve/", en).status_code == 302
    ((_, maalgruppe, raekker),) = colours()
    assert (maalgruppe, [en.farve for en in raekker]) == ("Unge", ["roed", "gul"])
    assert "Gul fra 1. oktober 2025" in client.get("/aftalen/udmeldinger/").text.replace("\u00a0", " ")
    ny = {"maalgruppe": "Børn", "slags": "ny", "aar": "2026", "hjemmel": "SEL § 13 b"}
    assert client.post("/aftalen/udmeldinger/nordjylland/ny/", ny).headers["Location"].endswith("/boern-2026/")


def test_neither_area_writes_in_the_others(hus: Hus, udmelding, fiktivland, client):
    client.force_login(fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat))
    for sti in ("svar/", "frist/", "haendelse/", f"bidrag/{hus.nord.kommune.kode}/"):
        assert client.get(STI + sti).status_code == 403
