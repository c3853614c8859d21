"""A visitator's need is held against what a place says, and against whom its free places are for."""

import datetime as dt

import pytest
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.kapacitet.undergruppe.models import Pladsbehov, Undergruppe, Undergruppefakta, Undergruppetal
from socialaftale.pladssoegning.gemt.udled import keep_all
from socialaftale.pladssoegning.queries import anything_new, find_places
from socialaftale.pladssoegning.steder import Blik
from socialaftale.tilbud.registrering import NyYdelse
from tests.tilbud.conftest import START

from .test_find import found

pytestmark = pytest.mark.django_db


def says(marked, afdeling, kan=(), kan_ikke=()) -> None:
    felter = {"gaelder_fra": START, "registreret_by": marked.register.by}
    Pladsbehov.objects.create(pladsgruppe=afdeling.pladsgrupper.get(), kan=kan, kan_ikke=kan_ikke, **felter)


def only_for(marked, afdeling, antal: int, **kriterier) -> Undergruppe:
    """So many of the afdeling's newest report are for a subgroup."""
    gruppe = Undergruppe.objects.create(pladsgruppe=afdeling.pladsgrupper.get())
    felter = {"navn": "Unge", "gaelder_fra": START, "registreret_by": marked.register.by} | kriterier
    Undergruppefakta.objects.create(undergruppe=gruppe, **felter)
    melding = afdeling.ledigmeldinger.first()
    Undergruppetal.objects.create(melding=melding, undergruppe=gruppe, antal=antal, af=melding.tilbudt)
    return gruppe


def reasons(kriterier, marked, hjemme: bool = True) -> list[str]:
    omraader = frozenset([marked.register.omraade.pk]) if hjemme else frozenset()
    (vurdering,) = find_places(kriterier, Blik(tid.now(), omraader)).vurderinger
    return [grund.tekst for grund in vurdering.grunde]


def test_a_ticked_need_is_answered_by_the_place_then_by_the_register_and_unsaid_is_almost(marked):
    ja, nej = marked.plads("Ja"), marked.plads("Nej", ydelser=(NyYdelse("Skærmet ophold", "ophold", "ja"),))
    marked.plads("Nævnt", ydelser=(NyYdelse("Skærmet ophold", "ophold", "ja"),))
    marked.plads("Tavs")
    says(marked, ja, ["skaermning"])
    says(marked, nej, kan_ikke=["skaermning"])
    ventet = [("Ja", "passer"), ("Nævnt", "passer"), ("Tavs", "naesten"), ("Nej", "ikke")]
    assert found({"behov": ["skaermning"]}) == found({"behov": ["skaermning"]}, alt=False) == ventet


def test_the_age_asked_for_is_held_against_the_subgroup_where_all_free_places_are_for_it(marked):
    marked.melder.switch_on("tal")
    only_for(marked, marked.plads("Lærkehuset"), 1, alder_fra=18, alder_til=24)
    assert found({"alder": "18-24"}) == [("Lærkehuset", "passer")]
    assert found({"alder": "40-64"}) == [("Lærkehuset", "ikke")]
    assert reasons({"alder": "40-64"}, marked) == [
        "Tager 18-24 år; der søges 40-64 år", "Det ledige er kun til »Unge«", "Ledig nu",
    ]  # fmt: skip


def test_of_more_places_than_are_judged_those_that_say_yes_come_first(marked, monkeypatch):
    monkeypatch.setattr("socialaftale.pladssoegning.udvalg.FLEST_SETE", 2)
    for navn in ("Et", "To", "Ja"):
        afdeling = marked.plads(navn)
    says(marked, afdeling, ["skaermning"])
    keep_all()
    assert ("Ja", "passer") in found({"behov": ["skaermning"]})


def test_a_waiting_search_is_looked_at_again_when_a_place_says_whom_it_is_for(marked):
    afdeling, foer = marked.plads("Lærkehuset"), tid.now()
    assert not anything_new(marked.register.omraade.pk, foer)
    felter = {
        "gaelder_fra": START,
        "registreret_by": marked.register.by,
        "registreret_at": foer + dt.timedelta(minutes=1),
    }
    Pladsbehov.objects.create(pladsgruppe=afdeling.pladsgrupper.get(), kan=["dom"], **felter)
    assert anything_new(marked.register.omraade.pk, foer)


def test_neither_the_public_nor_where_numbers_are_off_is_told_whom_places_are_for(marked):
    only_for(marked, marked.plads("Lærkehuset"), 1, koen="kvinder")
    assert reasons({}, marked) == ["Ledig nu"]
    marked.melder.switch_on("tal")
    assert reasons({}, marked) == ["Ledig nu", "Ledig til »Unge«"]
    assert reasons({"alder": "40-64"}, marked, hjemme=False) == ["Ledig nu", "Tager fra 18 år"]


def test_the_search_page_the_call_list_and_the_comparison_tell_it(client, marked):
    marked.melder.switch_on("tal")
    lyng, sol = marked.plads("Lyngen"), marked.plads("Solsikken")
    only_for(marked, lyng, 1, koen="kvinder", alder_fra=18, alder_til=24)
    says(marked, lyng, ["nattevagt"], ["dom"])
    client.force_login(marked.vibe)
    side = client.post(reverse("find_plads_behov"), {"koen": "kvinder", "behov": ["nattevagt"]}, follow=True).text
    assert "Vågen nattevagt: ja, siger tilbuddet" in side and "Ledig til »Unge«" in side
    assert (
        "Tilbuddet har ikke sagt, om der er vågen nattevagt" in side and "<strong>Plads til:</strong> kvinder" in side
    )
    assert "Ledig nu, bekræftet 26. november 2026. Ledig til »Unge«" in side
    adresse = reverse("find_plads_sammenlign") + f"?plads={lyng.kode}&plads={sol.kode}"
    side = " ".join(client.get(adresse).text.split())
    for tekst in (
        "1 af 1: »Unge« (18-24 år, kun kvinder)",
        "Hele målgruppen",
        "Dom til ophold eller tilsyn",
        "Ikke sagt",
    ):
        assert tekst in side
    client.logout()
    assert "»Unge«" not in client.get(adresse).text
