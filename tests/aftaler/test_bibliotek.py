"""The library: versions, what approved them, what is in force, and files that nobody else may fetch."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from socialaftale.aftaler.bibliotek import actions, queries
from socialaftale.aftaler.bibliotek.models import Biblioteksprodukt, Produktversion
from socialaftale.aftaler.indsats import actions as indsats
from socialaftale.aftaler.indsats.queries import EMNE_LEVERANCE
from socialaftale.faelles import tid
from socialaftale.faelles.models import Fil
from socialaftale.moeder import actions as moeder
from socialaftale.moeder.models import Moede
from socialaftale.parter.roller import Rolle
from tests.moeder.bilag.filer import EXE, PDF, upload

from .conftest import DAG, Hus

SENERE = dt.date(2026, 12, 1)


def add(hus: Hus, titel: str = "Vejledning", **felter) -> Biblioteksprodukt:
    return actions.add_product(
        omraade=hus.nord.omraade, oplysninger=actions.Oplysninger(titel, "vejledning", **felter), by=hus.mette
    )


def version(hus: Hus, produkt: Biblioteksprodukt, fra: dt.date = DAG, by=None, **felter) -> Produktversion:
    if not felter.keys() & {"fil", "adresse", "afleveret"}:
        felter["fil"] = upload(indhold=PDF + str(produkt.versioner.count()).encode())
    return actions.add_version(
        produkt=produkt, indhold=actions.Indhold("Ny version", fra, **felter), by=by or hus.mette
    )


def decide(hus: Hus, resultat: str = "godkendt", emne: str = "", emne_id: str = "", dag: dt.date = DAG):
    """Return what DAS decided, in a meeting that is over."""
    moede = moeder.call_meeting(udvalg=hus.nord.udvalg, form="skriftlig", hvornaar=moeder.Tidspunkt(dag), by=hus.mette)
    punkt = moeder.add_point(
        moede=moede, tekst=moeder.Punkttekst("Vejledningen", emne=emne, emne_id=emne_id), by=hus.mette
    )
    svar = moeder.Svar(resultat, tekst="Sådan.")
    beslutning = moeder.record_decision(punkt=punkt, set_nr=0, svar=svar, by=hus.mette)
    Moede.objects.filter(pk=moede.pk).update(afsluttet_at=tid.now(), afsluttet_by=hus.mette)
    return beslutning


def test_the_newest_version_that_has_begun_is_in_force_and_the_earlier_stay(hus: Hus):
    produkt = add(hus)
    for fra in (dt.date(2025, 1, 1), DAG, SENERE):
        version(hus, produkt, fra)
    vist = queries.shown_product(produkt, AnonymousUser())
    assert [(en.version.nr, en.ord[0]) for en in vist.versioner] == [(3, "Kommer"), (2, "Gælder nu"), (1, "Tidligere")]
    actions.retire(produkt=produkt, fra=DAG, grund="Afløst", by=hus.mette)
    assert queries.shown_product(produkt, AnonymousUser()).nu is None
    with pytest.raises(ValidationError, match="udgået"):
        version(hus, produkt)
    with pytest.raises(ValidationError, match="allerede udgået"):
        actions.retire(produkt=produkt, fra=SENERE, grund="Igen", by=hus.mette)


def test_a_version_shows_the_decision_that_approved_it_and_falls_with_it(hus: Hus, client):
    produkt, ja = add(hus), decide(hus)
    version(hus, produkt, beslutning=ja)
    side = client.get(f"/bibliotek/{produkt.pk}/").text
    assert f"/moeder/{ja.punkt.moede_id}/#punkt-{ja.punkt_id}" in side
    assert "Gælder nu" in side
    nej = moeder.Svar("afvist", tekst="Nej.", rettelse="Skrevet forkert")
    Moede.objects.filter(pk=ja.punkt.moede_id).update(afsluttet_at=None, afsluttet_by=None)
    moeder.record_decision(punkt=ja.punkt, set_nr=1, svar=nej, by=hus.mette)
    vist = queries.shown_product(produkt, hus.mette)
    assert vist.nu is None
    assert vist.versioner[0].ord[0] == "Ikke godkendt"


def test_a_decision_item_by_item_approves_where_one_of_them_does(hus: Hus):
    moede = moeder.call_meeting(udvalg=hus.nord.udvalg, form="skriftlig", hvornaar=moeder.Tidspunkt(DAG), by=hus.mette)
    punkt = moeder.add_point(moede=moede, tekst=moeder.Punkttekst("Guiden"), by=hus.mette)
    led = [punkt.indstillinger.create(nummer=nr, verbum="godkender", tekst=f"del {nr}") for nr in (1, 2)]
    svar = moeder.Svar("", tekst="Ja.", indstillinger={led[0].pk: "godkendt", led[1].pk: "udsat"})
    besluttet = moeder.record_decision(punkt=punkt, set_nr=0, svar=svar, by=hus.mette)
    produkt = add(hus)
    version(hus, produkt, beslutning=besluttet)
    assert queries.shown_product(produkt, hus.mette).nu.beslutning == besluttet


def test_an_issue_of_a_deliverable_brings_its_file_and_its_decision(hus: Hus):
    under = indsats.add_focus_area(aftale=hus.aftale, titel="Data", vision="", by=hus.mette)
    initiativ = indsats.add_initiative(fokusomraade=under, titel="Opgørelse", beskrivelse="", by=hus.mette)
    leverance = indsats.add_deliverable(initiativ=initiativ, titel="Redskaber", frist=None, by=hus.mette)
    udgave = indsats.hand_in(leverance=leverance, note="Første", fil=("redskaber.txt", b"Seks"), by=hus.mette)
    beslutning = decide(hus, emne=EMNE_LEVERANCE, emne_id=leverance.kode)
    produkt = add(hus, leverance=leverance)
    ny = version(hus, produkt, afleveret=udgave)
    assert ny.fil == udgave.fil
    assert queries.shown_product(produkt, AnonymousUser()).nu.beslutning == beslutning
    with pytest.raises(ValidationError, match="den samme som version 1"):
        version(hus, produkt, afleveret=udgave)
    assert Fil.objects.filter(pk=udgave.fil_id).exists()
    with pytest.raises(ValidationError, match="anden leverance"):
        version(hus, add(hus, "Andet"), afleveret=udgave)
    assert queries.visible_deliverable(produkt, AnonymousUser()) is None  # its agreement is a draft
    assert queries.visible_deliverable(produkt, hus.mette) == leverance


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"fil": upload("regneark.xlsx", EXE)}, "er ikke XLSX"),
        ({"fil": upload("virus.exe", EXE)}, "modtages ikke"),
        ({"fil": upload("010120-1234.pdf")}, "ligner et CPR-nummer"),
        ({"fil": upload(), "adresse": "https://eksempel.dk/"}, "Vælg én"),
        ({"adresse": ""}, "Vælg én"),
    ],
)
def test_a_version_that_cannot_be(hus: Hus, felter, besked):
    produkt = add(hus)
    with pytest.raises(ValidationError, match=besked):
        version(hus, produkt, **felter)
    assert not produkt.versioner.exists()


def test_the_same_file_and_the_same_title_are_refused(hus: Hus):
    produkt = add(hus)
    version(hus, produkt, fil=upload())
    with pytest.raises(ValidationError, match="den samme som version 1"):
        version(hus, produkt, fil=upload("Andet navn.pdf"))
    with pytest.raises(ValidationError, match="allerede et produkt med den titel"):
        add(hus)


def test_a_closed_version_is_not_there_for_others_on_any_address(hus: Hus, fiktivland, client):
    produkt = add(hus)
    aaben, lukket = version(hus, produkt, dt.date(2026, 1, 1)), version(hus, produkt, aaben=False)
    kun = add(hus, "Kun for os")
    version(hus, kun, aaben=False)
    fremmed = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
    for hvem in (None, fremmed):
        client.logout()
        if hvem:
            client.force_login(hvem)
        assert client.get(f"/bibliotek/version/{aaben.pk}/fil/").status_code == 200
        assert client.get(f"/bibliotek/version/{lukket.pk}/fil/").status_code == 404
        assert client.get(f"/bibliotek/{kun.pk}/").status_code == 404
        side = client.get("/bibliotek/").text
        assert "Kun for os" not in side
        assert "Version 1" not in side  # it is no longer in force, and the one that is, is not theirs
    client.force_login(hus.nord.person(Rolle.DAS, hus.nord.udvalg))
    assert client.get(f"/bibliotek/version/{lukket.pk}/fil/").status_code == 200
    assert "Kun for os" in client.get("/bibliotek/?art=vejledning").text
    assert "Kun for os" not in client.get("/bibliotek/?art=rapport").text
    assert client.get(f"/bibliotek/{kun.pk}/version/").status_code == 403


def test_only_the_areas_secretariat_fills_it_and_points_at_its_own_decisions(hus: Hus, fiktivland):
    produkt = add(hus)
    for hvem in (
        hus.nord.person(Rolle.DAS, hus.nord.udvalg),
        fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat),
    ):
        with pytest.raises(PermissionDenied):
            version(hus, produkt, by=hvem)
    beslutning = decide(hus)
    beslutning.punkt.moede.udvalg.omraade = fiktivland.omraade
    with pytest.raises(ValidationError, match="andet aftaleområde"):
        version(hus, produkt, beslutning=beslutning)


def test_the_pages_lay_a_product_in_and_keep_what_was_typed(hus: Hus, client):
    beslutning = decide(hus, "til_efterretning")
    client.force_login(hus.mette)
    data = {"titel": "Guide 010120-1234", "art": "vejledning", "om": "Til ledere"}
    assert "Til ledere" in client.post("/bibliotek/nordjylland/nyt/", data).text
    assert client.post("/bibliotek/nordjylland/nyt/", data | {"titel": "Guide"}).status_code == 302
    produkt = Biblioteksprodukt.objects.get()
    sti = f"/bibliotek/{produkt.pk}/version/"
    aeldre = decide(hus, dag=dt.date(2026, 5, 4))
    valg = client.get(sti).text
    assert valg.index("23.10.2026, DAS Nordjylland") < valg.index("04.05.2026, DAS Nordjylland")
    assert aeldre.pk > beslutning.pk  # the day of the meeting counts, not that of writing it in
    data = {"note": "Første udgave", "gaelder_fra": "29.02.2026", "beslutning": beslutning.pk, "aaben": "on"}
    forkert = client.post(sti, data).text
    assert "29.02.2026" in forkert
    assert "Første udgave" in forkert
    http = client.post(sti, data | {"gaelder_fra": "01.10.2026", "adresse": "http://eksempel.dk/"}).text
    assert "skal begynde med https://" in http
    sendt = data | {"gaelder_fra": "01.10.2026", "fil": upload("Guide?\u202efdp.pdf")}
    svar = client.post(sti, sendt, follow=True).text
    assert "Nu hedder filen »Guide-fdp.pdf«" in svar
    assert "taget til efterretning" in svar
    udgaa = {"fra": "01.01.2027", "grund": "Afløst af en ny"}
    assert "2027. Afløst af en ny" in client.post(f"/bibliotek/{produkt.pk}/udgaa/", udgaa, follow=True).text


def test_the_list_costs_no_more_queries_for_twelve_products_than_for_two(hus: Hus, client):
    client.force_login(hus.mette)
    spurgt = []
    for fra, til in ((0, 2), (2, 12)):
        for nr in range(fra, til):
            beslutning = decide(hus, dag=DAG - dt.timedelta(days=nr))
            version(hus, add(hus, f"Guide {nr}"), beslutning=beslutning)
        with CaptureQueriesContext(connection) as alle:
            assert client.get("/bibliotek/").text.count("#punkt-") == til
        spurgt.append(len(alle))
    assert spurgt[0] == spurgt[1]
