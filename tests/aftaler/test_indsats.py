"""From vision to deliverable: what happens to an initiative, who may tell, and what DAS decides on."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from socialaftale.aftaler.aftale.actions import Version, create_agreement, publish_text, write_text
from socialaftale.aftaler.indsats import actions
from socialaftale.aftaler.indsats.models import Initiativ, Leverance
from socialaftale.aftaler.indsats.opgaver import tasks_of
from socialaftale.aftaler.indsats.queries import progress, shown_initiatives
from socialaftale.moeder import actions as moeder
from socialaftale.moeder.models import Dagsordenspunkt, Moede
from socialaftale.parter.models import Bruger
from socialaftale.parter.roller import Rolle
from socialaftale.regler.aftaletekst import read_parts
from socialaftale.regler.indsatsstatus import Status

from .conftest import DAG, Hus, item_by_item

ALLE = AnonymousUser()
STI = "/aftalen/initiativer/nordjylland/2025-26-1a/"


@pytest.fixture
def initiativ(hus: Hus) -> Initiativ:
    """An initiative of the agreement in force, published, with a deliverable."""
    hus.aftale = create_agreement(omraade=hus.nord.omraade, titel="Aftale 2025-2026", aar=(2025, 2026), by=hus.mette)
    version = Version(read_parts("# A\nb"), "Første")
    publish_text(tekst=write_text(aftale=hus.aftale, set_nr=0, version=version, by=hus.mette), by=hus.mette)
    under = actions.add_focus_area(aftale=hus.aftale, titel="Fællesskaber", vision="", by=hus.mette)
    nyt = actions.add_initiative(fokusomraade=under, titel="Pårørende", beskrivelse="", by=hus.mette)
    actions.add_deliverable(initiativ=nyt, titel="Pjece", frist=dt.date(2026, 10, 1), by=hus.mette)
    return nyt


@pytest.fixture
def tovholder(hus: Hus, initiativ: Initiativ) -> Bruger:
    bruger = hus.nord.person(Rolle.VISITATOR, hus.nord.kommune)
    plads = actions.Plads(hus.nord.kommune, "Handicapchef", True, bruger)
    actions.add_member(initiativ=initiativ, plads=plads, by=hus.mette)
    return bruger


def stand(initiativ: Initiativ, bruger=ALLE):
    (vist,) = shown_initiatives(Initiativ.objects.filter(pk=initiativ.pk), bruger)
    return vist.stand


def call(hus: Hus, dato: dt.date = DAG) -> Moede:
    hvornaar = moeder.Tidspunkt(dato)
    return moeder.call_meeting(udvalg=hus.nord.udvalg, form="ordinaert", hvornaar=hvornaar, by=hus.mette)


def decide(hus: Hus, punkt: Dagsordenspunkt, resultat: str, set_nr: int = 0, **felter) -> None:
    moeder.record_decision(punkt=punkt, set_nr=set_nr, svar=moeder.Svar(resultat, "Sådan.", **felter), by=hus.mette)


def hand_in(hus: Hus, initiativ: Initiativ, by: Bruger | None = None):
    fil = ("pjece.pdf", b"%PDF-1")
    return actions.hand_in(leverance=initiativ.leverancer.get(), note="Udkast", fil=fil, by=by or hus.mette)


def test_a_deliverable_goes_from_hand_in_over_the_agenda_to_approved(hus: Hus, initiativ, i_dag):
    assert stand(initiativ).status == Status.IKKE_BEGYNDT
    hand_in(hus, initiativ)
    assert stand(initiativ).status == Status.AFVENTER
    moede = call(hus)
    nye = moeder.draw_up(moede=moede, by=hus.mette)
    (punkt,) = [en for en in nye if en.emne == "leverance"]
    decide(hus, punkt, "godkendt")
    assert stand(initiativ).status == Status.AFVENTER, "the public does not know before the meeting is over"
    assert stand(initiativ, hus.mette).status == Status.AFSLUTTET
    for andet in nye:
        if andet != punkt:
            decide(hus, andet, "til_efterretning")
    moeder.close_meeting(moede=moede, by=hus.mette)
    assert stand(initiativ).status == Status.AFSLUTTET
    assert initiativ.leverancer.get().afgoerelser.get().produkt.udgave == 1
    decide(hus, punkt, "udsat", 1, rettelse="Den var slet ikke godkendt")
    assert stand(initiativ).status == Status.AFVENTER, "a corrected decision takes its approval back"


def test_a_deliverable_is_approved_where_one_of_the_points_items_is(hus: Hus, initiativ, i_dag):
    hand_in(hus, initiativ)
    (punkt,) = [en for en in moeder.draw_up(moede=call(hus), by=hus.mette) if en.emne == "leverance"]
    i_dag.shift(60)
    decide(hus, punkt, "", indstillinger=item_by_item(punkt, "godkendt", "udsat"))
    assert stand(initiativ, hus.mette).status == Status.AFSLUTTET


def test_a_product_that_was_turned_down_waits_no_more_until_a_new_issue(hus: Hus, initiativ, i_dag):
    hand_in(hus, initiativ)
    moede = call(hus)
    (punkt,) = [en for en in moeder.draw_up(moede=moede, by=hus.mette) if en.emne == "leverance"]
    i_dag.shift(60)
    decide(hus, punkt, "afvist")
    assert stand(initiativ, hus.mette).status == Status.I_GANG
    i_dag.shift(60)
    hand_in(hus, initiativ)
    assert stand(initiativ, hus.mette).status == Status.AFVENTER


def test_the_status_point_says_what_the_page_says(hus: Hus, initiativ):
    actions.plan_group_meeting(initiativ=initiativ, dato=dt.date(2026, 3, 2), om="arbejdsplan", by=hus.mette)
    (punkt,) = moeder.draw_up(moede=call(hus), by=hus.mette)
    assert punkt.resume == (
        "Aftalen har 1 initiativ: 1 i gang. Der er intet hørt længe om 1 af dem. "
        "1 leverance er ikke afleveret til tiden."
    )
    moedtes = "Arbejdsgruppen mødtes: arbejdsplan, 2. marts 2026. Intet hørt siden 2. marts 2026."
    assert moedtes in punkt.sagsfremstilling.replace("\u00a0", " ")


def test_other_bodies_get_no_point_and_no_agreement_gives_none(hus: Hus, initiativ):
    hus.nord.udvalg.kort = "kkr"
    hus.nord.udvalg.save()
    assert moeder.draw_up(moede=call(hus), by=hus.mette) == []


def test_the_tovholder_tells_and_nobody_else(hus: Hus, initiativ, tovholder, fiktivland):
    actions.say_status(initiativ=initiativ, melding=actions.Melding("i_gang", "Vi er begyndt"), by=tovholder)
    assert stand(initiativ).status == Status.I_GANG
    fremmed = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
    das = hus.nord.person(Rolle.DAS, hus.nord.udvalg)
    for hvem in (fremmed, das):
        with pytest.raises(PermissionDenied):
            actions.say_status(initiativ=initiativ, melding=actions.Melding("afsluttet", "Nej"), by=hvem)
        with pytest.raises(PermissionDenied):
            hand_in(hus, initiativ, hvem)


def test_who_left_the_group_tells_no_more(hus: Hus, initiativ, tovholder):
    actions.end_member(medlem=initiativ.medlemmer.get(), by=hus.mette)
    with pytest.raises(PermissionDenied):
        actions.say_status(initiativ=initiativ, melding=actions.Melding("i_gang", "Stadig"), by=tovholder)


def test_a_planned_meeting_is_no_event_until_somebody_says_it_was_held(hus: Hus, initiativ, tovholder, i_dag):
    moede = actions.plan_group_meeting(initiativ=initiativ, dato=dt.date(2026, 10, 30), om="udkast", by=tovholder)
    with pytest.raises(ValidationError, match=r"først 30\.10\.2026"):
        actions.confirm_held(gruppemoede=moede, by=tovholder)
    i_dag.move_to(dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC))
    assert stand(initiativ).status == Status.IKKE_BEGYNDT
    assert "Sig, om arbejdsgruppen mødtes" in tasks_of(tovholder)[0].tekst
    actions.confirm_held(gruppemoede=moede, by=tovholder)
    assert stand(initiativ).status == Status.I_GANG


def test_a_meeting_long_before_the_agreement_is_a_slip_of_the_hand(hus: Hus, initiativ, tovholder, client):
    client.force_login(tovholder)
    sendt = {"dato": "10.03.2010", "om": "udkast"}
    assert "Mødet ligger før aftalen" in client.post(f"{STI}moede/", sendt).text
    assert not initiativ.gruppemoeder.exists()
    client.post(f"{STI}moede/", sendt | {"dato": "10.03.2024"})
    assert initiativ.gruppemoeder.get().holdt_at, "work may begin in the year that the agreement is made in"


def test_a_moved_deadline_asks_why_and_is_late_by_the_new_day(hus: Hus, initiativ):
    leverance = initiativ.leverancer.get()
    assert stand(initiativ).forsinkede
    with pytest.raises(ValidationError, match="hvorfor"):
        actions.move_deadline(leverance=leverance, frist=dt.date(2027, 1, 1), grund=" ", by=hus.mette)
    actions.move_deadline(leverance=leverance, frist=dt.date(2027, 1, 1), grund="Sygdom", by=hus.mette)
    assert not stand(initiativ).forsinkede
    assert leverance.frister.count() == 2


def test_a_tovholder_is_a_user_of_the_organisation(hus: Hus, initiativ):
    fra_nabo = hus.nord.person(Rolle.VISITATOR, hus.nord.nabo)
    for plads in (
        actions.Plads(hus.nord.kommune, "Chef", True, fra_nabo),
        actions.Plads(hus.nord.kommune, "Chef", True, None),
    ):
        with pytest.raises(ValidationError):
            actions.add_member(initiativ=initiativ, plads=plads, by=hus.mette)


# Pages


def test_the_public_follows_progress_and_sees_no_name(hus: Hus, initiativ, tovholder, fiktivland, client):
    actions.say_status(initiativ=initiativ, melding=actions.Melding("standset", "Venter på vejledning"), by=tovholder)
    for sti in ("/aftalen/nordjylland/2025-26/fremdrift/", STI):
        side = client.get(sti).text
        assert "Venter på vejledning" in side
        assert "Forsinket" not in side, "what is stopped is not late"
        assert tovholder.navn not in side
    assert "Handicapchef" in client.get(STI).text
    client.force_login(fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat))
    assert f"({tovholder.navn})" not in client.get(STI).text
    client.force_login(hus.mette)
    assert f"({tovholder.navn})" in client.get(STI).text


def test_silence_stands_on_the_page(hus: Hus, initiativ, client):
    assert "Intet hørt siden 1. januar 2025" in client.get(STI).text.replace("\u00a0", " ")


def test_initiatives_of_a_draft_are_not_public(hus: Hus, client):
    under = actions.add_focus_area(aftale=hus.aftale, titel="Hemmeligt", vision="", by=hus.mette)
    nyt = actions.add_initiative(fokusomraade=under, titel="Hemmeligt", beskrivelse="", by=hus.mette)
    for sti in (f"/aftalen/initiativer/nordjylland/{nyt.kode}/", "/aftalen/nordjylland/2027-28/fremdrift/"):
        assert client.get(sti).status_code == 404


def test_the_file_is_public_when_its_approval_is(hus: Hus, initiativ, client):
    produkt = hand_in(hus, initiativ)
    sti = f"/aftalen/initiativer/produkt/{produkt.pk}/fil/"
    assert client.get(sti).status_code == 404
    moede = call(hus)
    for punkt in moeder.draw_up(moede=moede, by=hus.mette):
        decide(hus, punkt, "godkendt")
    assert client.get(sti).status_code == 404
    moeder.close_meeting(moede=moede, by=hus.mette)
    assert client.get(sti).status_code == 200
    assert sti in client.get(STI).text


def test_the_tovholders_pages(hus: Hus, initiativ, tovholder, client):
    client.force_login(tovholder)
    assert "Pårørende" in client.get("/aftalen/initiativer/mine/").text
    data = {"dato": "02.03.2026", "om": "arbejdsplan"}
    assert client.post(f"{STI}moede/", data).status_code == 302
    assert "allerede et møde den dag" in client.post(f"{STI}moede/", data).text
    fil = SimpleUploadedFile("pjece.exe", b"MZ")
    svar = client.post(f"{STI}leverance/1/aflever/", {"note": "Udkast til pjece", "fil": fil})
    assert "Gem »pjece.exe« som PDF" in svar.text
    assert "Udkast til pjece" in svar.text
    svar = client.post(f"{STI}status/", {"status": "i_gang", "grund": "Ring 0101201234"})
    assert "CPR" in svar.text
    svar = client.post(f"{STI}status/", {"status": "i_gang", "grund": "Ring 0101201234", "frigiv_cpr": "on"})
    assert svar.status_code == 302
    for sti in ("kommissorium/", "medlem/", "leverance/", "leverance/1/frist/"):
        assert client.get(STI + sti).status_code == 403


def test_others_cannot_tell_by_address(hus: Hus, initiativ, client):
    client.force_login(hus.nord.person(Rolle.VISITATOR, hus.nord.nabo))
    for sti in ("moede/", "status/", "leverance/1/aflever/"):
        assert client.get(STI + sti).status_code == 403


def test_the_secretariat_lays_an_agreement_out(hus: Hus, client):
    client.force_login(hus.mette)
    sti = "/aftalen/nordjylland/2027-28/"
    assert "ingen fokusområder her endnu" in client.get(f"{sti}fremdrift/").text
    client.post(f"{sti}vision/", {"tekst": "Sammen"})
    client.post(f"{sti}nyt-fokusomraade/", {"titel": "Data"})
    client.post(f"{sti}fokusomraade/1/nyt-initiativ/", {"titel": "Fælles tal"})
    et = "/aftalen/initiativer/nordjylland/2027-28-1a/"
    client.post(f"{et}kommissorium/", {"tekst": "Find tallene"})
    client.post(f"{et}leverance/", {"titel": "Opgørelse", "frist": "01.06.2027"})
    client.post(f"{et}leverance/1/frist/", {"frist": "01.09.2027", "grund": "Ferie"})
    data = {"organisation": hus.nord.kommune.pk, "funktion": "Chef", "tovholder": "on"}
    assert "Vælg den bruger" in client.post(f"{et}medlem/", data).text
    side = client.get(et).text
    assert "Find tallene" in side
    assert "1. september 2027" in side.replace("\u00a0", " ")
    assert "Sammen" in client.get(f"{sti}fremdrift/").text
    assert Leverance.objects.get(initiativ__kode="2027-28-1a").kode == "2027-28-1a-1"


def test_progress_asks_the_database_as_often_for_many_as_for_one(hus: Hus, initiativ, django_assert_max_num_queries):
    under = initiativ.fokusomraade
    for nr in range(9):
        nyt = actions.add_initiative(fokusomraade=under, titel=f"Nr. {nr}", beskrivelse="", by=hus.mette)
        actions.add_deliverable(initiativ=nyt, titel="Pjece", frist=None, by=hus.mette)
    with django_assert_max_num_queries(12):
        assert len(progress(hus.aftale, ALLE).alle) == 10
