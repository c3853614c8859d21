"""Driftsherrer beside each other: who sees what, what leaves a basis, and what a simulation answers."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from socialaftale.parter.models import Bruger, Organisation, Rolletildeling
from socialaftale.parter.roller import Rolle
from socialaftale.takster import actions
from socialaftale.takster.models import Indberetningsversion
from socialaftale.takster.sammenligning.forms import OverheadForm
from socialaftale.takster.sammenligning.queries import read_reports
from socialaftale.takster.sammenligning.svar import answer
from tests.tilbud.conftest import START, make_register

from .conftest import KANARIE, KANARIEBELOEB, make_report
from .test_views import count_queries, everyone, fill, text, visit

pytestmark = pytest.mark.usefixtures("efteraar_2026")

SER_ALLE = {Rolle.SEKRETARIAT, Rolle.STYRINGSAFTALEGRUPPE, Rolle.FU, Rolle.DAS}
SER_EGET = {Rolle.TAKSTINDBERETTER, Rolle.GODKENDER}


def side(navn: str, aar: int = 2026, valg: str = "", omraade: str = "nordjylland") -> str:
    return reverse(f"takstoverblik_{navn}", args=[omraade, aar]) + valg


OVERHEAD, PRISER = side("overhead"), side("priser")
SIMULERINGER = [side("simulering", valg=f"?hvad={valg}") for valg in ("overhead&overhead=8", "gulv&gulv=99")]
PAKKER = side("simulering", valg="?hvad=pakker&interval=7")
SIDER = [OVERHEAD, PRISER, *SIMULERINGER, PAKKER]


def confirm_for(hus, part: Organisation, navn: str, aar: int = 2026, **felter) -> None:
    """A confirmed report of another tilbud, by somebody who reports for the party."""
    tilbud = hus.register.tilbud(navn, driftsherre=part)
    by = Bruger.objects.create_user(f"{navn}@eksempel.dk", navn="Prøve Indberetter", organisation=part)
    Rolletildeling.objects.create(
        bruger=by, rolle=Rolle.TAKSTINDBERETTER, organisation=part, gaelder_fra=START, registreret_by=hus.register.by
    )
    version = actions.save_version(tilbud=tilbud, aar=aar, indhold=make_report(tilbud, **felter), kilde="skema", by=by)
    actions.confirm_version(version=version, by=by)


def basis(overhead: str, loen: str = "3650000", ejendom: str = "123457") -> dict:
    poster = [
        {"kategori": "loen", "tekst": "Løn", "beloeb_kr": loen},
        {"kategori": "ejendom", "tekst": KANARIE, "beloeb_kr": ejendom},
    ]
    return {"omkostninger": poster, "overhead": {"metode": "procent", "procent": overhead}}


@pytest.fixture
def to_driftsherrer(hus):
    """Hjørring at 5 % in both years, Aalborg at 9 %; the year is not published."""
    hus.confirm(2025)
    hus.confirm(2026)
    confirm_for(hus, hus.register.aalborg, "Rævehuset", grundlag=basis("9"))
    return hus


@pytest.fixture
def sekretaer(hus):
    return visit(hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat))


def test_who_may_open_which_page(to_driftsherrer):
    for hvem, bruger in everyone(to_driftsherrer):
        rolle = hvem.split(" ")[0]
        ventet = dict.fromkeys(SIDER, 302 if bruger is None else 403)
        if rolle in SER_ALLE | SER_EGET:
            ventet |= {OVERHEAD: 200, PRISER: 200}
        if rolle in SER_ALLE:
            ventet |= dict.fromkeys(SIMULERINGER, 200)
        if rolle in (Rolle.SEKRETARIAT, Rolle.STYRINGSAFTALEGRUPPE):
            ventet |= {PAKKER: 200}
        assert {en: visit(bruger).get(en).status_code for en in SIDER} == ventet, hvem


def test_no_cost_line_is_on_any_of_the_pages(to_driftsherrer):
    Indberetningsversion.objects.update(delt=True)
    for hvem, bruger in everyone(to_driftsherrer):
        for en in SIDER:
            tekst = text(visit(bruger).get(en))
            assert KANARIE not in tekst, (hvem, en)
            assert str(KANARIEBELOEB) not in tekst.replace(".", ""), (hvem, en)


def test_directors_see_every_driftsherre_and_a_reporter_its_own(to_driftsherrer):
    for hvem, bruger in everyone(to_driftsherrer):
        tekst = text(visit(bruger).get(OVERHEAD))
        set_ = {navn for navn in ("Hjørring", "Aalborg") if re.search(f">{navn}( Kommune)?<", tekst)}
        rolle = hvem.split(" ")[0]
        if rolle in SER_ALLE:
            assert set_ == {"Hjørring", "Aalborg"}, hvem
            assert "9,00 %" in tekst
        elif rolle in SER_EGET:
            assert set_ == ({"Aalborg"} if "i Aalborg" in hvem else {"Hjørring"}), hvem


def test_a_reporter_sees_nothing_of_the_others_before_the_year_is_public(to_driftsherrer):
    client = visit(to_driftsherrer.indberetter)
    foer = text(client.get(OVERHEAD))
    assert "5,00 %" in foer
    assert "9,0" not in foer
    assert "i området, vægtet" not in foer
    to_driftsherrer.publish(2026)
    efter = text(client.get(OVERHEAD))
    assert "5,0 % til 9,0 %" in efter, "the spread, which anyone can work out of the public lists"
    assert "Aalborg" not in efter


def test_a_draft_counts_for_nobody_not_even_its_own_driftsherre(hus):
    hus.save(2026)
    tekst = text(visit(hus.indberetter).get(OVERHEAD))
    assert "Ingen driftsherre har bekræftet takster for 2026" in tekst


def test_the_level_is_weighted_by_places_with_its_tree_beside(hus, sekretaer):
    hus.confirm(2026)
    confirm_for(hus, hus.register.hjoerring, "Uglehuset", grundlag=basis("8"), pladser="30")
    tekst = text(sekretaer.get(OVERHEAD))
    assert "7,25 %" in tekst, "(5 × 10 + 8 × 30) ÷ 40"
    assert "<svg" in tekst
    for led in ("Vægtet overhead", "Niveauer gange pladser", "Pladser i alt"):
        assert led in tekst


def test_a_level_that_stands_out_is_the_finding_that_the_reporter_saw_too(hus, sekretaer):
    hus.confirm(2026, grundlag=basis("12"))
    tekst = text(sekretaer.get(OVERHEAD))
    assert "Lærkehuset: overhead er 12 %, uden for 4-8 %." in tekst
    assert "Hovedhuset" not in tekst, "a house may lie at a protected address; the tilbud is named"


def test_overhead_divided_by_a_key_is_not_stated_rather_than_0(hus, sekretaer):
    noegle = {"metode": "noegle", "beloeb_kr": "200000", "noegle": "Årsværk"}
    hus.confirm(2026, grundlag=basis("5") | {"overhead": noegle})
    tekst = text(sekretaer.get(OVERHEAD))
    assert "Ikke oplyst: 1" in tekst
    assert "0,00 %" not in tekst
    assert "Årsværk" not in tekst


def test_takster_stand_beside_pl_with_coverage_and_real_change(hus, sekretaer):
    hus.confirm(2025)
    hus.confirm(2026, takst_loen="3900000")
    tekst = text(sekretaer.get(PRISER))
    # 1.119 -> 1.193 kr. is index 106,6; PL 3 % is 103,0; 106,613 ÷ 103 = 1,0351.
    for vist in ("106,6", "103,0", "+3,5 %", "100 %", "Pris- og lønfremskrivning 2026", "antaget"):
        assert vist in tekst


def test_an_area_with_one_year_says_so(hus, sekretaer):
    hus.confirm(2026)
    assert "ikke to år i træk" in text(sekretaer.get(PRISER))


def three_houses(hus, overhead: str = "5") -> None:
    hus.confirm(2026)
    for nr in range(2):
        confirm_for(hus, hus.register.hjoerring, f"Hus {nr}", grundlag=basis(overhead))


def test_three_tilbud_are_computed_in_full_and_two_are_estimated(hus, sekretaer):
    three_houses(hus)
    confirm_for(hus, hus.register.aalborg, "Rævehuset", grundlag=basis("9"))
    tekst = text(sekretaer.get(SIMULERINGER[0]))
    assert "3 beregninger, 75 % af omsætningen" in tekst or "3 beregninger, 74 % af omsætningen" in tekst
    assert "1 beregninger" in tekst
    assert "skøn" in tekst


def test_the_answer_is_the_same_for_everyone_who_may_ask(to_driftsherrer):
    svar = set()
    for hvem, bruger in everyone(to_driftsherrer):
        if hvem in SER_ALLE:
            tekst = text(visit(bruger).get(SIMULERINGER[0]))
            svar.add(tekst[tekst.index("<h2>Svaret") : tekst.index("<footer")])
    assert len(svar) == 1


def test_the_driftsherrer_add_up_to_the_area_on_the_page(hus):
    three_houses(hus)
    confirm_for(hus, hus.register.aalborg, "Rævehuset", grundlag=basis("9"))
    form = OverheadForm({"overhead": "6,37"})
    assert form.is_valid()
    omraade = hus.register.omraade
    svar = answer(form, read_reports(omraade, 2026), omraade, 2026)
    assert sum(raekke.virkning.forskel.vaerdi for raekke in svar.raekker) == svar.virkning.forskel.vaerdi != 0
    assert all(raekke.virkning.forskel.vaerdi % 1000 == 0 for raekke in svar.raekker)


def test_the_answer_of_one_tilbud_does_not_hang_on_its_costs(hus):
    """The same short report over two different bases gives the same answer."""
    omraade, svar = hus.register.omraade, set()
    for tilsyn in ("0", "500000"):
        loen = Decimal(3650000) - Decimal(tilsyn) / Decimal("1.05")
        hus.confirm(2026, grundlag=basis("5", loen=str(round(loen, 2))) | {"tilsyn_kr": tilsyn})
        for spurgt in ("0", "8", "20"):
            form = OverheadForm({"overhead": spurgt})
            assert form.is_valid()
            svar.add((spurgt, answer(form, read_reports(omraade, 2026), omraade, 2026).virkning.forskel.vaerdi))
    assert len(svar) == 3


def test_what_is_left_to_be_computed_is_computed_before_it_is_compared(hus):
    hus.confirm(2026)
    [rapport] = read_reports(hus.register.omraade, 2026)
    assert [linje.takst_kr for linje in rapport.indhold.beregninger[0].linjer] == [1119]


@pytest.mark.parametrize(
    ("valg", "besked"),
    [
        ("hvad=overhead&overhead=", "Udfyld feltet"),
        ("hvad=overhead&overhead=6.5", "kan læses på to måder"),
        ("hvad=overhead&overhead=21", "højst være 20"),
        ("hvad=overhead&overhead=-1", "mindst 0"),
        ("hvad=overhead&overhead=1e5", "er ikke et tal"),
        ("hvad=gulv&gulv=&gulv_kort=", "Skriv mindst ét gulv"),
        ("hvad=gulv&gulv=101", "højst være 100"),
        ("hvad=gulv&gulv=9", "mindst 50"),
        ("hvad=pakker&interval=0", "mindst 1"),
        ("hvad=pakker&interval=syv", "er ikke et tal"),
    ],
)
def test_nonsense_is_refused_in_words_and_what_was_typed_stands(hus, sekretaer, valg, besked):
    hus.confirm(2026)
    svar = sekretaer.get(side("simulering", valg=f"?{valg}"))
    assert svar.status_code == 200
    assert besked in text(svar)
    assert "<h2>Svaret" not in text(svar)
    typet = valg.split("=")[-1]
    assert not typet or f'value="{typet}"' in text(svar)


def test_the_page_asks_before_it_answers(sekretaer, hus):
    tekst = text(sekretaer.get(side("simulering", valg="?hvad=gulv")))
    assert "<h2>Svaret" not in tekst
    assert "Udfyld feltet" not in tekst
    assert "95 % (almindelige pladser) og 90 % (korte ophold)" in tekst


@pytest.mark.parametrize("sti", [side("overhead", aar=1999), side("overhead", omraade="findes-ikke"),
                                 side("simulering", valg="?hvad=vejret")])  # fmt: skip
def test_what_does_not_exist_is_not_found(hus, sekretaer, sti):
    assert sekretaer.get(sti).status_code == 404


def test_an_empty_year_says_what_to_do(hus, sekretaer):
    for en in SIDER[:1] + SIDER[2:]:
        assert "Ingen driftsherre har bekræftet takster for 2026" in text(sekretaer.get(en))


def test_the_way_in_leads_to_the_newest_year_that_someone_stands_by(hus, sekretaer):
    hus.confirm(2025)
    hus.save(2026)
    assert sekretaer.get(reverse("takstoverblik")).headers["Location"] == side("overhead", aar=2025)


def test_the_menu_leads_directors_there_and_nobody_else(hus):
    hus.confirm(2026)
    for hvem, bruger in everyone(hus):
        vises = f'href="{reverse("takstoverblik")}"' in text(visit(bruger).get("/"))
        assert vises == (hvem.split(" ")[0] in SER_ALLE | SER_EGET), hvem


def test_neither_area_sees_the_other(to_driftsherrer):
    fremmed = make_register("fiktivland", "Fiktivland")
    sekretaer = visit(fremmed.person(Rolle.SEKRETARIAT, fremmed.sekretariat))
    for en in SIDER:
        assert sekretaer.get(en).status_code == 403


@pytest.mark.parametrize("navn", ["overhead", "priser", "simulering"])
def test_an_area_costs_the_same_queries_at_10_and_100_tilbud(hus, sekretaer, navn):
    adresse = side(navn, valg="?hvad=overhead&overhead=6" if navn == "simulering" else "")
    hus.confirm(2025)
    hus.confirm(2026)
    fill(hus, 9)
    faa = count_queries(sekretaer, adresse)
    fill(hus, 90)
    assert count_queries(sekretaer, adresse) == faa
    assert faa <= 32
    svar = text(sekretaer.get(adresse))
    assert navn == "priser" or "100 beregninger" in svar, "they were all counted"
