"""The page "Min regning": its public price list, its policy, and the figures that the browser is held to."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from socialaftale.parter.models import Organisation
from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.takst.opgave import Enhed
from socialaftale.takster import actions
from socialaftale.takster.indhold import dump
from socialaftale.takster.models import Indberetningsversion, Tilbudsindberetning
from socialaftale.takster.regning.prisfil import hundredths
from socialaftale.tilbud.models import Afdelingsfakta, Efterfoelger
from tests.takster.conftest import KANARIE, make_report
from tests.takster.conftest import publish as publish_edition
from tests.tilbud.conftest import REGISTRERET, make_register

from .regningssager import SAGER, core_oere
from .test_views import text, visit

pytestmark = pytest.mark.usefixtures("efteraar_2026")


def publish(register, *aarene):
    for aar in aarene:
        publish_edition(register, aar)


@pytest.fixture
def offentlig(hus):
    """Confirmed and public in 2025 and 2026, with a newer draft that is not."""
    hus.confirm(2025)
    hus.confirm(2026, takst_loen="3700000")
    hus.save(2026, takst_loen="3900000")
    publish(hus.register, 2025, 2026)
    return hus


def confirm(tilbud, by, aar=2026):
    version = actions.save_version(tilbud=tilbud, aar=aar, indhold=make_report(tilbud), kilde="skema", by=by)
    actions.confirm_version(version=version, by=by)


def price_list(aar=2026):
    svar = visit().get(reverse("regning_prisliste", args=[aar]))
    assert svar.status_code == 200
    assert svar["Content-Type"].startswith("text/javascript")
    return json.loads(svar.content.decode().removeprefix("globalThis.PRISLISTE = ").removesuffix(";\n"))


# The figures


@pytest.mark.parametrize("sag", SAGER["regnes"], ids=lambda sag: sag["navn"])
def test_the_core_gives_what_the_case_is_signed_for(sag):
    assert core_oere(sag) == sag["aar_oere"]
    assert sum(sag["maaneder_oere"]) == sag["aar_oere"]


@pytest.mark.parametrize("sag", [sag for sag in SAGER["regnes_ikke"] if sag["kerne"]], ids=lambda sag: sag["navn"])
def test_where_the_core_cannot_say_the_case_says_why(sag):
    with pytest.raises(KanIkkeBeregnes, match=sag["besked"]):
        core_oere(sag)


def test_every_unit_of_a_takst_is_in_the_cases():
    enheder = {sag["pris"]["enhed"] for sag in SAGER["regnes"]}
    assert enheder == {enhed.value for enhed in Enhed}


# The price list


def test_the_list_holds_the_public_lines_of_both_years_side_by_side(offentlig):
    liste = price_list()
    (tilbud,) = liste["tilbud"]
    (linje,) = tilbud["linjer"]
    assert (liste["aar"], liste["foer"]) == (2026, 2025)
    assert (tilbud["kode"], tilbud["navn"]) == (offentlig.tilbud.kode, "Lærkehuset")
    assert linje["ny"]["oere"] == 113400, "the confirmed version, not the newer draft of 1.193"
    assert linje["gammel"]["oere"] == 111900
    assert (linje["ny"]["enhed"], linje["ny"]["dage"], linje["ny"]["timer"]) == ("kr_pr_doegn", None, None)
    assert KANARIE not in json.dumps(liste, ensure_ascii=False)


def test_the_months_follow_the_calendar_of_each_year(hus):
    hus.confirm(2028)
    publish(hus.register, 2028)
    kalender = price_list(2028)["kalender"]
    assert (sum(kalender["2028"]), sum(kalender["2027"])) == (366, 365)
    assert kalender["2028"][1] == 29


def test_a_line_of_one_year_alone_has_no_price_in_the_other(hus):
    hus.confirm(2025, linje={"id": "gammel"}, struktur={"kode": "A", "linje": "gammel"})
    hus.confirm(2026, linje={"id": "ny"}, struktur={"kode": "A", "linje": "ny"})
    publish(hus.register, 2025, 2026)
    linjer = {linje["id"]: linje for linje in price_list()["tilbud"][0]["linjer"]}
    assert linjer["gammel"]["ny"] is None
    assert linjer["ny"]["gammel"] is None


def test_a_price_agreed_for_one_place_is_not_in_the_list(hus):
    hemmelig = {"id": "h", "navn": "Aftalt plads", "type": "forhandlet", "enhed": "kr_pr_doegn", "takst_kr": "4711"}
    rapport = make_report(hus.tilbud)
    beregning = rapport.beregninger[0].model_dump(by_alias=True) | {"grundlag": None, "struktur": None}
    beregning["linjer"] = [hemmelig, beregning["linjer"][0] | {"takst_kr": "1000"}]
    indhold = type(rapport).model_validate(rapport.model_dump(by_alias=True) | {"beregninger": [beregning]})
    version = actions.save_version(tilbud=hus.tilbud, aar=2026, indhold=indhold, kilde="skema", by=hus.indberetter)
    actions.confirm_version(version=version, by=hus.indberetter)
    publish(hus.register, 2026)
    (linje,) = price_list()["tilbud"][0]["linjer"]
    assert linje["ny"]["oere"] == 100000


def test_an_afdeling_behind_a_protected_address_is_not_named(offentlig):
    Afdelingsfakta.objects.update(beskyttet=True)
    assert price_list()["tilbud"][0]["linjer"][0]["ny"]["afdeling"] == ""


def test_the_list_tells_where_a_tilbud_goes_on_and_names_none_that_has_no_prices(offentlig):
    til = offentlig.register.tilbud("Sommerfuglen")
    Efterfoelger.objects.create(
        fra=offentlig.tilbud, til=til, art="sammenlaegning", gaelder_fra=dt.date(2026, 1, 1),
        registreret_at=REGISTRERET, registreret_by=offentlig.register.by,
    )  # fmt: skip
    assert price_list()["efterfoelgere"] == {}
    confirm(til, offentlig.indberetter)
    publish(offentlig.register, 2026)
    assert price_list()["efterfoelgere"] == {offentlig.tilbud.kode: [til.kode]}


def test_an_area_that_is_not_public_is_not_in_the_list(offentlig):
    andet = make_register("fiktivland", "Fiktivland")
    Organisation.objects.filter(pk=andet.hjoerring.pk).update(kode="F860")
    til = andet.tilbud("Månehuset")
    version = Indberetningsversion.objects.filter(status="bekraeftet").latest("pk")
    version.indberetning = Tilbudsindberetning.objects.create(tilbud=til, aar=2026)
    version.indhold = dump(make_report(til, linje={"takst_kr": "900"}))
    version.pk = None
    version.save()
    assert [et["navn"] for et in price_list()["tilbud"]] == ["Lærkehuset"]
    publish(andet, 2026)
    assert [et["navn"] for et in price_list()["tilbud"]] == ["Lærkehuset", "Månehuset"]


def test_a_year_that_is_not_public_has_no_list(offentlig):
    for aar in (2024, 2027, 1, 99999):
        assert visit().get(reverse("regning_prisliste", args=[aar])).status_code == 404


def test_the_list_takes_the_same_number_of_queries_however_long_it_is(offentlig):
    def queries():
        with CaptureQueriesContext(connection) as taget:
            price_list()
        return len(taget)

    price_list()
    faa = queries()
    for nr in range(5):
        tilbud = offentlig.register.tilbud(f"Hus {nr}")
        for aar in (2025, 2026):
            confirm(tilbud, offentlig.indberetter, aar)
    publish(offentlig.register, 2025, 2026)
    assert queries() == faa
    assert len(price_list()["tilbud"]) == 6


def test_an_unchanged_list_is_not_sent_twice(offentlig):
    adresse = reverse("regning_prisliste", args=[2026])
    foerste = visit().get(adresse, headers={"Accept-Encoding": "gzip"})
    igen = visit().get(adresse, headers={"Accept-Encoding": "gzip", "If-None-Match": foerste["ETag"]})
    assert foerste["Cache-Control"] == "no-cache"
    assert igen.status_code == 304


def test_nothing_is_rounded_on_the_way_to_the_browser():
    assert hundredths(Decimal("1234.56")) == 123456
    assert hundredths(Decimal("7.5")) == 750
    with pytest.raises(ValueError, match="flere end to decimaler"):
        hundredths(Decimal("0.005"))


# The page


def page(valg=""):
    svar = visit().get(reverse("regning") + valg)
    assert svar.status_code == 200
    return svar


def test_the_page_may_load_the_sites_scripts_and_ask_for_nothing(offentlig):
    politik = dict(regel.split(" ", 1) for regel in page()["Content-Security-Policy"].split("; "))
    assert politik["connect-src"] == politik["worker-src"] == politik["default-src"] == "'none'"
    assert politik["script-src"] == politik["form-action"] == "'self'"
    assert "connect-src 'self'" in visit().get("/")["Content-Security-Policy"], "the other pages keep theirs"


def test_the_list_has_no_form_that_could_send_it(offentlig):
    foer, _, efter = text(page()).partition('id="id_liste"')
    assert foer.count("<form") == foer.count("</form")
    assert 'spellcheck="false"' in efter.partition(">")[0], "some browsers send what they check the spelling of"


def test_the_page_says_which_prices_it_reckons_with(offentlig):
    side = text(page())
    for tekst in (
        "Min regning 2026",
        "Nordjylland 2026 (offentliggjort 1. oktober 2026, udgave 1)",
        "Nordjylland 2025",
    ):
        assert tekst in side
    assert reverse("regning_prisliste", args=[2026]) in side
    assert reverse("regning_prisliste", args=[2025]) in text(page("?aar=2025"))
    assert "ingen offentlige takster for 2024" in text(page("?aar=2025"))
    assert reverse("regning_prisliste", args=[2026]) in text(page("?aar=pladder"))


def test_before_anything_is_public_the_page_says_so(hus):
    assert "Der er ingen offentlige takster endnu" in text(page())
    assert "prisliste.js" not in text(page())


def test_without_script_the_page_says_why_and_leads_to_the_calculator_of_a_tilbud(offentlig):
    uden = text(page()).partition('<div id="uden">')[2].partition('<div id="regning"')[0]
    assert "kræver JavaScript" in uden
    assert "Beregn en pris" in uden
    assert f'href="{reverse("tilbudsliste")}"' in uden


def test_a_buyer_finds_the_page_where_the_prices_are(offentlig):
    kode = offentlig.tilbud.kode
    for sti in ("/", reverse("tilbud", args=[kode]), reverse("takst_pris", args=[kode, 2026])):
        assert f'href="{reverse("regning")}"' in text(visit().get(sti)), sti
