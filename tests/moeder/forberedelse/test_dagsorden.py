"""An agenda before its meeting: standing points, order, times and guests."""

import datetime as dt
import random

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.faelles.haendelser import events_of
from socialaftale.moeder import actions as moeder
from socialaftale.moeder import krog
from socialaftale.moeder.forberedelse import actions
from socialaftale.moeder.forberedelse.actions import Punkttid
from tests.moeder.conftest import DAG

UGE = dt.timedelta(days=7)


def titles(moede) -> list[str]:
    punkter = list(moede.punkter.order_by("nummer"))
    assert [punkt.nummer for punkt in punkter] == list(range(1, len(punkter) + 1))
    return [punkt.titel for punkt in punkter]


def test_standing_points_frame_the_agenda_and_are_added_once(rum):
    rum.meet(dato=DAG - UGE)
    rum.meet(dato=DAG + UGE)
    moede = rum.meet()
    rum.point(moede, "Takster for 2027")
    nye = actions.build_agenda(moede=moede, by=rum.sekretaer)
    rum.point(moede, "Kom til sidst")
    faste = ["Godkendelse af dagsorden", "Godkendelse af referat"]
    assert titles(moede) == [*faste, "Takster for 2027", "Kom til sidst", "Eventuelt", "Næste møde"]
    assert len(nye) == 4
    assert actions.build_agenda(moede=moede, by=rum.sekretaer) == []
    referat = moede.punkter.get(noegle="fast-referat").indstillinger.get()
    assert referat.words() == "godkender referatet af mødet den 16. oktober 2026"
    resume = moede.punkter.get(noegle="fast-naeste-moede").resume
    assert resume == "Fredag den 30. oktober 2026 kl. 09.00-13.00, Aalborg."


def test_a_standing_point_says_honestly_what_is_not_known_and_is_written_anew(rum):
    moede = rum.meet()
    actions.build_agenda(moede=moede, by=rum.sekretaer)
    assert "Godkendelse af referat" not in titles(moede), "there are no minutes yet"
    naeste = moede.punkter.get(noegle="fast-naeste-moede")
    assert "ikke indkaldt" in naeste.resume
    rum.meet(dato=DAG + UGE)
    assert "30. oktober" in krog.proposal_for(naeste).resume


def test_a_written_procedure_has_no_standing_points(rum):
    moede = rum.meet(form="skriftlig")
    assert actions.build_agenda(moede=moede, by=rum.sekretaer) == []


def test_the_meeting_ends_without_an_answer_to_what_asks_nothing_but_not_with_other_points_open(rum):
    moede = rum.meet()
    rum.point(moede, "Uafgjort")
    actions.build_agenda(moede=moede, by=rum.sekretaer)
    with pytest.raises(ValidationError, match="Punkt 1, 2 har ingen beslutning"):
        moeder.close_meeting(moede=moede, by=rum.sekretaer)
    for punkt in moede.punkter.filter(nummer__lte=2):
        rum.decide(punkt)
    moeder.close_meeting(moede=moede, by=rum.sekretaer)
    moede.refresh_from_db()
    assert moede.afsluttet_at


def test_once_something_is_decided_numbers_stand(rum):
    moede = rum.meet()
    et, to = rum.point(moede, "Et"), rum.point(moede, "To")
    rum.decide(to)
    assert actions.build_agenda(moede=moede, by=rum.sekretaer) == []
    with pytest.raises(ValidationError, match="numre ligger fast"):
        actions.move_point(punkt=et, skridt=1, set_nummer=1, by=rum.sekretaer)
    assert titles(moede) == ["Et", "To"]


def test_points_change_places_and_numbers_follow(rum):
    moede = rum.meet()
    et, to = rum.point(moede, "Et"), rum.point(moede, "To")
    actions.build_agenda(moede=moede, by=rum.sekretaer)
    actions.move_point(punkt=to, skridt=-1, set_nummer=3, by=rum.sekretaer)
    assert titles(moede) == ["Godkendelse af dagsorden", "To", "Et", "Eventuelt", "Næste møde"]
    assert events_of(to)[0].efter == {"nummer": 2}
    with pytest.raises(ValidationError, match="længere den vej"):
        actions.move_point(punkt=to, skridt=-1, set_nummer=2, by=rum.sekretaer)
    with pytest.raises(ValidationError, match="længere den vej"):
        actions.move_point(punkt=et, skridt=1, set_nummer=3, by=rum.sekretaer)


def test_a_second_mover_who_saw_the_old_order_is_told(rum):
    moede = rum.meet()
    et = rum.point(moede, "Et")
    rum.point(moede, "To")
    actions.move_point(punkt=et, skridt=1, set_nummer=1, by=rum.sekretaer)
    with pytest.raises(ValidationError, match="flyttet punkterne imens"):
        actions.move_point(punkt=et, skridt=1, set_nummer=1, by=rum.sekretaer)
    assert titles(moede) == ["To", "Et"]


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE], ids=["fast", "frisk"])
def test_whatever_is_moved_and_added_no_number_is_lost_or_given_twice(froe, rum):
    """Against a plain list: what moves, moves one place; what is added, comes before the standing last ones."""
    tal = random.Random(froe)
    moede = rum.meet()
    actions.build_agenda(moede=moede, by=rum.sekretaer)
    midte: list[str] = []
    for nr in range(antal(30, 300)):
        if len(midte) < 3 or tal.random() < 0.2:
            rum.point(moede, f"Nr. {nr}")
            midte.append(f"Nr. {nr}")
        else:
            plads, skridt = tal.randrange(len(midte)), tal.choice([-1, 1])
            punkt = moede.punkter.get(titel=midte[plads])
            til = plads + skridt
            try:
                actions.move_point(punkt=punkt, skridt=skridt, set_nummer=punkt.nummer, by=rum.sekretaer)
                midte[plads], midte[til] = midte[til], midte[plads]
            except ValidationError:
                assert not 0 <= til < len(midte), f"frø {froe}"
        assert titles(moede) == ["Godkendelse af dagsorden", *midte, "Eventuelt", "Næste møde"], f"frø {froe}"


def test_two_who_plan_a_point_see_each_other(rum):
    punkt = rum.point(rum.meet())
    felter = {"punkt": punkt, "set_tid": Punkttid(), "by": rum.sekretaer}
    actions.set_time(ny_tid=Punkttid(dt.time(10), 20), **felter)
    actions.set_time(ny_tid=Punkttid(dt.time(10), 20), **felter)
    with pytest.raises(ValidationError, match=r"sat punktet til kl\. 10\.00, 20 min\. imens"):
        actions.set_time(ny_tid=Punkttid(dt.time(11), 20), **felter)


def test_only_the_secretariat_plans_and_not_after_the_end(rum):
    moede = rum.meet()
    punkt = rum.point(moede)
    gaest = {"punkt": punkt, "navn": "Ib", "organisation": "", "fra_kl": None, "til_kl": None}
    for by in (rum.medlemmer["das"], rum.medlemmer["fu"]):
        for handling in (
            lambda by=by: actions.build_agenda(moede=moede, by=by),
            lambda by=by: actions.move_point(punkt=punkt, skridt=1, set_nummer=1, by=by),
            lambda by=by: actions.set_time(punkt=punkt, set_tid=Punkttid(), ny_tid=Punkttid(), by=by),
            lambda by=by: actions.add_guest(**gaest, by=by),
        ):
            with pytest.raises(PermissionDenied):
                handling()
    rum.decide(punkt)
    moeder.close_meeting(moede=moede, by=rum.sekretaer)
    with pytest.raises(ValidationError, match="afsluttet"):
        actions.add_guest(**gaest, by=rum.sekretaer)


# Pages


@pytest.fixture
def side(rum, client):
    """The secretary's browser, and the page of a point's time and guests."""
    client.force_login(rum.sekretaer)
    moede = rum.meet()
    return client, rum.point(moede, "Et"), rum.point(moede, "To")


def plan(client, punkt, **felter):
    tomt = dict.fromkeys(("fra_kl", "minutter", "set_fra_kl", "set_minutter"), "")
    return client.post(f"/moeder/punkt/{punkt.pk}/program/", tomt | felter)


def invite(client, punkt, **felter):
    tomt = dict.fromkeys(("gaest-navn", "gaest-organisation", "gaest-fra_kl", "gaest-til_kl"), "")
    felter = {f"gaest-{navn}": vaerdi for navn, vaerdi in felter.items()}
    return client.post(f"/moeder/punkt/{punkt.pk}/program/", tomt | felter)


def test_times_that_overlap_are_said_on_the_meetings_page(side):
    client, et, to = side
    assert plan(client, et, fra_kl="9", minutter="30").status_code == 302
    plan(client, to, fra_kl="9.15", minutter="30")
    vist = client.get(f"/moeder/{et.moede_id}/").text
    assert "Kl. 9.00-9.30" in vist
    assert "overlapper 15 minutter" in vist


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"fra_kl": "25"}, "Skriv klokkeslættet som 9.00."),
        ({"minutter": "en time"}, "antal minutter"),
        ({"minutter": "0"}, "1"),
        ({"minutter": "9999"}, "600"),
    ],
)
def test_nonsense_in_a_time_comes_back_with_the_reason(side, felter, besked):
    client, et, _ = side
    svar = plan(client, et, **felter)
    assert svar.status_code == 200
    assert besked in svar.text and f'value="{next(iter(felter.values()))}"' in svar.text


def test_a_time_that_another_set_meanwhile_is_shown_and_the_next_save_counts(side):
    client, et, _ = side
    plan(client, et, fra_kl="9", minutter="30")
    svar = plan(client, et, fra_kl="10", minutter="30")
    assert "imens" in svar.text and 'value="10"' in svar.text
    assert plan(client, et, fra_kl="10", minutter="30", set_fra_kl="9.00", set_minutter="30").status_code == 302


def test_guests_come_and_go_and_a_cpr_number_is_none(side):
    client, et, _ = side
    assert invite(client, et, navn="Ib Holm", organisation="Psykiatrien", fra_kl="9", til_kl="9.30").status_code == 302
    assert "Ib Holm, Psykiatrien (kl. 09.00-09.30)" in client.get(f"/moeder/punkt/{et.pk}/program/").text
    assert "allerede gæst" in invite(client, et, navn="ib  holm", organisation="psykiatrien").text
    assert "gå efter at være kommet" in invite(client, et, navn="Bo", fra_kl="10", til_kl="9").text
    assert "CPR" in invite(client, et, navn="Bo 0101201234").text
    assert et.gaester.count() == 1
    client.post(f"/moeder/gaest/{et.gaester.get().pk}/fjern/")
    assert not et.gaester.exists()
    assert [h.verbum for h in events_of(et)][:2] == ["fjern gæst", "tilføj gæst"]


def test_points_are_moved_by_buttons(side):
    client, et, to = side
    svar = client.post(f"/moeder/punkt/{to.pk}/raekkefoelge/", {"vej": "op", "nummer": "2"})
    assert svar.url.endswith(f"#punkt-{to.pk}")
    assert titles(et.moede) == ["To", "Et"]
    client.post(f"/moeder/punkt/{to.pk}/raekkefoelge/", {"vej": "op", "nummer": "x"})
    assert titles(et.moede) == ["To", "Et"]


def test_guests_are_not_shown_to_the_public(rum, side, client):
    _, et, to = side
    invite(client, et, navn="Ib Holm")
    rum.decide(et)
    rum.decide(to)
    moeder.close_meeting(moede=et.moede, by=rum.sekretaer)
    assert "Ib Holm" in client.get(f"/moeder/{et.moede_id}/").text
    client.logout()
    assert "Ib Holm" not in client.get(f"/moeder/{et.moede_id}/").text
