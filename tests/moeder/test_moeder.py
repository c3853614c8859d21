"""Meetings and agendas: called, moved, drawn up; and what is refused."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.faelles.haendelser import events_of
from socialaftale.moeder import actions, krog, queries
from socialaftale.moeder.actions import Punkttekst, Tidspunkt
from socialaftale.moeder.opfoelgning.actions import finish_followup
from socialaftale.parter.roller import Rolle

from .conftest import DAG

UGE = dt.timedelta(days=7)


def test_a_moved_meeting_keeps_the_day_it_was_moved_from(rum, i_dag):
    moede = rum.meet(dato=DAG + UGE)
    i_dag.shift(60)
    nyt = Tidspunkt(DAG + 2 * UGE, dt.time(10))
    actions.move_meeting(moede=moede, hvornaar=nyt, grund="Efterårsferie", aflyst=False, by=rum.sekretaer)
    assert queries.current_time(moede).dato == DAG + 2 * UGE
    assert [tid.dato for tid in queries.read_times(moede)] == [DAG + UGE]
    assert queries.meetings_in(rum.das, 2026).get().dato == DAG + 2 * UGE
    assert events_of(moede)[0].efter["grund"] == "Efterårsferie"


@pytest.mark.parametrize(
    ("grund", "nyt", "besked"),
    [
        ("", Tidspunkt(DAG + 2 * UGE, dt.time(9), dt.time(13)), "hvorfor"),
        ("Ferie", Tidspunkt(DAG + 2 * UGE, dt.time(13), dt.time(9)), "slutte efter"),
        ("Ferie", Tidspunkt(DAG - UGE, dt.time(9), dt.time(13)), r"Den 16\.10\.2026 er gået"),
    ],
)
def test_a_meeting_is_not_moved_without_reason_or_backwards(rum, i_dag, grund, nyt, besked):
    moede = rum.meet(dato=DAG + UGE)
    i_dag.shift(60)
    with pytest.raises(ValidationError, match=besked):
        actions.move_meeting(moede=moede, hvornaar=nyt, grund=grund, aflyst=False, by=rum.sekretaer)


def test_a_meeting_with_decisions_was_held_and_is_not_moved(rum, i_dag):
    moede = rum.meet()
    rum.decide(rum.point(moede))
    i_dag.shift(60)
    with pytest.raises(ValidationError, match="er holdt"):
        actions.move_meeting(moede=moede, hvornaar=Tidspunkt(DAG + UGE), grund="x", aflyst=False, by=rum.sekretaer)


def test_a_body_meets_once_a_day_but_a_cancelled_day_is_free_again(rum, i_dag):
    moede = rum.meet(dato=DAG + UGE)
    with pytest.raises(ValidationError, match="allerede et møde"):
        rum.meet(dato=DAG + UGE)
    i_dag.shift(60)
    actions.move_meeting(moede=moede, hvornaar=Tidspunkt(DAG + UGE), grund="Sygdom", aflyst=True, by=rum.sekretaer)
    assert rum.meet(dato=DAG + UGE)
    with pytest.raises(ValidationError, match="aflyst"):
        rum.point(moede)


@pytest.mark.parametrize("hvem", ["das", "fu"])
def test_a_member_reads_but_does_not_record(rum, hvem):
    moede = rum.meet()
    punkt = rum.point(moede)
    by = rum.medlemmer[hvem]
    for handling in (
        lambda: rum.meet(dato=DAG + UGE, by=by),
        lambda: actions.add_point(moede=moede, tekst=Punkttekst("x"), by=by),
        lambda: actions.record_decision(punkt=punkt, set_nr=0, svar=actions.Svar("udsat"), by=by),
        lambda: actions.close_meeting(moede=moede, by=by),
    ):
        with pytest.raises(PermissionDenied):
            handling()


def test_the_secretariat_of_another_area_has_no_say(rum, fiktivland):
    fremmed = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
    with pytest.raises(PermissionDenied):
        rum.meet(by=fremmed)


def test_two_who_rewrite_a_point_do_not_overwrite_each_other(rum):
    punkt = rum.point(rum.meet())
    actions.change_point(punkt=punkt, set_version=1, tekst=Punkttekst("Den ene"), by=rum.sekretaer)
    with pytest.raises(ValidationError, match="rettet punktet imens"):
        actions.change_point(punkt=punkt, set_version=1, tekst=Punkttekst("Den anden"), by=rum.sekretaer)
    punkt.refresh_from_db()
    assert punkt.titel == "Den ene"


def test_a_decided_point_is_not_rewritten_under_its_decision(rum):
    punkt = rum.point(rum.meet())
    rum.decide(punkt)
    with pytest.raises(ValidationError, match="besluttet"):
        actions.change_point(punkt=punkt, set_version=1, tekst=Punkttekst("Noget andet"), by=rum.sekretaer)


def test_an_unknown_matter_is_refused(rum):
    with pytest.raises(ValidationError, match="kompetencetabel"):
        rum.point(rum.meet(), emne="vejr")


def test_what_is_not_done_comes_back_on_the_next_agenda_once(rum):
    frist = DAG + UGE
    rum.decide(rum.point(rum.meet()), opgaver=(("Finde et lokale", "Sekretariatet", frist),))
    naeste = rum.meet(dato=DAG + 2 * UGE)
    (punkt,) = actions.draw_up(moede=naeste, by=rum.sekretaer)
    assert punkt.titel == "Opfølgning"
    assert "Finde et lokale: Sekretariatet, senest 30.10.2026" in punkt.sagsfremstilling
    assert actions.draw_up(moede=naeste, by=rum.sekretaer) == []


def test_a_done_follow_up_and_another_bodys_stay_away(rum):
    beslutning = rum.decide(rum.point(rum.meet()), opgaver=(("Ringe", "Sekretariatet", DAG),))
    opgave = beslutning.punkt.opfoelgninger.get()
    assert actions.draw_up(moede=rum.meet(rum.fu), by=rum.sekretaer) == []
    finish_followup(opfoelgning=opgave, by=rum.sekretaer)
    finish_followup(opfoelgning=opgave, by=rum.sekretaer)
    assert actions.draw_up(moede=rum.meet(dato=DAG + UGE), by=rum.sekretaer) == []
    assert [h.verbum for h in events_of(opgave)] == ["meld udført"]


def test_a_floor_above_proposes_points_and_is_told_of_decisions(rum, monkeypatch):
    fortalt = []
    monkeypatch.setattr(krog, "_BUILDERS", [])
    monkeypatch.setattr(krog, "_EFFECTS", {})
    krog.register_builder(lambda moede: [krog.Forslag("takster-2027", "Takster", emne="takster", emne_id="2027")])
    krog.register_effect(
        "takster", lambda beslutning, by, vedlagt: fortalt.append((beslutning.punkt.emne_id, beslutning.nr, by))
    )
    moede = rum.meet()
    (punkt,) = actions.draw_up(moede=moede, by=rum.sekretaer)
    rum.decide(punkt)
    rum.decide(punkt, "udsat")
    rum.decide(rum.point(moede, "Andet"))
    assert fortalt == [("2027", 1, rum.sekretaer), ("2027", 2, rum.sekretaer)]


def test_an_effect_that_fails_takes_the_decision_with_it(rum, monkeypatch):
    monkeypatch.setattr(krog, "_EFFECTS", {})

    def refuse(beslutning, by, vedlagt):
        raise ValidationError("Runden er lukket.")

    krog.register_effect("takster", refuse)
    punkt = rum.point(rum.meet(), emne="takster")
    with pytest.raises(ValidationError, match="lukket"):
        rum.decide(punkt)
    assert queries.newest_decision(punkt) is None
