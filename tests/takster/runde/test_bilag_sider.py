"""The public pages of the takstbilag: found, narrowed, followed from line to line and from year to year."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from socialaftale.takster.bilag import udvikling
from socialaftale.tilbud.models import Afdelingsfakta, Efterfoelger
from tests.takster.test_views import text, visit
from tests.tilbud.conftest import make_register

from .bilagshjaelp import line, lines, publish, submit
from .conftest import AAR

OMRAADE = "nordjylland"


def page(navn: str, *args, **valg) -> str:
    return text(visit().get(reverse(navn, args=args), valg))


@pytest.fixture
def udgivet(rum):
    """Two tilbud: one changed in edition 2, one with a protected afdeling later."""
    tilbud, andet = rum.hus.tilbud, rum.hus.register.tilbud("Bøgehuset", driftsherre=rum.hus.register.hjoerring)
    rum.hus.confirm(2026, **lines(tilbud, line(tilbud, "Døgntakst", 1000)))
    rum.hus.publish(2026, "")
    submit(rum, line(tilbud, "Døgntakst", 1100, indhold="Bolig og nattevagt."), line(tilbud, "Aflastning", 900))
    submit(rum, line(andet, "Dagtakst", 612, enhed="kr_pr_dag", indhold="Værksted."), tilbud=andet)
    rum.approve()
    publish(rum, "")
    return rum


def correct(rum) -> None:
    tilbud = rum.hus.tilbud
    linjer = (line(tilbud, "Døgntakst", 1133, indhold="Bolig og nattevagt."), line(tilbud, "Aflastning", 900))
    submit(rum, *linjer, gaelder_fra=dt.date(AAR, 7, 1))
    rum.decide(rum.point(rum.moeder["das"]), "godkendt")
    publish(rum, "Lærkehuset har fået en ekstra nattevagt.")


def test_the_list_leads_to_the_newest_edition_of_each_year(udgivet):
    side = page("takstbilag_liste")
    for aar in (2026, AAR):
        assert f'href="{reverse("takstbilag", args=[OMRAADE, aar])}"' in side
    assert "overtaget fra et eksisterende takstbilag" in side


def test_before_anything_is_published_the_list_says_so(rum):
    assert "Der er ikke udgivet et takstbilag endnu" in page("takstbilag_liste")


def test_the_edition_shows_takst_and_places_beside_last_year_and_its_hash(udgivet):
    side = page("takstbilag", OMRAADE, AAR)
    raekke = re.search(r"Døgntakst</a>.*?</tr>", side, re.S)[0]
    for celle in ("1.100 kr.", "1.000 kr.", "+10,0 %", ">5</td>", "01.01.2027"):
        assert celle in raekke
    assert "SHA-256" in side and "CC BY 4.0" in side
    assert "Kilde: Takstbilag 2027, Nordjylland, udgave 1, 17.11.2026" in side


@pytest.mark.parametrize(
    ("valg", "fundet"),
    [
        ({"q": "nattevagt"}, {"Døgntakst"}),
        ({"q": "LÆRKEHUSET aflast"}, {"Aflastning"}),
        ({"q": "bøgehuset"}, {"Dagtakst"}),
        ({"q": "§ 108"}, {"Døgntakst", "Aflastning", "Dagtakst"}),
        ({"q": "autisme"}, {"Døgntakst", "Aflastning", "Dagtakst"}),
        ({"q": "findes ikke"}, set()),
        ({"driftsherre": "860"}, {"Døgntakst", "Aflastning", "Dagtakst"}),
        ({"lov": "SEL § 108", "q": "værksted"}, {"Dagtakst"}),
    ],
)
def test_lines_are_found_by_words_driftsherre_and_legal_basis(udgivet, valg, fundet):
    side = page("takstbilag", OMRAADE, AAR, **valg)
    assert {navn for navn in ("Døgntakst", "Aflastning", "Dagtakst") if f">{navn}</a>" in side} == fundet
    if not fundet:
        assert "Ingen takster passer" in side


def test_a_filter_that_cannot_be_read_is_said_and_the_page_still_comes(udgivet):
    svar = visit().get(reverse("takstbilag", args=[OMRAADE, AAR]), {"lov": "§ nej", "side": "tusind", "q": "x" * 400})
    assert svar.status_code == 200 and "skal rettes" in text(svar)


@pytest.mark.parametrize("nr", [0, 2, 99_999])
def test_an_edition_that_never_existed_is_a_page_that_leads_to_those_that_do(udgivet, nr):
    for navn in ("takstbilag_udgave", "takstbilag_rettelser"):
        svar = visit().get(reverse(navn, args=[OMRAADE, AAR, nr]))
        assert svar.status_code == 404
        assert "har aldrig været udgivet" in text(svar) and reverse("takstbilag", args=[OMRAADE, AAR]) in text(svar)
    for args in (["nej", AAR], [OMRAADE, 1], [OMRAADE, 999_999]):
        assert visit().get(reverse("takstbilag", args=args)).status_code == 404


def test_what_changed_since_edition_1_is_told_line_by_line(udgivet):
    correct(udgivet)
    side = page("takstbilag_rettelser", OMRAADE, AAR, 2)
    assert "fra udgave 1 til udgave 2" in side
    raekke = re.search(r"Døgntakst</a>.*?</tr>", side, re.S)[0]
    for celle in ("1.100 kr. pr. døgn", "1.133 kr. pr. døgn", "01.07.2027"):
        assert celle in raekke
    assert "Aflastning" not in side, "nothing changed for it"
    assert "Udgave 1 retter ikke noget" in page("takstbilag_rettelser", OMRAADE, AAR, 1)


def test_the_old_edition_stands_as_it_was_and_points_to_the_newer(udgivet):
    foer = page("takstbilag_udgave", OMRAADE, AAR, 1)
    correct(udgivet)
    efter = page("takstbilag_udgave", OMRAADE, AAR, 1)
    assert "1.100 kr." in efter and "1.133 kr." not in efter
    assert "Der er en nyere udgave" in efter and "Der er en nyere udgave" not in foer
    ny = page("takstbilag", OMRAADE, AAR)
    assert "før 1.100 kr. fra 01.01.2027 til 30.06.2027" in ny and "ekstra nattevagt" in ny


def test_a_line_has_an_address_that_stays_with_its_corrections_and_its_years(udgivet):
    tilbud = udgivet.hus.tilbud
    adresse = ("takstbilag_linje", tilbud.kode, AAR, f"{tilbud.kode}-Døgntakst")
    assert "1.100 kr." in page(*adresse)
    correct(udgivet)
    side = page(*adresse)
    for led in (
        "1.133 kr.",
        "Fra 1. juli 2027",
        "1.100 kr. fra 01.01.2027 til 30.06.2027",
        "Godkendt",
        "Udgave 2",
        ">2026</a>",
    ):
        assert led in side
    assert "Takstindeks, første år er 100" in side
    assert f'id="linje-{tilbud.kode}-{tilbud.kode}-Døgntakst"' in page("takstbilag", OMRAADE, AAR)


@pytest.mark.parametrize("linje", ["findes-ikke", "a/b/c"])
def test_a_line_that_is_not_public_has_a_page_that_says_why(udgivet, linje):
    svar = visit().get(reverse("takstbilag_linje", args=[udgivet.hus.tilbud.kode, AAR, linje]))
    assert svar.status_code == 404 and "kan være forhandlet" in text(svar)
    assert visit().get(reverse("takstbilag_linje", args=["ZZZZZZZZ", AAR, linje])).status_code == 404


def test_an_address_that_is_protected_after_publication_is_hidden_in_what_was_published(udgivet):
    assert "Hovedhuset" in page("takstbilag", OMRAADE, AAR)
    sha = re.search(r"<code>(\w{64})</code>", page("takstbilag", OMRAADE, AAR))[1]
    Afdelingsfakta.objects.filter(afdeling__tilbud=udgivet.hus.tilbud).update(beskyttet=True)
    linje = f"{udgivet.hus.tilbud.kode}-Døgntakst"
    for side in (
        page("takstbilag", OMRAADE, AAR, q="lærkehuset"),
        page("takstbilag_linje", udgivet.hus.tilbud.kode, AAR, linje),
        page("takstbilag_data", OMRAADE, AAR, "json").partition("Lærkehuset")[2],
        text(visit().get(f"/tilbud/{udgivet.hus.tilbud.kode}/")),
    ):
        assert "Hovedhuset" not in side
    side = page("takstbilag", OMRAADE, AAR)
    assert "Noget er udeladt siden udgivelsen" in side and sha in side


def test_neither_area_sees_the_others_takstbilag_as_its_own(udgivet):
    make_register("fiktivland", "Fiktivland")
    assert visit().get(reverse("takstbilag", args=["fiktivland", AAR])).status_code == 404


def test_the_index_follows_a_line_through_a_bridge_and_a_merger(rum):
    tilbud, ny = rum.hus.tilbud, rum.hus.register.tilbud("Bøgehuset")
    rum.hus.confirm(2026, **lines(tilbud, line(tilbud, "A", 1000), line(tilbud, "B", 500)))
    rum.hus.publish(2026)
    nytaar = dt.date(AAR, 1, 1)
    Efterfoelger.objects.create(
        fra=tilbud, til=ny, art="sammenlaegning", gaelder_fra=nytaar, registreret_by=rum.hus.register.by
    )
    bro = [
        {"fra_linje": f"{tilbud.kode}-A", "til_linje": f"{ny.kode}-Niveau", "andel": "1"},
        {"fra_linje": f"{tilbud.kode}-B", "til_linje": f"{ny.kode}-Niveau", "andel": "0.5"},
        {"fra_linje": f"{tilbud.kode}-B", "til_linje": f"{ny.kode}-Andet", "andel": "0.5"},
    ]
    submit(rum, line(ny, "Niveau", 1100), line(ny, "Andet", 300), tilbud=ny, bro=bro)
    rum.approve()
    publish(rum, "")
    aargange = udvikling.read_years(rum.runde.omraade, AAR)
    foerste, sidste = udvikling.index(aargange, [ny.kode])
    assert (foerste.indeks, sidste.daekning) == (100, 1)
    assert sidste.indeks == 120, "(1.100 + (1.100 + 300) / 2) / (1.000 + 500)"
    trin = udvikling.history(aargange, ny.kode, f"{ny.kode}-Niveau")
    assert [(et.aar, et.linje["navn"], et.andel) for et in trin[1:]] == [(2026, "A", 1), (2026, "B", Decimal("0.5"))]
    assert "120,0" in page("takstbilag_udvikling", OMRAADE, AAR)


def test_one_year_alone_has_no_index_and_says_when_it_comes(rum):
    rum.hus.publish(2026)
    assert "ikke to år at sammenligne" in page("takstbilag_udvikling", OMRAADE, 2026)


@pytest.mark.parametrize("navn", ["takstbilag", "takstbilag_linje", "takstbilag_udvikling", "takstbilag_rettelser"])
def test_a_page_costs_the_same_queries_however_many_lines(udgivet, navn):
    tilbud = udgivet.hus.tilbud
    args = {
        "takstbilag_linje": [tilbud.kode, AAR, f"{tilbud.kode}-Døgntakst"],
        "takstbilag_rettelser": [OMRAADE, AAR, 1],
    }.get(navn, [OMRAADE, AAR])

    def queries() -> int:
        with CaptureQueriesContext(connection) as spurgt:
            assert visit().get(reverse(navn, args=args)).status_code == 200
        return len(spurgt)

    faa = queries()
    for nr in range(4):
        flere = udgivet.hus.register.tilbud(f"Hus {nr}")
        submit(udgivet, line(flere, "A", 1000), line(flere, "B", 900), tilbud=flere)
    udgivet.decide(udgivet.point(udgivet.moeder["das"]), "godkendt")
    publish(udgivet, "Flere")
    assert queries() == faa
