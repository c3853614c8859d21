"""The search of meetings: kept true by every change, closed to those who may not read, and plain in what it shows."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from socialaftale.drift.kommandolinje import main
from socialaftale.moeder import actions
from socialaftale.moeder.bilag.actions import attach, remove_annex
from socialaftale.moeder.eksempeldata import load as load_meetings
from socialaftale.moeder.forberedelse.frigivelse import release
from socialaftale.moeder.models import Dagsordenspunkt
from socialaftale.moeder.opfoelgning.actions import finish_followup
from socialaftale.moeder.rettelser.actions import redact
from socialaftale.moeder.soegning.arbejde import find_the_wordless
from socialaftale.moeder.soegning.find import Oenske, find_points
from socialaftale.moeder.soegning.indeks import stale
from socialaftale.moeder.soegning.models import Punktord
from socialaftale.parter.eksempeldata import load as load_parter
from socialaftale.parter.overstregning import hide_texts
from tests.moeder.conftest import DAG
from tests.moeder.test_gamle_referater import SLETTES, sent

ADRESSE = "/moeder/beslutninger/"


def found(q: str, laeser=None, **felter) -> list[str]:
    pks = find_points(Oenske(q=q, **felter), laeser)
    return [Dagsordenspunkt.objects.get(pk=pk).titel for pk in pks]


@pytest.fixture
def holdt(rum):
    """A meeting that is over, with an open and a closed point."""
    moede = rum.meet()
    aabent = rum.point(moede, "Kørsel til dagtilbud", resume="Taxaregninger", emne="takster", emne_id="2027")
    rum.decide(aabent, tekst="Kommunen betaler.", opgaver=(("Skrive til alle", "Sekretariatet", DAG),))
    rum.decide(rum.point(moede, "Hemmeligheden", aaben=False), tekst="Gæld eftergives.")
    actions.close_meeting(moede=moede, by=rum.sekretaer)
    return moede


def test_everyone_finds_open_decisions_after_the_meeting_and_only_readers_the_rest(rum, holdt):
    for laeser in (None, rum.medlemmer["fu"]):
        assert found("kørsel", laeser) == ["Kørsel til dagtilbud"]
        for q in ("hemmeligheden", "gæld", "taxaregninger", "eftergivvs"):
            assert found(q, laeser) == []
        assert found("", laeser) == ["Kørsel til dagtilbud"]
    assert found("taxaregninger", rum.medlemmer["das"]) == ["Kørsel til dagtilbud"]
    assert found("gæld", rum.medlemmer["das"]) == ["Hemmeligheden"]


def test_a_point_is_not_found_by_the_public_before_the_meeting_is_over(rum):
    rum.decide(rum.point(rum.meet(), "Tolketimer"))
    assert found("tolk") == []
    assert found("tolk", rum.sekretaer) == ["Tolketimer"]


def test_a_changed_point_and_a_corrected_decision_are_found_by_their_new_words_only(rum):
    moede = rum.meet()
    punkt = rum.point(moede, "Husleje")
    felter = {"punkt": punkt, "set_version": 1, "by": rum.sekretaer}
    actions.change_point(tekst=actions.Punkttekst("Befordring"), **felter)
    assert (found("husleje", rum.sekretaer), found("befordring", rum.sekretaer)) == ([], ["Befordring"])
    rum.decide(punkt, tekst="Aalborg betaler.")
    rum.decide(punkt, tekst="Hjørring betaler.")
    assert (found("Ålborg", rum.sekretaer), found("hjørring", rum.sekretaer)) == ([], ["Befordring"])
    assert stale() == []


def test_bilag_are_found_by_name_and_a_closed_or_removed_one_only_where_it_may_be(rum, settings, tmp_path):
    settings.FILER = tmp_path
    moede = rum.meet()
    punkt = rum.point(moede, "Husleje")
    for navn, aaben in (("Regneark.txt", True), ("Hemmelig liste.txt", False)):
        sendt = [SimpleUploadedFile(navn, navn.encode())]
        assert not attach(punkt=punkt, sendt=sendt, aaben=aaben, by=rum.sekretaer).afvist
    rum.decide(punkt)
    actions.close_meeting(moede=moede, by=rum.sekretaer)
    assert (found("regneark"), found("hemmelig"), found("hemmelig", rum.sekretaer)) == (["Husleje"], [], ["Husleje"])
    remove_annex(bilag=punkt.filer.get(aaben=True), grund="Forkert fil", by=rum.sekretaer)
    assert found("regneark", rum.sekretaer) == []
    assert stale() == []


def test_a_number_that_is_hidden_is_not_found_any_more(rum, settings, tmp_path):
    from socialaftale.moeder.importering.actions import confirm_minutes, receive_minutes

    settings.FILER = tmp_path
    felter = {"udvalg": rum.das, "dato": DAG, "by": rum.sekretaer}
    modtaget = receive_minutes(sendt=sent(SLETTES, frigivet=True), **felter)
    confirm_minutes(referatimport=modtaget, by=rum.sekretaer)
    assert Punktord.objects.filter(ord__startswith="010190").exists()
    modtaget.refresh_from_db()
    hide_texts(modtaget)
    assert not Punktord.objects.filter(ord__startswith="010190").exists()
    assert stale() == []


def test_words_that_are_redacted_after_publication_are_not_found_any_more(rum):
    moede = rum.meet()
    rum.decide(rum.point(moede, "Kørsel"), tekst="Vognmand Petersen kører.")
    actions.close_meeting(moede=moede, by=rum.sekretaer)
    assert found("Petersen") == ["Kørsel"]
    redact(moede=moede, ord_="Vognmand Petersen", grund="Et navn skulle ikke stå der", by=rum.sekretaer)
    assert found("Petersen", rum.sekretaer) == []
    assert stale() == []


def test_every_action_of_the_example_leaves_the_words_true(db):
    load_parter()
    load_meetings()
    assert Punktord.objects.exists()
    assert stale() == []


def test_what_has_no_words_gets_them_and_the_command_says_what_is_wrong(rum, holdt, capsys):
    Punktord.objects.all().delete()
    assert main(["soegning", "kontrol"]) == 1
    assert "Kørsel til dagtilbud" in capsys.readouterr().out
    assert find_the_wordless() == 2
    assert main(["soegning", "kontrol"]) == 0
    Punktord.objects.filter(ord="kørsel").delete()
    assert main(["soegning", "genskab"]) == 0
    assert stale() == []


def test_paragraphs_are_found_by_name_and_names_by_paragraph(rum):
    moede = rum.meet()
    rum.point(moede, "Vågen vagt efter servicelovens § 107")
    rum.point(moede, "Nye midlertidige botilbud")
    for q in ("§ 107", "sel 107", "midlertidigt botilbud"):
        assert "Vågen vagt efter servicelovens § 107" in found(q, rum.sekretaer), q


def test_the_choices_narrow_and_the_latest_meeting_stands_first(rum, holdt):
    aeldre = rum.meet(dato=DAG.replace(year=2024))
    rum.decide(rum.point(aeldre, "Kørsel på ferie"), "udsat")
    actions.close_meeting(moede=aeldre, by=rum.sekretaer)
    assert found("kørsel") == ["Kørsel til dagtilbud", "Kørsel på ferie"]
    assert found("kørsel", aar=2024) == ["Kørsel på ferie"]
    assert found("kørsel", resultat="godkendt") == ["Kørsel til dagtilbud"]
    assert found("kørsel", mangler=True) == ["Kørsel til dagtilbud"]
    assert found("kørsel", udvalg=rum.fu) == []


def test_the_page_shows_the_words_found_and_whether_it_is_done(rum, holdt, client):
    side = client.get(ADRESSE, {"q": "dagtilbud kommunen"}).text
    for ventet in ("<mark>dagtilbud</mark>", "<mark>Kommunen</mark> betaler", "mangler endnu", "Godkendt"):
        assert ventet in side
    assert "Skrive til alle" not in side
    opfoelgning = Dagsordenspunkt.objects.get(titel="Kørsel til dagtilbud").opfoelgninger.get()
    finish_followup(opfoelgning=opfoelgning, by=rum.sekretaer)
    assert "Alt, der skulle gøres, er gjort." in client.get(ADRESSE, {"q": "kørsel"}).text
    tom = client.get(ADRESSE, {"q": "hemmeligheden"}).text
    assert "Ingen beslutninger passer" in tom
    assert "Gæld" not in tom


def test_markup_in_a_decision_is_shown_and_not_run(rum, client):
    moede = rum.meet()
    rum.decide(rum.point(moede, "<b>Kørsel</b>"), tekst="<script>alert(1)</script> kørsel")
    actions.close_meeting(moede=moede, by=rum.sekretaer)
    side = client.get(ADRESSE, {"q": "kørsel"}).text
    assert "<script>alert" not in side
    assert "&lt;b&gt;<mark>Kørsel</mark>" in side


def test_many_points_take_no_more_queries(rum, client, django_assert_max_num_queries):
    moede = rum.meet()
    for nr in range(30):
        rum.decide(rum.point(moede, f"Kørsel {nr}"))
    actions.close_meeting(moede=moede, by=rum.sekretaer)
    with django_assert_max_num_queries(20):
        side = client.get(ADRESSE, {"q": "kørsel"}).text
    assert "<strong>30</strong> punkter" in side
    assert "side=2" in side


def test_a_refused_action_leaves_the_words_alone(rum, holdt):
    with pytest.raises(ValidationError):
        actions.change_point(
            punkt=holdt.punkter.first(), set_version=1, tekst=actions.Punkttekst("Andet"), by=rum.sekretaer
        )
    assert stale() == []


# From the release of an agenda


@pytest.fixture
def frigivet(rum):
    """A released agenda with an open and a closed point, before its meeting is over."""
    moede = rum.meet()
    bedt = (("godkender", "fasankassen"),)
    rum.point(moede, "Kørsel til dagtilbud", resume="Taxaregninger", sagsfremstilling="En bus.", indstillinger=bedt)
    rum.point(moede, "Hemmeligheden", aaben=False, resume="Gældsbreve")
    return moede


def test_everyone_finds_what_an_open_point_says_from_the_release_on(rum, frigivet, client):
    ordene = ("taxaregninger", "bus", "fasankasse", "kørsel")
    for q in ordene:
        assert found(q) == found(q, rum.medlemmer["fu"]) == [], q
    release(moede=frigivet, site="", by=rum.sekretaer)
    for q in ordene:
        assert found(q) == found(q, rum.medlemmer["fu"]) == ["Kørsel til dagtilbud"], q
    for q in ("hemmeligheden", "gældsbreve", "gældsbrve"):
        assert found(q) == [], q
        assert found(q, rum.medlemmer["das"]) == ["Hemmeligheden"], q
    side = client.get(ADRESSE, {"q": "taxaregninger"}).text
    assert "<mark>Taxaregninger</mark>" in side and "Ingen beslutning endnu" in side and "Gæld" not in side


def test_what_is_decided_is_not_found_nor_told_before_the_meeting_is_over(rum, frigivet, client):
    release(moede=frigivet, site="", by=rum.sekretaer)
    punkt = frigivet.punkter.get(nummer=1)
    rum.decide(punkt, "udsat", tekst="Taxaregninger og pingviner.", opgaver=(("Ringe", "Sekretariatet", DAG),))
    assert found("pingvin") == [] and found("pingvin", rum.medlemmer["das"]) == ["Kørsel til dagtilbud"]
    side = client.get(ADRESSE, {"q": "taxaregninger"}).text
    assert "Ingen beslutning endnu" in side and "pingvin" not in side and "Udsat" not in side.split("traefliste")[1]
    for valg in ({"resultat": "udsat"}, {"mangler": True}, {"gaelder": True}):
        assert found("taxaregninger", **valg) == found("", **valg) == [], valg
    rum.decide(frigivet.punkter.get(nummer=2), "udsat")
    actions.close_meeting(moede=frigivet, by=rum.sekretaer)
    assert found("pingvin") == found("bus", resultat="udsat") == ["Kørsel til dagtilbud"]
    assert stale() == []


def test_a_word_that_is_taken_out_of_a_released_agenda_is_not_found_any_more(rum, frigivet):
    release(moede=frigivet, site="", by=rum.sekretaer)
    redact(moede=frigivet, ord_="Taxaregninger", grund="Et navn skulle ikke stå der", by=rum.sekretaer)
    assert found("taxaregninger") == found("taxaregninger", rum.sekretaer) == []
    lukkes = actions.Punkttekst("Kørsel til dagtilbud", aaben=False, sagsfremstilling="En bus.")
    punkt = frigivet.punkter.get(nummer=1)
    actions.change_point(punkt=punkt, set_version=punkt.version, tekst=lukkes, grund="Fejl", by=rum.sekretaer)
    assert found("bus") == [] and found("bus", rum.medlemmer["das"]) == ["Kørsel til dagtilbud"]
    assert stale() == []
