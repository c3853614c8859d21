"""A decision for each item of a recommendation, or standing by itself; and what closing a meeting asks."""

import pytest
from django.core.exceptions import ValidationError

from socialaftale.moeder import actions, queries
from socialaftale.moeder.models import Beslutning, Delegation
from socialaftale.regler.kompetence import Afslag, Mandat, Sag

from .conftest import DAG, Rum
from .test_beslutninger import UGE, ask
from .test_sider import seen, typed

UBESVARET = "ikke udtrykkeligt besluttet"
TRE = (("godkender", "budgettet"), ("droefter", "planen"), ("afgiver_kompetence", "til FU for sene takster"))


def answered(rum: Rum, punkt, *svar: str, resultat: str = "", **felter) -> Beslutning:
    """Record an answer to each item in order; an empty one is none."""
    nyeste = queries.newest_decision(punkt)
    givne = {led.pk: et for led, et in zip(punkt.indstillinger.all(), svar, strict=False) if et}
    svaret = actions.Svar(resultat, indstillinger=givne, **felter)
    return actions.record_decision(punkt=punkt, set_nr=nyeste.nr if nyeste else 0, svar=svaret, by=rum.sekretaer)


@pytest.fixture
def punkt(rum):
    return rum.point(rum.meet(), "Tre led", emne="takster", emne_id="2027", indstillinger=TRE)


def shown(punkt) -> list[str]:
    (vist,) = queries.read_points(punkt.moede, punkt.moede.afsluttet_by) or queries.open_decisions(punkt.moede)
    return [vist.answer_to(led) for led in punkt.indstillinger.all()]


@pytest.mark.parametrize(
    ("svar", "resultat"),
    [
        (("godkendt", "godkendt", "godkendt"), "godkendt"),
        (("godkendt", "droeftet", "udsat"), "pr_indstilling"),
        (("godkendt", "", ""), "pr_indstilling"),
    ],
)
def test_a_point_has_the_result_that_all_its_items_share_else_each_its_own(rum, punkt, svar, resultat):
    assert answered(rum, punkt, *svar).resultat == resultat


def test_a_decision_by_itself_stands_beside_the_answers_and_answers_none(rum, punkt):
    beslutning = answered(rum, punkt, "godkendt", resultat="til_efterretning", tekst="Sekretariatet takkes.")
    assert (beslutning.resultat, beslutning.art) == ("til_efterretning", "selv")
    assert shown(punkt) == ["godkendt", UBESVARET, UBESVARET]


def test_a_point_that_is_put_off_asks_for_no_answers(rum, punkt):
    answered(rum, punkt, resultat="udsat")
    assert shown(punkt) == ["", "", ""]
    actions.close_meeting(moede=punkt.moede, by=rum.sekretaer)


def test_an_item_is_settled_only_with_a_mandate(rum):
    punkt = rum.point(rum.meet(rum.fu), emne="takster", emne_id="2027", indstillinger=TRE)
    with pytest.raises(ValidationError, match="ingen delegation"):
        answered(rum, punkt, "godkendt", "droeftet")
    assert answered(rum, punkt, "indstillet", "droeftet").mandat == "ingen"


def test_a_condition_on_an_item_needs_its_words(rum, punkt):
    with pytest.raises(ValidationError, match="betingelserne"):
        answered(rum, punkt, "betinget")
    assert answered(rum, punkt, "betinget", betingelser="Inden jul.")


def test_the_items_of_another_point_are_refused(rum, punkt):
    fremmed = rum.point(punkt.moede, "Et andet", indstillinger=TRE).indstillinger.first()
    with pytest.raises(ValidationError, match="andet punkt"):
        actions.record_decision(
            punkt=punkt, set_nr=0, svar=actions.Svar("", indstillinger={fremmed.pk: "udsat"}), by=rum.sekretaer
        )


# Delegation


def delegate(rum, beslutning) -> Delegation:
    felter = {"til_udvalg": rum.fu, "udloeber": DAG + UGE, "omfang": "", "by": rum.sekretaer}
    return actions.delegate(beslutning=beslutning, **felter)


@pytest.mark.parametrize("afgivelse", ["", "udsat", "afvist", "droeftet"])
def test_no_delegation_arises_from_an_item_that_is_not_approved(rum, punkt, afgivelse):
    beslutning = answered(rum, punkt, "godkendt", "godkendt", afgivelse)
    assert not queries.read_points(punkt.moede, rum.sekretaer)[0].delegerer
    with pytest.raises(ValidationError, match="godkendt beslutning"):
        delegate(rum, beslutning)


def test_an_approved_item_gives_competence_though_the_others_have_other_answers(rum, punkt):
    delegate(rum, answered(rum, punkt, "udsat", "droeftet", "godkendt"))
    assert isinstance(queries.may_decide(rum.fu, Sag("takster", "2027"), DAG), Mandat)
    answered(rum, punkt, "godkendt", "godkendt", "udsat")
    assert isinstance(queries.may_decide(rum.fu, Sag("takster", "2027"), DAG), Afslag)


# Closing


def test_closing_tells_which_items_have_no_answer_and_asks_once(rum, punkt, client):
    answered(rum, punkt, "godkendt")
    client.force_login(rum.sekretaer)
    adresse = f"/moeder/{punkt.moede_id}/afslut/"
    svar = client.post(adresse)
    assert "drøfter planen" in svar.text
    assert "godkender budgettet" not in svar.text
    assert "sæt kryds" in client.post(adresse, {"svaret": "ja"}).text
    punkt.moede.refresh_from_db()
    assert punkt.moede.afsluttet_at is None
    assert client.post(adresse, {"svaret": "ja", "set_ubesvarede": "on"}).status_code == 302
    punkt.moede.refresh_from_db()
    assert punkt.moede.afsluttet_at
    assert UBESVARET.capitalize() in seen(client, None, f"/moeder/{punkt.moede_id}/")


def test_closing_asks_what_happens_with_each_undecided_point(rum, client):
    moede = rum.meet()
    et, to = rum.point(moede, "Ikke nået"), rum.point(moede, "Overflødigt")
    client.force_login(rum.sekretaer)
    adresse = f"/moeder/{moede.pk}/afslut/"
    assert "Ikke nået" in client.post(adresse).text
    halvt = client.post(adresse, {"svaret": "ja", f"punkt{et.pk}": "udsat", f"punkt{to.pk}": ""})
    assert "Vælg, hvad der sker med punkt 2." in halvt.text
    assert not Beslutning.objects.exists()
    snydt = client.post(adresse, {"svaret": "ja", f"punkt{et.pk}": "godkendt", f"punkt{to.pk}": "udsat"})
    assert snydt.status_code == 200
    client.post(adresse, {"svaret": "ja", f"punkt{et.pk}": "udsat", f"punkt{to.pk}": "bortfaldet"})
    assert [queries.newest_decision(punkt).resultat for punkt in (et, to)] == ["udsat", "bortfaldet"]
    with pytest.raises(ValidationError, match="afsluttet"):
        actions.close_meeting(moede=moede, by=rum.sekretaer)


def test_the_action_itself_refuses_another_outcome_and_unseen_items(rum, punkt):
    moede = punkt.moede
    with pytest.raises(ValidationError, match="kun udsættes eller falde væk"):
        actions.close_meeting(moede=moede, udfald={punkt.pk: "godkendt"}, by=rum.sekretaer)
    answered(rum, punkt, "godkendt")
    with pytest.raises(ValidationError, match="punkt 1, indstilling 2; punkt 1, indstilling 3"):
        actions.close_meeting(moede=moede, by=rum.sekretaer)


def test_what_was_put_off_comes_back_until_it_is_taken_up(rum):
    moede = rum.meet()
    sag = rum.point(moede, "En sag", indstillinger=TRE[:2], resume="Baggrund")
    helt = rum.point(moede, "Ikke nået")
    answered(rum, sag, "godkendt", "udsat")
    actions.close_meeting(moede=moede, udfald={helt.pk: "udsat"}, by=rum.sekretaer)
    naeste = rum.meet(dato=DAG + UGE)
    nye = {punkt.titel: punkt for punkt in actions.draw_up(moede=naeste, by=rum.sekretaer)}
    assert set(nye) == {"En sag", "Ikke nået"}
    assert [led.words() for led in nye["En sag"].indstillinger.all()] == ["drøfter planen"]
    assert nye["En sag"].resume == "Baggrund"
    assert actions.draw_up(moede=rum.meet(dato=DAG + 2 * UGE), by=rum.sekretaer) == []
    assert actions.draw_up(moede=rum.meet(rum.fu), by=rum.sekretaer) == []


# The pages


def test_meeting_mode_answers_the_rest_as_recommended_in_one_action(rum, punkt, client):
    client.force_login(rum.sekretaer)
    ledene = list(punkt.indstillinger.all())
    adresse = f"/moeder/{punkt.moede_id}/referat/"
    felter = {f"led{led.pk}": "" for led in ledene} | {f"led{ledene[0].pk}": "udsat", "tekst": "Planen er god."}
    data = typed(punkt.moede, [(punkt, 0, felter)]) | {"som_indstillet": str(punkt.pk)}
    assert client.post(adresse, data).status_code == 302
    beslutning = punkt.beslutninger.get()
    assert [svar.resultat for svar in beslutning.indstillingssvar.all()] == ["udsat", "droeftet", "godkendt"]
    assert (beslutning.resultat, beslutning.tekst) == ("pr_indstilling", "Planen er god.")
    side = client.get(adresse).text
    assert side.count('value="droeftet" selected') == 1
    felter |= {f"led{led.pk}": et for led, et in zip(ledene, ("udsat", "droeftet", "godkendt"), strict=True)}
    client.post(adresse, typed(punkt.moede, [(punkt, 1, felter)]))
    assert punkt.beslutninger.count() == 1, "saving what is already saved adds nothing"


def test_text_without_any_answer_comes_back(rum, punkt, client):
    client.force_login(rum.sekretaer)
    svar = client.post(f"/moeder/{punkt.moede_id}/referat/", typed(punkt.moede, [(punkt, 0, {"tekst": "Halvt"})]))
    assert "Svar på en indstilling, eller vælg et resultat" in svar.text
    assert "Halvt" in svar.text
    assert not punkt.beslutninger.exists()


def test_the_chair_confirms_the_answers_too(rum, punkt, client):
    answered(rum, punkt, "godkendt", "droeftet", "udsat")
    token = ask(rum, punkt.moede)
    assert "drøfter planen: drøftet" in client.get(f"/moeder/bekraeft/{token}/").text
    answered(rum, punkt, "udsat", "droeftet", "godkendt")
    assert client.get(f"/moeder/bekraeft/{token}/").status_code == 410
