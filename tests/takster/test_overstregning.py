"""A released number that was a CPR number after all is taken out, and what is left can still be verified."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from socialaftale.faelles import cpr
from socialaftale.faelles.haendelser import events_of, record
from socialaftale.faelles.kanonisk import redactable_sha256
from socialaftale.faelles.models import Haendelse
from socialaftale.parter.actions import redact
from socialaftale.parter.models import Bruger
from socialaftale.parter.overstregning import OVERSTREGET
from socialaftale.parter.roller import Rolle
from socialaftale.takster import actions
from socialaftale.takster.indhold import load
from socialaftale.takster.models import Indberetningsversion
from socialaftale.tilbud.actions import aendring as aendringer
from socialaftale.tilbud.models import Pladsfakta
from tests.tilbud.test_sager import propose

pytestmark = pytest.mark.usefixtures("efteraar_2026")
NUMMER = "0101201234"
TEKST = f"Ring til os på {NUMMER}. Taksten stiger 2 %."


@pytest.fixture
def sekretariat(register) -> Bruger:
    return register.person(Rolle.SEKRETARIAT, register.sekretariat)


def released(hus) -> Haendelse:
    """An explanation with a released number, confirmed: it stands in two versions."""
    version = actions.save_explanation(version=hus.save(), tekst=TEKST, frigivet=["tekst"], by=hus.indberetter)
    actions.confirm_version(version=version, by=hus.indberetter)
    return events_of(version.indberetning).get(verbum=cpr.FRIGIVET)


def versions() -> list[Indberetningsversion]:
    return list(Indberetningsversion.objects.order_by("nr"))


def everything_stored() -> str:
    haendelser = Haendelse.objects.values_list("foer", "efter")
    return json.dumps([[v.indhold for v in versions()], *haendelser], ensure_ascii=False, default=str)


def test_the_number_is_gone_from_every_version_and_the_rest_stands(hus, sekretariat):
    redact(frigivelse=released(hus), begrundelse="Det var en borgers", by=sekretariat)
    assert [load(v.indhold).begrundelse for v in versions()] == [
        "",
        *[f"Ring til os på {cpr.SKJULT}. Taksten stiger 2 %."] * 2,
    ]
    assert NUMMER not in everything_stored()


def test_every_version_is_verified_by_the_hash_it_always_had(hus, sekretariat):
    frigivelse = released(hus)
    foer = [v.sha256 for v in versions()]
    redact(frigivelse=frigivelse, begrundelse="Det var en borgers", by=sekretariat)
    assert [v.sha256 for v in versions()] == foer == [redactable_sha256(v.indhold) for v in versions()]
    tilrettet = versions()[-1].indhold | {"begrundelse": "Noget andet"}
    assert redactable_sha256(tilrettet) != foer[-1]


def test_the_tombstone_says_who_when_why_and_where_but_not_what(hus, sekretariat):
    frigivelse = released(hus)
    redact(frigivelse=frigivelse, begrundelse="Det var en borgers", by=sekretariat)
    sten = Haendelse.objects.get(verbum=OVERSTREGET)
    assert (sten.by, sten.rolle, sten.efter["begrundelse"]) == (sekretariat, "sekretariat", "Det var en borgers")
    assert len(sten.efter["steder"]) == 2 and all("indhold" in sted for sted in sten.efter["steder"])
    with pytest.raises(ValidationError, match="allerede overstreget"):
        redact(frigivelse=frigivelse, begrundelse="Igen", by=sekretariat)


def test_a_corrected_number_is_a_new_version_though_the_hash_hides_it(hus):
    rettet = TEKST.replace(NUMMER, "0202201234")
    foerste = actions.save_explanation(version=hus.save(), tekst=TEKST, frigivet=["tekst"], by=hus.indberetter)
    anden = actions.save_explanation(version=foerste, tekst=rettet, frigivet=["tekst"], by=hus.indberetter)
    assert (foerste.nr, anden.nr) == (2, 3)


def test_an_answer_is_redacted_where_it_was_copied_to(register, hus, sekretariat):
    leder = register.person(Rolle.GODKENDER, register.hjoerring)
    sag = propose(hus.tilbud, leder, begrundelse=f"Sag {NUMMER}")
    aendringer.decide(aendring=sag, godkend=True, svar=f"Aftalt på {NUMMER}", by=sekretariat)
    frigivelse = log_release(sag, sekretariat)
    assert NUMMER in everything_stored()
    redact(frigivelse=frigivelse, begrundelse="Fejl", by=sekretariat)
    sag.refresh_from_db()
    assert (sag.svar, sag.begrundelse) == (f"Aftalt på {cpr.SKJULT}", f"Sag {cpr.SKJULT}")
    assert Pladsfakta.objects.filter(aarsag=f"Sag {cpr.SKJULT}").exists()
    assert NUMMER not in everything_stored()


def log_release(objekt, by: Bruger) -> Haendelse:
    return record(cpr.FRIGIVET, objekt, by=by, efter={"felter": ["svar"]})


def test_a_typed_number_is_not_taken_for_a_cpr_number(register, hus, sekretariat):
    hus.tilbud.stamfakta.update(p_nummer=NUMMER)
    with pytest.raises(ValidationError, match="ikke noget tal"):
        redact(frigivelse=log_release(hus.tilbud, sekretariat), begrundelse="Fejl", by=sekretariat)
    assert hus.tilbud.stamfakta.get().p_nummer == NUMMER


@pytest.mark.parametrize("rolle", [Rolle.TAKSTINDBERETTER, Rolle.GODKENDER])
def test_whoever_wrote_it_cannot_take_it_out(hus, rolle):
    frigivelse = released(hus)
    with pytest.raises(PermissionDenied):
        redact(frigivelse=frigivelse, begrundelse="Væk", by=hus.person(rolle, hus.register.region))
    assert NUMMER in everything_stored()


def test_a_local_administrator_reaches_her_own_party_only(hus, client):
    frigivelse = released(hus)
    fremmed = hus.person(Rolle.LOKALADMINISTRATOR, hus.register.region)
    with pytest.raises(PermissionDenied):
        redact(frigivelse=frigivelse, begrundelse="Væk", by=fremmed)
    client.force_login(fremmed)
    assert "Ingen tekster er frigivet" in client.get(reverse("frigivne")).content.decode()
    assert client.get(reverse("overstreg", args=[frigivelse.pk])).status_code == 404
    egen = hus.person(Rolle.LOKALADMINISTRATOR, hus.register.hjoerring)
    assert redact(frigivelse=frigivelse, begrundelse="Væk", by=egen)


def test_the_secretariat_finds_it_redacts_it_and_sees_that_it_was_done(hus, sekretariat, client):
    frigivelse = released(hus)
    client.force_login(sekretariat)
    adresse = reverse("overstreg", args=[frigivelse.pk])
    assert adresse in client.get(reverse("frigivne")).content.decode()
    mangler = client.post(adresse, {"begrundelse": ""})
    assert "form-error" in mangler.content.decode() and NUMMER in everything_stored()
    side = client.post(adresse, {"begrundelse": "Det var en borgers"}, follow=True).content.decode()
    assert "Tallet er overstreget" in side and "Det var en borgers" in side and adresse not in side
    assert NUMMER not in everything_stored()


def test_the_list_asks_as_much_of_the_database_for_one_as_for_many(hus, sekretariat, client):
    frigivelse = released(hus)
    client.force_login(sekretariat)
    faa = count_queries(client)
    for _ in range(1000):
        frigivelse.pk = None
        frigivelse.save(force_insert=True)
    assert count_queries(client) == faa


def count_queries(client) -> int:
    with CaptureQueriesContext(connection) as fanget:
        assert "Overstreg<span" in client.get(reverse("frigivne")).content.decode()
    return len(fanget)
