"""Decisions, corrections, delegations and the chair's confirmation."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder import actions, formand, queries
from socialaftale.moeder.models import Beslutning
from socialaftale.regler.kompetence import Afslag, Mandat, Sag

from .conftest import DAG, NU

DAGEN_FOER = dt.timedelta(days=-1)
UGE = dt.timedelta(days=7)
SITE = "https://socialaftale.eksempel"


def test_a_decision_waits_for_the_meeting(rum):
    punkt = rum.point(rum.meet(dato=DAG + UGE))
    with pytest.raises(ValidationError, match=r"holdes først 30\.10\.2026"):
        rum.decide(punkt)


def test_das_settles_takster_by_its_own_competence_and_fu_recommends(rum):
    takster = {"emne": "takster", "emne_id": "2027"}
    assert rum.decide(rum.point(rum.meet(), **takster)).mandat == "egen"
    punkt = rum.point(rum.meet(rum.fu), **takster)
    with pytest.raises(ValidationError, match="ingen delegation"):
        rum.decide(punkt)
    assert rum.decide(punkt, "indstillet").mandat == "ingen"


def test_nobody_below_the_councils_settles_the_agreement_itself(rum):
    punkt = rum.point(rum.meet(), "Rammeaftalen", emne="aftale", emne_id="2027-28")
    for resultat in ("godkendt", "afvist"):
        with pytest.raises(ValidationError, match="afgøres ikke af dette udvalg"):
            rum.decide(punkt, resultat)
    assert rum.decide(punkt, "til_efterretning")


def test_a_condition_needs_its_words(rum):
    punkt = rum.point(rum.meet())
    with pytest.raises(ValidationError, match="betingelserne"):
        rum.decide(punkt, "betinget")
    assert rum.decide(punkt, "betinget", betingelser="Svar inden jul.").betingelser == "Svar inden jul."


def test_two_who_record_the_same_point_see_each_other(rum):
    punkt = rum.point(rum.meet())
    rum.decide(punkt, tekst="Den ene")
    with pytest.raises(actions.Overhalet) as fejl:
        actions.record_decision(punkt=punkt, set_nr=0, svar=actions.Svar("udsat"), by=rum.sekretaer)
    assert fejl.value.nyeste.tekst == "Den ene"
    assert queries.newest_decision(punkt).resultat == "godkendt"


def test_the_database_keeps_two_versions_apart(rum):
    foerste = rum.decide(rum.point(rum.meet()))
    foerste.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        foerste.save()


def test_a_correction_after_the_meeting_says_why_and_keeps_the_first_words(rum):
    moede = rum.meet()
    punkt = rum.point(moede)
    rum.decide(punkt, tekst="Mødet godkendte.")
    actions.close_meeting(moede=moede, by=rum.sekretaer)
    with pytest.raises(ValidationError, match="hvorfor"):
        rum.decide(punkt, "udsat")
    rum.decide(punkt, "udsat", tekst="Punktet blev udsat.", rettelse="Forkert referat")
    assert [b.tekst for b in punkt.beslutninger.order_by("nr")] == ["Mødet godkendte.", "Punktet blev udsat."]
    assert list(Beslutning.objects.newest().values_list("resultat", flat=True)) == ["udsat"]


def test_a_meeting_is_not_closed_over_an_undecided_point(rum):
    moede = rum.meet()
    rum.point(moede)
    with pytest.raises(ValidationError, match="Punkt 1 har ingen beslutning"):
        actions.close_meeting(moede=moede, by=rum.sekretaer)


# Delegations


@pytest.mark.parametrize(
    ("dage", "emne_id", "svar"),
    [(-1, "2027", False), (0, "2027", True), (30, "2027", True), (31, "2027", False), (0, "2028", False)],
)
def test_a_delegation_holds_from_the_meeting_to_its_last_day_and_within_its_scope(rum, dage, emne_id, svar):
    rum.delegate(DAG + dt.timedelta(days=30))
    fundet = queries.may_decide(rum.fu, Sag("takster", emne_id), DAG + dt.timedelta(days=dage))
    assert isinstance(fundet, Mandat if svar else Afslag)


def test_a_decision_by_delegation_after_its_expiry_is_refused(rum, i_dag):
    delegation = rum.delegate(DAG + UGE)
    i_dag.move_to(NU + 2 * UGE)
    i_tide = rum.point(rum.meet(rum.fu, DAG + UGE), emne="takster", emne_id="2027")
    for_sent = rum.point(rum.meet(rum.fu, DAG + 2 * UGE), emne="takster", emne_id="2027")
    assert rum.decide(i_tide).delegation == delegation
    with pytest.raises(ValidationError, match=r"udløb 30\.10\.2026"):
        rum.decide(for_sent)


def test_a_delegation_falls_with_the_decision_that_gave_it(rum):
    delegation = rum.delegate(DAG + UGE)
    rum.decide(delegation.beslutning.punkt, "afvist")
    assert isinstance(queries.may_decide(rum.fu, Sag("takster", "2027"), DAG), Afslag)


def test_a_delegation_outlives_a_correction_that_still_approves(rum):
    delegation = rum.delegate(DAG + UGE)
    rum.decide(delegation.beslutning.punkt, tekst="Samme, bedre skrevet")
    assert isinstance(queries.may_decide(rum.fu, Sag("takster", "2027"), DAG), Mandat)


def test_a_delegation_taken_back_ends_that_day_and_not_before(rum):
    delegation = rum.delegate(DAG + 4 * UGE)
    with pytest.raises(ValidationError, match="bagud i tid"):
        actions.take_back(delegation=delegation, fra=DAG + DAGEN_FOER, by=rum.sekretaer)
    actions.take_back(delegation=delegation, fra=DAG + UGE, by=rum.sekretaer)
    with pytest.raises(ValidationError, match="gælder ikke længere"):
        actions.take_back(delegation=delegation, fra=DAG + UGE, by=rum.sekretaer)
    sag = Sag("takster", "2027")
    assert isinstance(queries.may_decide(rum.fu, sag, DAG + UGE + DAGEN_FOER), Mandat)
    assert isinstance(queries.may_decide(rum.fu, sag, DAG + UGE), Afslag)


def test_only_an_approval_by_own_competence_delegates(rum):
    felter = {"udloeber": DAG + UGE, "omfang": "", "by": rum.sekretaer}
    moede = rum.meet()
    udsat = rum.decide(rum.point(moede, emne="takster"), "udsat")
    eget = rum.decide(rum.point(moede))
    for beslutning, besked in ((udsat, "godkendt beslutning"), (eget, "Uden et emne")):
        with pytest.raises(ValidationError, match=besked):
            actions.delegate(beslutning=beslutning, til_udvalg=rum.fu, **felter)
    godkendt = rum.decide(rum.point(moede, emne="takster"))
    with pytest.raises(ValidationError, match="sig selv"):
        actions.delegate(beslutning=godkendt, til_udvalg=rum.das, **felter)
    with pytest.raises(ValidationError, match="før dens første"):
        actions.delegate(beslutning=godkendt, til_udvalg=rum.fu, **felter | {"udloeber": DAG + DAGEN_FOER})


def test_what_was_delegated_is_not_delegated_on(rum):
    rum.delegate(DAG + UGE)
    hos_fu = rum.decide(rum.point(rum.meet(rum.fu), emne="takster", emne_id="2027"))
    with pytest.raises(ValidationError, match="efter delegation"):
        actions.delegate(beslutning=hos_fu, til_udvalg=rum.das, udloeber=DAG + UGE, omfang="", by=rum.sekretaer)


def test_a_delegation_stays_in_its_area(rum, fiktivland):
    godkendt = rum.decide(rum.point(rum.meet(), emne="takster"))
    with pytest.raises(ValidationError, match="aftaleområdet"):
        actions.delegate(
            beslutning=godkendt, til_udvalg=fiktivland.udvalg, udloeber=DAG + UGE, omfang="", by=rum.sekretaer
        )


# The chair


def ask(rum, moede):
    formand.ask_chair(moede=moede, navn="Dorte", email="dorte@eksempel.dk", site=SITE, by=rum.sekretaer)
    return next(o for o in Udgaaende.objects.latest("pk").tekst.split() if o.startswith(SITE)).split("/")[-2]


def test_the_chair_confirms_once_without_an_account(rum, client):
    moede = rum.meet()
    rum.decide(rum.point(moede), tekst="Godkendt som foreslået.")
    rum.decide(rum.point(moede, "Hemmeligt", aaben=False), "udsat", tekst="Lukket tekst")
    adresse = f"/moeder/bekraeft/{ask(rum, moede)}/"
    side = client.get(adresse)
    assert "Godkendt som foreslået." in side.text
    assert "Hemmeligt" not in side.text
    assert "Lukket tekst" not in side.text
    assert "bekræftet" in client.post(adresse, {"bemaerkning": "Enig"}).text
    assert moede.bekraeftelser.get().bemaerkning == "Enig"
    igen = client.get(adresse)
    assert (igen.status_code, "brugt" in igen.text) == (410, True)


def test_a_link_dies_with_a_changed_decision_a_newer_link_time_or_a_scratch(rum, i_dag):
    moede = rum.meet()
    punkt = rum.point(moede)
    rum.decide(punkt)
    token = ask(rum, moede)
    rum.decide(punkt, "udsat")
    with pytest.raises(formand.Ugyldigt, match="ændret"):
        formand.read_link(token)
    with pytest.raises(PermissionDenied):
        formand.confirm(token=token, bemaerkning="")
    nyere = ask(rum, moede)
    with pytest.raises(formand.Ugyldigt, match="nyere"):
        formand.read_link(token)
    with pytest.raises(formand.Ugyldigt, match="ikke helt"):
        formand.read_link(nyere[:-1] + ("a" if nyere[-1] != "a" else "b"))
    i_dag.shift(15 * 24 * 3600)
    with pytest.raises(formand.Ugyldigt, match="for gammelt"):
        formand.read_link(nyere)
