"""The public pages: what a citizen, a caseworker or a journalist sees."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from socialaftale.parter.models import Organisation
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Afdelingsfakta, Efterfoelger, Pladsfakta, Stamfakta
from socialaftale.tilbud.registrering import NyPladsgruppe, NyYdelse, append
from socialaftale.tilbud.status import Status

from .conftest import REGISTRERET, START

LISTE = "/tilbud/"


def text(client, sti: str) -> str:
    svar = client.get(sti)
    assert svar.status_code == 200, sti
    return svar.text


def page(tilbud, **valg: str) -> str:
    return f"/tilbud/{tilbud.kode}/?" + "&".join(f"{navn}={vaerdi}" for navn, vaerdi in valg.items())


def test_the_list_finds_by_words_and_says_how_many(client, register):
    register.tilbud("Lærkehuset")
    register.tilbud("Ugleskolen", driftsherre=register.aalborg)
    siden = text(client, LISTE + "?q=lærkehuset")
    assert "Lærkehuset" in siden and "Ugleskolen" not in siden
    assert "<strong>1</strong> tilbud" in siden


@pytest.mark.parametrize(
    ("valg", "fundet"),
    [
        ("kommune=851", {"Ugleskolen"}),
        ("lov=sel-108", {"Lærkehuset"}),
        ("lov=sel-66-1-6", {"Egehøj"}),
        ("lov=bl-43-3", {"Egehøj"}),
        ("maalgruppe=hoereproblem", {"Ugleskolen"}),
        ("form=undervisning", {"Ugleskolen"}),
        ("form=doegn", {"Lærkehuset", "Egehøj"}),
        ("salg=egne", {"Egehøj"}),
        ("kommune=851&form=doegn", set()),
        ("q=hjørring&lov=sel-108", {"Lærkehuset"}),
        ("kommune=findesikke&form=tull&lov=x", {"Lærkehuset", "Ugleskolen", "Egehøj"}),
    ],
)
def test_filters_narrow_the_list(client, register, valg, fundet):
    register.tilbud("Lærkehuset")
    register.tilbud(
        "Egehøj", pladser=(NyPladsgruppe("bl-43-3", "doegn", 8, 8),), ydelser=(NyYdelse("Ophold", "ophold", "egne"),)
    )
    register.tilbud(
        "Ugleskolen", pladser=(NyPladsgruppe("fsl-20", "undervisning", 9, 9),), maalgrupper=("hoereproblem",),
        afdeling={"kommune": register.aalborg},
    )  # fmt: skip
    siden = text(client, f"{LISTE}?{valg}")
    assert {navn for navn in ("Lærkehuset", "Egehøj", "Ugleskolen") if f">{navn}</a>" in siden} == fundet


def test_an_empty_list_says_what_to_do(client, register):
    assert "Prøv færre ord" in text(client, LISTE + "?q=findesikke")


@pytest.mark.parametrize("side", ["1", "2", "99", "-1", "abc", ""])
def test_pages_of_25_and_no_page_that_fails(client, register, side):
    for nr in range(30):
        register.tilbud(f"Hus {nr:02}")
    assert "<strong>30</strong> tilbud" in text(client, f"{LISTE}?side={side}")


def test_the_list_takes_the_same_queries_for_10_as_for_1000(client, register):
    """A thousand in the register, or ten: the same number of queries, searched and filtered."""
    sti = LISTE + "?q=hus&kommune=860&lov=sel-108"
    antal = []
    for flere in (10, 990):
        register.copies(register.tilbud("Hus 1"), flere - 1)
        with CaptureQueriesContext(connection) as spurgt:
            text(client, sti)
        antal.append(len(spurgt))
    assert antal[0] == antal[1] <= 14


def test_a_draft_is_seen_by_its_own_and_the_secretariat_alone(client, register, fiktivland):
    kladde = register.tilbud("Hemmelighuset", status=Status.KLADDE)
    seere = {
        register.person(Rolle.TILBUDSLEDER, register.hjoerring): 200,
        register.person(Rolle.SEKRETARIAT, register.sekretariat): 200,
        register.person(Rolle.TILBUDSLEDER, register.aalborg): 404,
        register.person(Rolle.VISITATOR, register.hjoerring): 404,
        fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat): 404,
    }
    assert client.get(page(kladde)).status_code == 404
    for bruger, status in seere.items():
        client.force_login(bruger)
        assert client.get(page(kladde)).status_code == status, bruger
    assert "Hemmelighuset" not in text(client, LISTE)


def test_the_page_shows_another_day_and_what_was_known_then(client, register):
    tilbud = register.tilbud("Lærkehuset")
    gruppe = tilbud.afdelinger.get().pladsgrupper.get()
    told = register.told(dt.date(2025, 3, 1), REGISTRERET + dt.timedelta(days=150))
    append(Pladsfakta, gruppe, told, normerede=47, aarsag="Ny fløj")
    assert "<strong>47</strong>" in text(client, page(tilbud))
    assert "<strong>10</strong>" in text(client, page(tilbud, den="28.02.2025"))
    siden = text(client, page(tilbud, den="01.03.2025", kendt="01.04.2025"))
    assert "<strong>10</strong>" in siden and "Du ser et andet tidspunkt" in siden
    assert "Ny fløj" in siden


def test_a_day_before_it_was_there_says_so(client, register):
    assert "fandtes ikke i registeret" in text(client, page(register.tilbud(), den="01.01.1990"))


@pytest.mark.parametrize("den", ["31.02.2026", "i går", "99.99.9999", "0001-01-01", "9999-12-31", "%00"])
def test_a_day_that_cannot_be_read_is_explained_and_nothing_fails(client, register, den):
    svar = client.get(page(register.tilbud(), den=den, kendt=den))
    assert svar.status_code == 200
    assert "Der er noget, der skal rettes" in svar.text


def test_a_protected_address_is_on_no_page(client, register):
    adresse = {"vej": "Hemmelig Allé 7", "postnummer": "9760", "postdistrikt": "Vrå", "navn": "Huset ved Alléen"}
    tilbud = register.tilbud("Krisecentret", afdeling=adresse, p_nummer="1003456789")
    told = register.told(dt.date(2025, 6, 1), REGISTRERET + dt.timedelta(days=170))
    append(Afdelingsfakta, tilbud.afdelinger.get(), told, beskyttet=True)
    for sti in (page(tilbud), page(tilbud, den="01.02.2025"), page(tilbud, kendt="01.02.2025"), LISTE, "/kort/",
                "/tilbud/driftsherre/860/"):  # fmt: skip
        siden = text(client, sti)
        for hemmeligt in ("Hemmelig Allé", "9760", "Vrå", "1003456789", "Huset ved Alléen"):
            assert hemmeligt not in siden, (sti, hemmeligt)
    assert "Hjørring (adressen er beskyttet)" in text(client, page(tilbud))


def test_successors_are_linked_both_ways(client, register):
    gammel = register.tilbud("Lyngmosehuset", status=Status.LUKKET)
    ny = register.tilbud("Vagtelhuset")
    Efterfoelger.objects.create(fra=gammel, til=ny, art="sammenlaegning", gaelder_fra=START, registreret_by=register.by)
    assert "Fortsætter i" in text(client, page(gammel)) and "Vagtelhuset" in text(client, page(gammel))
    assert "Kommer af" in text(client, page(ny)) and "Lyngmosehuset" in text(client, page(ny))


def test_what_is_decided_for_later_is_announced(client, register):
    tilbud = register.tilbud()
    told = register.told(dt.date(2099, 1, 1), REGISTRERET + dt.timedelta(days=1))
    append(Pladsfakta, tilbud.afdelinger.get().pladsgrupper.get(), told, normerede=14)
    siden = text(client, page(tilbud))
    assert "besluttet, at noget ændres" in siden and "1.\u00a0januar 2099" in siden


def test_the_open_question_of_scope_is_flagged(client, register, monkeypatch):
    monkeypatch.setattr("socialaftale.tilbud.side.tid.today", lambda: dt.date(2026, 11, 1))
    dag = register.tilbud("Dagstuen", pladser=(NyPladsgruppe("sel-104", "dag", 9, 9),))
    siden = text(client, page(dag))
    assert "2027 (udkast): ja" in siden and "Åbent spørgsmål" in siden


def test_a_driftsherre_shows_its_own_and_the_sum(client, register):
    register.tilbud("Lærkehuset")
    register.tilbud("Svalehuset")
    register.tilbud("Ugleskolen", driftsherre=register.aalborg)
    siden = text(client, "/tilbud/driftsherre/860/")
    assert "Lærkehuset" in siden and "Ugleskolen" not in siden
    assert "<strong>20</strong>" in siden
    assert client.get("/tilbud/driftsherre/findesikke/").status_code == 404


def test_the_map_counts_places_where_they_lie_and_has_the_table_beside_it(client, register):
    register.tilbud("Lærkehuset")
    register.tilbud("Regionshuset", driftsherre=register.region, pladser=(NyPladsgruppe("sel-107", "doegn", 9, 7),))
    register.tilbud("Lukkethuset", status=Status.LUKKET)
    siden = text(client, "/kort/")
    assert 'aria-label="Hjørring: 17 pladser. Se tilbuddene"' in siden
    assert 'aria-label="Læsø: 0 pladser. Se tilbuddene"' in siden
    assert siden.count('<path d="M') == 11
    assert "react-denmark-map" in siden


def test_the_table_of_the_map_names_every_kind_of_place_that_its_sum_holds(client, register):
    register.tilbud("Lærkehuset")
    assert "Private" not in text(client, "/kort/"), "a column of nothing is left out"
    bosted = Organisation.objects.create(kode="p1", navn="Opfundet Bosted", art="privat", cvr="10150817")
    register.tilbud("Privathuset", driftsherre=bosted, pladser=(NyPladsgruppe("sel-107", "doegn", 5, 5),))
    siden = text(client, "/kort/")
    assert "Private" in siden and 'aria-label="Hjørring: 15 pladser. Se tilbuddene"' in siden


def test_an_installation_without_an_area_answers(client, db):
    assert client.get("/kort/").status_code == 404
    assert client.get(LISTE).status_code == 200


def test_a_name_cannot_bring_markup(client, register):
    tilbud = register.tilbud("<script>alert(1)</script>")
    for sti in (LISTE, page(tilbud), "/tilbud/driftsherre/860/"):
        assert "<script>alert" not in text(client, sti)


def test_an_unknown_code_is_not_found(client, register):
    assert client.get("/tilbud/ZZZZZZZZ/").status_code == 404


def test_the_present_name_is_the_heading_of_a_renamed_tilbud(client, register):
    tilbud = register.tilbud("Lærkehuset")
    append(Stamfakta, tilbud, register.told(dt.date(2025, 5, 1), REGISTRERET + dt.timedelta(1)), navn="Svalehuset")
    assert "<h1>Svalehuset</h1>" in text(client, page(tilbud))
    assert "<h1>Lærkehuset</h1>" in text(client, page(tilbud, den="01.02.2025"))


def test_a_municipality_is_a_place_in_the_lists(client, register):
    vest = Organisation.objects.create(
        kode="820", navn="Vesthimmerlands Kommune", sortering="vesthimmerlands kommune", art="kommune"
    )
    register.tilbud("Lærkehuset", afdeling={"kommune": vest})
    for sti in ("/tilbud/", f"/tilbud/driftsherre/{register.hjoerring.kode}/"):
        assert re.search(r">Vesthimmerland</td>", client.get(sti).text)


def test_a_paragraph_is_not_parted_from_its_number(client, register):
    register.tilbud("Lærkehuset")
    assert "SEL §\xa0108" in client.get("/tilbud/").text


@pytest.mark.parametrize("den", ["31.02.2026", "i går", "2026"])
def test_a_day_that_cannot_be_read_says_how_a_day_is_written(client, register, den):
    svar = client.get(f"/tilbud/{register.tilbud().kode}/", {"den": den})
    assert "Skriv en dag, der findes, som dd.mm.åååå, fx 31.12.2026." in svar.text
    assert f'value="{den}"' in svar.text
