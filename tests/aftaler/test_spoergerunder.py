"""A matter asked of every party: drafted, opened, answered, reminded of, returned to the body, and published."""

import datetime as dt
import io
from dataclasses import dataclass

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.aftaler.spoergerunde import actions
from socialaftale.aftaler.spoergerunde.breve import remind, write_reminders
from socialaftale.aftaler.spoergerunde.models import Spoergerunde
from socialaftale.aftaler.spoergerunde.opgaver import tasks_of
from socialaftale.aftaler.spoergerunde.punkt import answers_points
from socialaftale.aftaler.spoergerunde.queries import shown_round
from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder import actions as moeder
from socialaftale.moeder.forberedelse.actions import build_agenda
from socialaftale.parter.models import Bruger, Funktion, Organisation
from socialaftale.parter.roller import Rolle

from .conftest import Hus

FRIST = dt.date(2026, 11, 20)


@dataclass
class Runde:
    """An opened round with one question of each kind, the person of one municipality, and short ways to act."""

    hus: Hus
    runde: Spoergerunde
    lone: Bruger

    @property
    def sti(self) -> str:
        return f"/spoergerunder/{self.runde.pk}/"

    def answer(self, part: Organisation | None = None, *vaerdier: str, set_nr: int = 0, by: Bruger | None = None):
        svar = actions.Svar(dict(enumerate(vaerdier or ("ja", "12", "Kort", "Snart."), 1)), set_nr)
        part = part or self.hus.nord.kommune
        return actions.answer(runde=self.runde, part=part, svar=svar, by=by or self.hus.mette)


def make_round(hus: Hus, **felter) -> Spoergerunde:
    felter = {"titel": "Byggeplaner", "ejer": "Sekretariatet", "spurgte": "parter", "funktion": "visitation"} | felter
    tekst = actions.Rundetekst(**{"frist": FRIST, "tilbage_til": hus.nord.udvalg} | felter)
    return actions.create_round(omraade=hus.nord.omraade, tekst=tekst, by=hus.mette)


def ask(hus: Hus, runde: Spoergerunde, tekst: str, art: str, **felter):
    return actions.add_question(runde=runde, felter={"tekst": tekst, "art": art} | felter, by=hus.mette)


@pytest.fixture
def en(hus: Hus) -> Runde:
    for part in (hus.nord.kommune, hus.nord.nabo):
        postkasse = {"faelles_postkasse": f"{part.kode}@eksempel.dk"}
        Funktion.objects.create(organisation=part, art=Funktion.Art.VISITATION, **postkasse)
    runde = make_round(hus)
    ask(hus, runde, "Bygger I?", "ja_nej")
    ask(hus, runde, "Hvor mange?", "tal", enhed="pladser")
    ask(hus, runde, "Hvordan?", "valg", muligheder="Kort\nLang")
    ask(hus, runde, "Hvornår?", "tekst", skal=False)
    actions.open_round(runde=runde, by=hus.mette)
    return Runde(hus, Spoergerunde.objects.get(), hus.nord.person(Rolle.LOKALADMINISTRATOR, hus.nord.kommune))


def mails() -> list[str]:
    return sorted(Udgaaende.objects.values_list("modtager", flat=True))


def seen(client, bruger, sti: str) -> tuple[int, str]:
    client.logout()
    if bruger:
        client.force_login(bruger)
    svar = client.get(sti)
    return svar.status_code, svar.text


# What can be done


def test_opening_writes_to_each_party_once_and_freezes_the_questions(en: Runde):
    assert mails() == ["nordjylland-1@eksempel.dk", "nordjylland-2@eksempel.dk"]
    assert f"{en.sti}svar/nordjylland-1/" in Udgaaende.objects.get(modtager="nordjylland-1@eksempel.dk").tekst
    with pytest.raises(ValidationError, match="er åbnet"):
        ask(en.hus, en.runde, "Mere?", "ja_nej")
    with pytest.raises(ValidationError, match="er åbnet"):
        actions.open_round(runde=en.runde, by=en.hus.mette)


def test_a_round_without_questions_or_with_a_deadline_behind_it_is_not_opened(hus: Hus):
    runde = make_round(hus)
    with pytest.raises(ValidationError, match="ingen spørgsmål"):
        actions.open_round(runde=runde, by=hus.mette)
    sen = make_round(hus, titel="For sent", frist=dt.date(2026, 10, 1))
    ask(hus, sen, "Ja?", "ja_nej")
    with pytest.raises(ValidationError, match="Fristen er passeret"):
        actions.open_round(runde=sen, by=hus.mette)


def test_a_correction_keeps_the_answer_before_it(en: Runde):
    en.answer()
    en.answer(None, "ja", "14", "Lang", "", set_nr=1, by=en.lone)
    assert list(en.runde.svar.order_by("nr").values_list("registreret_by", flat=True)) == [en.hus.mette.pk, en.lone.pk]
    vist = shown_round(en.runde, en.hus.mette)
    assert vist.summary(vist.spoergsmaal[1]) == ["I alt 14 pladser (Nordjylland kommune 1 14)"]
    assert [part.navn for part in vist.mangler] == ["Nordjylland kommune 2"]


def test_who_was_overtaken_is_told_by_whom(en: Runde):
    en.answer(by=en.lone)
    with pytest.raises(actions.Overhalet, match="har svaret imens"):
        en.answer()
    with pytest.raises(ValidationError, match="det samme som før"):
        en.answer(set_nr=1)


def test_a_party_answers_for_itself_alone_and_only_one_that_is_asked(en: Runde, fiktivland):
    with pytest.raises(PermissionDenied):
        en.answer(en.hus.nord.nabo, by=en.lone)
    with pytest.raises(PermissionDenied):
        en.answer(by=fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat))
    with pytest.raises(ValidationError, match="er ikke spurgt"):
        en.answer(en.hus.nord.sekretariat)


def test_a_draft_takes_no_answers(hus: Hus):
    runde = make_round(hus)
    with pytest.raises(ValidationError, match="ikke åbnet"):
        actions.answer(runde=runde, part=hus.nord.kommune, svar=actions.Svar({}), by=hus.mette)


# Reminders


def test_only_who_is_silent_is_reminded_and_once_for_each_step(en: Runde, i_dag):
    en.answer()
    foer = Udgaaende.objects.count()
    i_dag.move_to(dt.datetime(2026, 11, 13, 10, tzinfo=dt.UTC))
    assert remind(en.runde) == 1
    assert remind(en.runde) == 0
    assert Udgaaende.objects.order_by("-pk")[0].modtager == "nordjylland-2@eksempel.dk"
    i_dag.move_to(dt.datetime(2026, 11, 21, 10, tzinfo=dt.UTC))
    assert write_reminders() == 1
    assert "Fristen var" in Udgaaende.objects.order_by("-pk")[0].tekst
    assert Udgaaende.objects.count() == foer + 2


def test_the_task_stands_on_the_front_page_until_it_is_answered(en: Runde):
    assert [opgave.frist for opgave in tasks_of(en.lone)] == [FRIST]
    assert tasks_of(en.hus.mette) == []
    en.answer(by=en.lone)
    assert tasks_of(en.lone) == []


# Back to the body


def meet(hus: Hus, dato: dt.date):
    hvornaar = moeder.Tidspunkt(dato, dt.time(9), dt.time(13))
    return moeder.call_meeting(udvalg=hus.nord.udvalg, form="ordinaert", hvornaar=hvornaar, by=hus.mette)


def test_the_first_meeting_after_the_deadline_gets_the_answers_and_no_other(en: Runde):
    en.answer()
    assert answers_points(meet(en.hus, FRIST)) == []
    foerste = meet(en.hus, dt.date(2026, 12, 18))
    (forslag,) = answers_points(foerste)
    assert "1 af 2 har svaret. Fristen er " in forslag.resume, "the meeting is called before it is past"
    assert "I alt 12 pladser (Nordjylland kommune 1 12)" in forslag.sagsfremstilling
    assert "Ikke svaret: Nordjylland kommune 2" in forslag.sagsfremstilling
    build_agenda(moede=foerste, by=en.hus.mette)
    assert [et.titel for et in foerste.punkter.filter(noegle=forslag.noegle)] == [forslag.titel]
    assert answers_points(meet(en.hus, dt.date(2027, 1, 18))) == []


def test_the_point_is_closed_until_the_answers_are_published(en: Runde):
    moede = meet(en.hus, dt.date(2026, 12, 18))
    assert answers_points(moede)[0].aaben is False
    actions.publish_round(runde=en.runde, by=en.hus.mette)
    assert answers_points(moede)[0].aaben is True


# Pages


def test_a_party_sees_its_own_answer_and_everyone_what_is_published(en: Runde, client):
    nabo = en.hus.nord.person(Rolle.LOKALADMINISTRATOR, en.hus.nord.nabo)
    en.answer(None, "ja", "12", "Kort", "Hemmelig plan")
    assert "Hemmelig plan" in seen(client, en.lone, en.sti)[1]
    assert "Hemmelig plan" not in seen(client, nabo, en.sti)[1]
    assert seen(client, None, en.sti)[0] == 404
    assert "Hemmelig plan" not in seen(client, nabo, f"{en.sti}svar.csv")[1]
    actions.publish_round(runde=en.runde, by=en.hus.mette)
    assert "Hemmelig plan" in seen(client, None, en.sti)[1]
    assert "Hemmelig plan" in seen(client, None, f"{en.sti}svar.csv")[1]


def test_a_draft_is_the_secretariats_own(hus: Hus, client):
    runde = make_round(hus)
    lone = hus.nord.person(Rolle.LOKALADMINISTRATOR, hus.nord.kommune)
    assert seen(client, lone, f"/spoergerunder/{runde.pk}/")[0] == 404
    assert "Byggeplaner" not in seen(client, lone, "/spoergerunder/")[1]
    assert "Byggeplaner" in seen(client, hus.mette, "/spoergerunder/")[1]
    assert "overblikket over ledige pladser" in seen(client, hus.mette, "/spoergerunder/")[1]
    assert "overblikket over ledige pladser" not in seen(client, lone, "/spoergerunder/")[1], "she may not see it"


def test_a_sheet_has_numbers_as_numbers_and_no_formula(en: Runde, client):
    en.answer(None, "ja", "12.5", "Kort", "=1+1")
    client.force_login(en.hus.mette)
    ark = openpyxl.load_workbook(io.BytesIO(client.get(f"{en.sti}svar.xlsx").content)).active
    foerste = [celle.value for celle in ark[2]]
    assert foerste[0] == "Nordjylland kommune 1"
    assert foerste[2:] == ["Ja", 12.5, "Kort", "=1+1"]
    assert ark[2][5].data_type == "s"


def test_the_secretariat_drafts_asks_and_publishes(hus: Hus, client):
    client.force_login(hus.mette)
    data = {"titel": "Ønsker", "ejer": "SAG", "spurgte": "kommuner", "funktion": "visitation", "frist": "20.11.2026"}
    svar = client.post("/spoergerunder/nordjylland/ny/", data | {"tilbage_til": hus.nord.udvalg.pk})
    assert svar.status_code == 302
    spoergsmaal = {"tekst": "Hvad?", "art": "valg", "muligheder": "Ét"}
    assert "mindst to svar" in client.post(svar.headers["Location"], spoergsmaal).text
    client.post(svar.headers["Location"], spoergsmaal | {"muligheder": "Ét\nTo", "skal": "on"})
    runde = Spoergerunde.objects.get()
    client.post(f"/spoergerunder/{runde.pk}/aabn/")
    client.post(f"/spoergerunder/{runde.pk}/offentliggoer/")
    runde.refresh_from_db()
    assert runde.aabnet_at
    assert runde.offentliggjort_by == hus.mette


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"svar2": "12.5"}, "12,5"),
        ({"svar2": "mange"}, "tal"),
        ({"svar2": "-1"}, "mindst 0"),
        ({"svar1": ""}, "svar1"),
        ({"svar4": "Ring til 0101201234"}, "CPR"),
        ({"svar4": "x" * 1001}, "1000"),
    ],
)
def test_an_answer_that_cannot_be_says_why_and_keeps_what_was_typed(en: Runde, client, felter, besked):
    client.force_login(en.lone)
    data = {"nr": "0", "svar1": "ja", "svar2": "12", "svar3": "Kort", "svar4": "Det, der var skrevet"} | felter
    svar = client.post(f"{en.sti}svar/nordjylland-1/", data)
    assert svar.status_code == 200
    assert besked in svar.text
    assert data["svar4"] in svar.text
    assert not en.runde.svar.exists()


def test_two_who_answer_at_once_see_both(en: Runde, client):
    en.answer(None, "nej", "3", "Lang", "Den andens ord")
    client.force_login(en.lone)
    data = {"nr": "0", "svar1": "ja", "svar2": "12,5", "svar3": "Kort", "svar4": "Mine ord"}
    svar = client.post(f"{en.sti}svar/nordjylland-1/", data)
    assert "har svaret imens" in svar.text
    assert "Den andens ord" in svar.text
    assert "Mine ord" in svar.text
    assert client.post(f"{en.sti}svar/nordjylland-1/", data | {"nr": "1"}).status_code == 302
    assert en.runde.svar.newest().get().linjer.get(spoergsmaal__nr=2).vaerdi == "12.5"


def test_a_released_false_alarm_is_logged_and_can_be_redacted(en: Runde, client):
    client.force_login(en.lone)
    data = {"nr": "0", "svar1": "ja", "svar2": "12", "svar3": "Kort", "svar4": "Ring 0101201234", "frigiv_cpr": "on"}
    assert client.post(f"{en.sti}svar/nordjylland-1/", data).status_code == 302
    client.force_login(en.hus.mette)
    assert "Byggeplaner" in client.get("/frigivne-tekster/").text


@pytest.mark.parametrize("sti", ["nordjylland/ny/", "{}/spoergsmaal/", "{}/svar/nordjylland-1/"])
def test_another_areas_secretariat_writes_nothing_here(en: Runde, fiktivland, client, sti):
    client.force_login(fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat))
    assert client.get(f"/spoergerunder/{sti.format(en.runde.pk)}").status_code in (403, 404)
