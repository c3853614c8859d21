"""Numbers and further states come by bulk page, paste, API and file too; switched off, they are refused kindly."""

import json

import pytest
from django.urls import reverse

from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.models import Ledigmelding
from socialaftale.kapacitet.queries import ledighed_nu
from socialaftale.regler.indsat import LUKKET, TILSTANDE
from socialaftale.regler.ledigfeed import Meldingspost

from .conftest import NU
from .test_kilde import karl, noegle, post, send, status
from .test_mine import nu, save, seen, tine, to

__all__ = ["karl", "noegle", "nu", "send", "tine", "to"]
pytestmark = pytest.mark.django_db
KUN = "Her meldes ja eller nej, ikke andet og ikke antal."
INDSAT = "Lyngen\t3\t01.02.2027\nSolsikken\tLukket: ombygning"


def test_the_rules_know_every_answer_and_every_reason():
    mellem = set(Ledigmelding.Svar.values) - {"ledig", "ikke_ledig"}
    assert {*TILSTANDE, "lukket"} == mellem and set(LUKKET) == set(Ledigmelding.Lukket.values)
    skema = Meldingspost.model_json_schema()["properties"]
    assert mellem < set(skema["svar"]["enum"]) and set(skema["aarsag"]["anyOf"][0]["enum"]) == set(LUKKET)


def test_the_bulk_page_takes_a_number_and_a_state(client, melder, to):
    melder.switch_on("tal", "tilstande")
    lyng, sol = to
    felter = {f"svar_{lyng.kode}": "ledig", f"antal_{lyng.kode}": "3", f"svar_{sol.kode}": "lukket-ombygning"}
    vist = save(client, **felter)
    assert "2 svar er gemt" in vist and "3 ledige pladser nu" in vist and "Lukket for nye: ombygning" in vist
    assert ledighed_nu([lyng.pk])[lyng.pk].ledig == 3 and check() == []


@pytest.mark.parametrize(
    ("svar", "antal", "besked"),
    [("ledig", "11", "10 normerede pladser"), ("ledig", "0", "mindst 1"), ("ledig", "to", "tal"),
     ("ikke_ledig", "2", "Et antal hører til et ja"), ("lukket-ferie", "", "Vælg et af svarene")],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_is_saved(client, melder, to, svar, antal, besked):
    melder.switch_on("tal", "tilstande")
    lyng, _ = to
    assert besked in save(client, **{f"svar_{lyng.kode}": svar, f"antal_{lyng.kode}": antal})
    assert Ledigmelding.objects.count() == 1


@pytest.mark.parametrize(("felt", "vaerdi"), [("antal", "11"), ("fra", "01.02.2020")])
def test_an_error_stands_at_the_field_it_is_about(client, melder, to, felt, vaerdi):
    melder.switch_on("tal")
    lyng, _ = to
    vist = save(client, **{f"svar_{lyng.kode}": "ledig", f"{felt}_{lyng.kode}": vaerdi})
    assert f'href="#id_{felt}-{lyng.kode}"' in vist and f'id="id_{felt}-{lyng.kode}_error"' in vist
    assert f'id="id_svar-{lyng.kode}_error"' not in vist


def test_switched_off_the_bulk_page_asks_for_neither_and_takes_neither(client, to):
    lyng, _ = to
    vist = seen(client.get(reverse("ledige_mine")))
    assert "Antal ledige" not in vist and "Kræver en vurdering" not in vist
    assert "Vælg et af svarene" in save(client, **{f"svar_{lyng.kode}": "vurdering"})
    save(client, **{f"svar_{lyng.kode}": "ledig", f"antal_{lyng.kode}": "3"})
    assert Ledigmelding.objects.first().tilbudt == 1


def test_a_paste_brings_numbers_and_states_to_the_form(client, melder, to):
    melder.switch_on("tal", "tilstande")
    vist = seen(client.post(reverse("ledige_indsaet"), {"tekst": INDSAT}))
    assert "2 svar er sat ind" in vist and 'value="3"' in vist
    assert 'value="lukket-ombygning" selected' in vist


def test_a_paste_of_them_switched_off_says_so_line_by_line(client, to):
    assert seen(client.post(reverse("ledige_indsaet"), {"tekst": INDSAT})).count(KUN) == 2


def test_a_source_system_sends_them_as_json(melder, send):
    melder.switch_on("tal", "tilstande")
    to_, lukket = melder.afdeling("Lyngen"), melder.afdeling("Solsikken")
    poster = [post(to_, tilbudt=2), post(lukket, "lukket", aarsag="bemanding")]
    assert status(send(*poster)) == ["modtaget"] * 2
    assert ledighed_nu([to_.pk])[to_.pk].ledig == 2
    assert Ledigmelding.objects.get(afdeling=lukket).aarsag == "bemanding" and check() == []
    (uden, for_mange) = send(post(lukket, "lukket", 4), post(to_, minutter=4, tilbudt=11))["resultater"]
    assert "vælg hvorfor" in json.dumps(uden, ensure_ascii=False) and "10 normerede" in for_mange["besked"]


def test_switched_off_a_source_system_is_told_post_by_post(melder, send):
    afdeling = melder.afdeling()
    svar = send(post(afdeling, tilbudt=2), post(afdeling, "vurdering", 4), post(afdeling, minutter=3, tilbudt=1))
    assert status(svar) == ["afvist", "afvist", "modtaget"]
    assert [et["besked"] for et in svar["resultater"]] == [KUN, KUN, ""]


def test_a_file_has_them_too(melder, client, noegle):
    melder.switch_on("tal", "tilstande")
    afdeling = melder.afdeling()
    fil = f"afdeling;svar;observeret_at;aarsag\n{afdeling.kode};lukket;{NU.isoformat()};afvikles\n"
    hoved = {"Authorization": f"Bearer {noegle}"}
    svar = client.post(reverse("ledighed_modtag"), fil, content_type="text/csv", headers=hoved).json()
    assert status(svar) == ["modtaget"] and Ledigmelding.objects.get().aarsag == "afvikles"
