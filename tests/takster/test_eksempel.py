import pytest

from socialaftale.regler.takst.beregn import compute_indberetning
from socialaftale.regler.takst.opgave import Indberetning
from socialaftale.takster.eksempel import fejl
from socialaftale.takster.eksempel.indberetning import build_series, year_of
from socialaftale.takster.eksempel.indlaes import load_example
from socialaftale.takster.eksempel.profil import Gruppe, Sted
from socialaftale.takster.indhold import load
from socialaftale.takster.models import Indberetningsversion, Takstbilag
from socialaftale.tilbud.registrering import NyPladsgruppe

pytestmark = pytest.mark.usefixtures("efteraar_2026")

PRISER = {"kr_pr_doegn": (400, 6000), "kr_pr_dag": (100, 2500), "kr_pr_time": (200, 1200)}


def region(register, antal: int) -> None:
    lovgrundlag = (("sel-107", "doegn"), ("sel-108", "doegn"), ("sel-104", "dag"), ("sel-109", "doegn"))
    for nr in range(antal):
        lov, form = lovgrundlag[nr % 4]
        tilbud = register.tilbud(f"Eksempelhus {nr}", pladser=(NyPladsgruppe(lov, form, 12, 5 + nr),))
        tilbud.eksempeldata = True
        tilbud.save(update_fields=["eksempeldata"])
    register.tilbud("Et rigtigt hus")


def test_each_example_tilbud_gets_two_confirmed_years_and_hjoerring_a_draft(register):
    region(register, 8)
    assert load_example(register.omraade) == 3 * 8
    versioner = Indberetningsversion.objects.values_list("indberetning__aar", "status")
    assert {raekke: list(versioner).count(raekke) for raekke in set(versioner)} == {
        (2025, "bekraeftet"): 8,
        (2026, "bekraeftet"): 8,
        (2027, "kladde"): 8,
    }
    assert list(Takstbilag.objects.values_list("aar", flat=True)) == [2025, 2026]
    assert not Indberetningsversion.objects.filter(indberetning__tilbud__eksempeldata=False).exists()


def test_loading_again_adds_nothing_and_loading_costs_the_same_queries_however_many(
    register, django_assert_max_num_queries
):
    region(register, 8)
    with django_assert_max_num_queries(83):  # two editions are published of them, and the search is told
        load_example(register.omraade)
    assert load_example(register.omraade) == 0


def reports(aarene: tuple[int, ...] = (2025, 2026)):
    for nr in range(40):
        lov, form = (("sel-107", "doegn"), ("abl-105-2", "doegn"), ("sel-103", "dag"), ("sul-141", "ambulant"))[nr % 4]
        gruppe = Gruppe(f"G{nr}", "Hus", lov, form, 0 if form == "ambulant" else 4 + nr)
        sted = Sted(f"T{nr}", f"Hus {nr}", "860", (gruppe,))
        yield build_series([(sted, year_of(aar)) for aar in aarene])


def test_constructed_takster_are_plausible_and_are_those_the_basis_gives():
    for foerste, ny in reports():
        for aar, rapport in ((2025, foerste), (2026, ny)):
            hel = Indberetning(
                skema="indberetning/1", aar=aar, driftsherre="860", driftsherre_navn="Hjørring", tilbud=(rapport,)
            )
            resultat = compute_indberetning(hel)
            for beregning in rapport.beregninger:
                for linje in beregning.linjer:
                    laveste, hoejeste = PRISER[linje.enhed]
                    er_del = linje.type == "pakke"
                    assert (0 if er_del else laveste) < linje.takst_kr < hoejeste, linje
                    assert resultat.line(rapport.id, linje.id).takst_kr == linje.takst_kr


def test_the_causes_of_every_constructed_line_sum_to_its_change():
    for _, ny in reports():
        for beregning in ny.beregninger:
            for linje in beregning.linjer:
                assert sum(aarsag.kroner for aarsag in linje.aarsager) == linje.takst_kr - linje.takst_forrige_kr


def test_each_deliberate_flaw_changes_the_report_and_can_still_be_stored():
    _, ny = next(reports())
    for indfoer in (*fejl.BEKRAEFTEDE, *fejl.KLADDENS):
        assert indfoer(ny) != ny, indfoer.__name__


def test_a_stored_example_is_read_back_as_a_report(register):
    region(register, 2)
    load_example(register.omraade)
    for version in Indberetningsversion.objects.select_related("indberetning__tilbud"):
        assert load(version.indhold).id == version.indberetning.tilbud.kode
