"""Who was at a meeting: seat by seat, with substitutes, guests and who left; from old minutes as it stands there."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from socialaftale.moeder import actions as moeder
from socialaftale.moeder.fremmoede import queries
from socialaftale.moeder.fremmoede.actions import Fremmoede, save_attendance
from socialaftale.moeder.fremmoede.models import Moededeltager
from socialaftale.moeder.importering.actions import confirm_minutes
from socialaftale.parter.models import Bruger, Rolletildeling
from socialaftale.parter.overstregning import hide_texts
from socialaftale.parter.roller import Rolle

from .conftest import DAG, Rum
from .gammelt_referat import receive_text

UGE = dt.timedelta(days=7)


def member(rum: Rum, bruger: Bruger, fra: dt.date = dt.date(2020, 1, 1), **felter) -> Rolletildeling:
    felter = {"rolle": Rolle.DAS, "udvalg": rum.das, "registreret_by": rum.nord.by} | felter
    return Rolletildeling.objects.create(bruger=bruger, gaelder_fra=fra, **felter)


@pytest.fixture
def anna(rum) -> Bruger:
    """A member for two municipalities, beside the member that the body has."""
    anna = Bruger.objects.create_user("anna@eksempel.dk", navn="Anna Eksempel", organisation=rum.nord.kommune)
    for organisation in (rum.nord.kommune, rum.nord.nabo):
        member(rum, anna, organisation=organisation)
    return anna


def names(moede) -> list[str]:
    return [str(plads.hvem) for plads in queries.seats(moede, DAG)]


def save(rum, moede, deltagere=None, **felter):
    deltagere = queries.seats(moede, DAG) if deltagere is None else deltagere
    nyeste = queries.newest_list(moede)
    fremmoede = Fremmoede(tuple(deltagere), **felter)
    return save_attendance(moede=moede, set_nr=nyeste.nr if nyeste else 0, fremmoede=fremmoede, by=rum.sekretaer)


def test_a_member_for_two_organisations_has_a_seat_for_each_and_a_deputy_has_none(rum, anna):
    stedfortraeder = Bruger.objects.create_user("bo@eksempel.dk", navn="Bo Eksempel", organisation=rum.nord.kommune)
    member(rum, stedfortraeder, stedfortraeder_for=anna)
    moede = rum.meet()
    assert names(moede).count(f"Anna Eksempel, {rum.nord.kommune}") == 1
    assert names(moede).count(f"Anna Eksempel, {rum.nord.nabo}") == 1
    assert not any("Bo Eksempel" in navn for navn in names(moede))
    assert queries.deputies(rum.das, DAG) == {anna.pk: ["Bo Eksempel"]}
    save(rum, moede)
    assert queries.shown(moede).pladser == (3, 3)


def test_who_has_left_the_body_is_not_proposed_and_stays_where_it_was_written(rum, anna):
    foer = rum.meet(dato=DAG - UGE)
    for rolle in Rolletildeling.objects.filter(bruger=anna):
        rolle.ending(DAG - dt.timedelta(days=1), rum.nord.by, rolle.registreret_at + UGE).save()
    assert not any("Anna" in navn for navn in names(rum.meet()))
    save(rum, foer, queries.seats(foer, DAG - UGE))
    assert "Anna Eksempel" in [en.navn for en in queries.shown(foer).til_stede]


def test_a_seat_is_taken_once(rum, anna):
    moede = rum.meet()
    to_gange = [Moededeltager(slags="medlem", person=anna, navn=anna.navn) for _ in range(2)]
    with pytest.raises(ValidationError, match="allerede på listen"):
        save(rum, moede, to_gange)
    liste = save(rum, moede)
    with pytest.raises(IntegrityError), transaction.atomic():
        en = liste.deltagere.get(person=anna, organisation=rum.nord.nabo)
        Moededeltager.objects.create(
            liste=liste, plads=99, slags="medlem", person=anna, organisation=en.organisation, navn="x"
        )


def test_attendance_waits_for_the_meeting_and_is_the_secretariats(rum):
    with pytest.raises(ValidationError, match="holdes først"):
        save(rum, rum.meet(dato=DAG + UGE))
    moede = rum.meet()
    with pytest.raises(PermissionDenied):
        save_attendance(moede=moede, set_nr=0, fremmoede=Fremmoede(()), by=rum.medlemmer["das"])


def test_a_correction_after_the_meeting_says_why_and_keeps_the_first_list(rum):
    moede = rum.meet()
    save(rum, moede)
    moeder.close_meeting(moede=moede, by=rum.sekretaer)
    deltagere = queries.seats(moede, DAG)
    deltagere[0].status = "afbud"
    with pytest.raises(ValidationError, match="hvorfor"):
        save(rum, moede, deltagere)
    save(rum, moede, [_copy(en) for en in deltagere], rettelse="Var syg")
    foerste, sidste = moede.fremmoedelister.order_by("nr")
    assert (foerste.deltagere.get().status, sidste.deltagere.get().status) == ("til_stede", "afbud")


def _copy(en: Moededeltager) -> Moededeltager:
    return Moededeltager(slags=en.slags, person=en.person, organisation=en.organisation, navn=en.navn, status=en.status)


# The next meeting


def test_the_next_meeting_is_the_one_that_was_called_for_the_day(rum):
    moede, naeste = rum.meet(), rum.meet(dato=DAG + UGE)
    liste = save(rum, moede, naeste_moede=DAG + UGE)
    moede = type(moede).objects.with_time().get(pk=moede.pk)
    vist = queries.next_meeting(moede, liste)
    assert (vist.moede, vist.note) == (naeste, "")
    with pytest.raises(ValidationError, match="efter dette"):
        save(rum, moede, naeste_moede=DAG)


@pytest.mark.parametrize(("indkaldt", "note"), [(True, "30.\N{NO-BREAK SPACE}oktober 2026"), (False, "ikke indkaldt")])
def test_a_day_that_the_calendar_contradicts_is_told(rum, indkaldt, note):
    moede = rum.meet()
    if indkaldt:
        rum.meet(dato=DAG + UGE)
    liste = save(rum, moede, naeste_moede=DAG + 2 * UGE)
    moede = type(moede).objects.with_time().get(pk=moede.pk)
    vist = queries.next_meeting(moede, liste)
    assert note in vist.note
    assert vist.dato == DAG + 2 * UGE


# The page


def typed(side: str, **felter) -> dict[str, str]:
    """Return what a browser sends of the page as it stands, with changes."""
    data = dict(re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', side))
    for navn, valg in re.findall(r'<select name="([^"]+)"(.*?)</select>', side, re.DOTALL):
        valgt = re.search(r'<option value="([^"]*)" selected', valg)
        data[navn] = valgt[1] if valgt else ""
    return data | felter


@pytest.fixture
def side(rum, client):
    """A meeting with two points, and the page where its attendance is written."""
    moede = rum.meet()
    punkter = [rum.point(moede, "Første"), rum.point(moede, "Andet")]
    client.force_login(rum.sekretaer)
    return moede, punkter, f"/moeder/{moede.pk}/fremmoede/"


def seat_of(rum) -> str:
    return f"m{rum.medlemmer['das'].pk}-{rum.nord.kommune.pk}"


def test_the_page_takes_absence_substitute_guest_and_who_leaves_under_a_point(rum, side, client):
    moede, (_, andet), adresse = side
    plads = seat_of(rum)
    felter = {f"{plads}-status": "afbud", f"{plads}-stedfortraeder": "Bo Eksempel", "naeste_moede": "01.12.2026"}
    felter |= {"n1-navn": "Gerda Gæst", "n1-hvorfra": "UCN", "n1-til_kl": "11.30", "n1-gik_under": str(andet.pk)}
    svar = client.post(adresse, typed(client.get(adresse).text, **felter))
    assert svar.status_code == 302
    vist = client.get(f"/moeder/{moede.pk}/").text
    for tekst in (
        "(afbud)",
        "I stedet mødte Bo Eksempel",
        "Gerda Gæst, UCN (gik kl. 11.30 under punkt 2)",
        "1 af 1 besat",
    ):
        assert tekst in vist
    assert "1.\N{NO-BREAK SPACE}december 2026" in vist
    client.logout()
    assert "Gerda" not in client.get(f"/moeder/{moede.pk}/").text, "not before the meeting is closed"


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"stedfortraeder": "Bo"}, "var selv til stede"),
        ({"status": "afbud", "fra_kl": "10"}, "hverken være kommet eller gået"),
        ({"fra_kl": "11", "til_kl": "10"}, "kan ikke være gået"),
        ({"fra_kl": "kl. tolv"}, "Skriv klokkeslættet som 9.00"),
        ({"stedfortraeder": "010190-1234", "status": "afbud"}, "CPR-nummer"),
    ],
)
def test_what_cannot_be_true_comes_back_with_the_reason(rum, side, client, felter, besked):
    moede, _, adresse = side
    sendt = {f"{seat_of(rum)}-{felt}": vaerdi for felt, vaerdi in felter.items()} | {"n1-navn": "Gerda Gæst"}
    svar = client.post(adresse, typed(client.get(adresse).text, **sendt))
    assert besked in svar.text
    assert "Gerda Gæst" in svar.text
    assert queries.newest_list(moede) is None


def test_two_who_write_at_once_see_each_other(rum, side, client):
    moede, _, adresse = side
    aabnet = client.get(adresse).text
    save(rum, moede, [*queries.seats(moede, DAG), Moededeltager(slags="gaest", navn="Den andens gæst")])
    svar = client.post(adresse, typed(aabnet, **{"n1-navn": "Min gæst"}))
    assert "har gemt imens" in svar.text
    assert "Den andens gæst" in svar.text
    assert "Min gæst" in svar.text
    client.post(adresse, typed(svar.text))
    assert {en.navn for en in queries.shown(moede).gaester} == {"Den andens gæst", "Min gæst"}


# Old minutes

HOVED = """Mødet den 19.10.2026 DAS Nord

Til stede: {navn}, Ukendt Person
Afbud: Fru Fraværende

Punkt 1. En sag

Åben

Beslutning
Drøftet.

Punkt 2. Næste møde

Beslutning
Næste møde er den 1. december 2026.
"""


def test_old_minutes_give_names_as_they_stand_and_infer_nothing(rum):
    medlem = rum.medlemmer["das"]
    tekst = HOVED.format(navn=medlem.navn.upper())
    moede = confirm_minutes(
        referatimport=receive_text(tekst, rum.das, dt.date(2026, 10, 19), rum.sekretaer), by=rum.sekretaer
    )
    vist = queries.shown(moede)
    assert [(en.navn, en.person) for en in vist.til_stede] == [(medlem.navn.upper(), medlem), ("Ukendt Person", None)]
    assert [(en.navn, en.get_status_display(), en.organisation) for en in vist.fravaerende] == [
        ("Fru Fraværende", "fraværende", None)
    ]
    assert vist.pladser == (0, 0)
    assert vist.liste.naeste_moede == dt.date(2026, 12, 1)


def test_minutes_that_name_nobody_write_no_list(rum):
    tekst = "Punkt 1. En sag\n\nBeslutning\nDrøftet.\n"
    moede = confirm_minutes(
        referatimport=receive_text(tekst, rum.das, dt.date(2025, 3, 17), rum.sekretaer), by=rum.sekretaer
    )
    assert queries.shown(moede) is None


def test_a_cpr_number_among_the_names_can_be_hidden(rum):
    moede = rum.meet()
    save(rum, moede, [Moededeltager(slags="gaest", navn="Gæst 010190-1234")])
    assert hide_texts(moede)
    assert "1234" not in Moededeltager.objects.get().navn
