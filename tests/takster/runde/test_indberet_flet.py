"""A takstskema that comes back after the report has moved on: nothing is written over without a choice."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from socialaftale.parter.roller import Rolle
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.takster.eksempel.fejl import BEKRAEFTEDE, KLADDENS
from socialaftale.takster.fletning.traer import as_report, as_tree, chosen, differences
from socialaftale.takster.fletning.visning import write_place, write_there
from socialaftale.takster.indhold import load
from socialaftale.takster.indtast.skelnen import Skel
from socialaftale.takster.models import Indberetningsversion, Indlaesning
from tests.takster.test_eksempel import reports
from tests.takster.test_skema import changed, download, upload
from tests.takster.test_views import text, visit

from .conftest import AAR

INDHOLD, TAKST = "Hvad dækker taksten?", "Takst"


@pytest.fixture(autouse=True)
def filer(settings, tmp_path):
    settings.FILER = tmp_path


def newest(rum):
    alle = Indberetningsversion.objects.filter(indberetning__aar=AAR, indberetning__tilbud=rum.hus.tilbud)
    return alle.newest().get()


def line(rum):
    return load(newest(rum).indhold).beregninger[0].linjer[0]


def send(rum, raw, bruger=None):
    return upload(visit(bruger or rum.hus.indberetter), raw, aar=AAR)


def fetch(rum, bruger=None):
    return download(visit(bruger or rum.hus.indberetter), AAR)


def page():
    return reverse("takstskema_flet", args=[Indlaesning.objects.order_by("-pk")[0].pk])


def choose(rum, hvad: str, nr: int | None = None):
    """Choose the same side everywhere."""
    kode = rum.hus.tilbud.kode
    data = {f"valg-{kode}-{et}": hvad for et in range(20)}
    data[f"version-{kode}"] = newest(rum).nr if nr is None else nr
    return text(visit(rum.hus.indberetter).post(page(), data, follow=True))


# The trees


def test_a_report_as_a_tree_is_the_same_report():
    for _, rapport in reports():
        for fejl in (lambda et: et, *BEKRAEFTEDE, *KLADDENS):
            assert as_report(as_tree(fejl(rapport))) == fejl(rapport)


def test_taking_all_of_the_file_gives_the_file_and_none_of_it_gives_what_stood():
    for foer, rapport in reports():
        for fejl in (*BEKRAEFTEDE, *KLADDENS):
            her, der = as_tree(rapport), as_tree(fejl(rapport))
            forskelle = differences(as_tree(foer), her, der)
            assert chosen(her, forskelle, {et.sti for et in forskelle}) == der
            assert chosen(her, forskelle, set()) == her


def test_who_changed_what_is_told_place_by_place():
    foer, her, der = (as_tree(report(*tal)) for tal in (("1100", "10"), ("1150", "10"), ("1100", "12")))
    assert [(et.sti[-1], et.skel) for et in differences(foer, her, der)] == [
        ("pladser", Skel.DER),
        ("takst_kr", Skel.HER),
    ]
    begge = differences(foer, her, as_tree(report("1160", "10")))
    assert [(et.skel, write_there(et.her), write_there(et.der)) for et in begge] == [(Skel.BEGGE, "1.150", "1.160")]
    assert write_place(begge[0].sti, her) == "Hovedhuset, Døgntakst: Takst"


def report(takst: str, pladser: str) -> TilbudIndberetning:
    linje = {"id": "L", "navn": "Døgntakst", "type": "gennemsnit", "enhed": "kr_pr_doegn", "takst_kr": takst}
    hus = {"id": "H", "navn": "Hovedhuset", "art": "doegn", "pladser": pladser, "belaegning": {}, "linjer": [linje]}
    return TilbudIndberetning.model_validate({"id": "T", "navn": "Huset", "beregninger": [hus]})


def test_a_line_that_only_one_side_has_is_one_place_and_named():
    uden = as_tree(report("1100", "10"))
    med = as_tree(report("1100", "10"))
    med["beregninger"]["H"]["linjer"]["N"] = {"id": "N", "navn": "Tillæg", "type": "tillaeg", "enhed": "kr_pr_doegn"}
    (forskel,) = differences(uden, uden, med)
    assert (forskel.skel, write_place(forskel.sti, med)) == (Skel.DER, "Hovedhuset, Tillæg: hele rækken")


# The pages


def test_a_file_that_alone_has_changed_is_saved_at_once(rum):
    rum.save()
    send(rum, changed(fetch(rum), TAKST, 1150))
    assert (newest(rum).nr, line(rum).takst_kr) == (2, 1150)


def test_what_was_changed_here_and_not_in_the_file_stands(rum):
    rum.save()
    raw = fetch(rum)
    rum.save(linje={"indhold": "Bolig, kost og kørsel."})
    svar = send(rum, raw)
    assert line(rum).indhold == "Bolig, kost og kørsel." and newest(rum).nr == 2
    assert "siger det samme" in text(svar)


def test_where_both_have_moved_nothing_is_written_over_and_both_are_shown(rum):
    rum.save()
    raw = changed(changed(fetch(rum), TAKST, 1150), INDHOLD, "Bolig og nattevagt.")
    rum.save(linje={"indhold": "Bolig, kost og kørsel."})
    side = text(send(rum, raw))
    assert newest(rum).nr == 2, "nothing is saved before a choice"
    for vist in (
        "Bolig, personale og kost.",
        "Bolig, kost og kørsel.",
        "Bolig og nattevagt.",
        "begge steder",
        "i filen",
    ):
        assert vist in side
    assert "Hovedhuset, Døgntakst: Hvad dækker taksten?" in side


@pytest.mark.parametrize(
    ("valg", "indhold", "takst"), [("fil", "Bolig og nattevagt.", 1150), ("her", "Bolig, kost og kørsel.", None)]
)
def test_the_choice_is_saved(rum, valg, indhold, takst):
    rum.save()
    raw = changed(changed(fetch(rum), TAKST, 1150), INDHOLD, "Bolig og nattevagt.")
    rum.save(linje={"indhold": "Bolig, kost og kørsel."})
    send(rum, raw)
    assert "som du har valgt" in choose(rum, valg)
    assert (line(rum).indhold, line(rum).takst_kr) == (indhold, takst)


def test_a_place_that_both_changed_must_be_chosen_for(rum):
    rum.save()
    raw = changed(fetch(rum), INDHOLD, "Bolig og nattevagt.")
    rum.save(linje={"indhold": "Bolig, kost og kørsel."})
    send(rum, raw)
    assert "vælg, hvad der gælder" in choose(rum, "")
    assert newest(rum).nr == 2


def test_a_version_saved_while_one_chooses_is_shown_first(rum):
    rum.save()
    raw = changed(fetch(rum), INDHOLD, "Bolig og nattevagt.")
    rum.save(linje={"indhold": "Bolig, kost og kørsel."})
    send(rum, raw)
    rum.save(linje={"indhold": "Bolig og kost."})
    side = choose(rum, "fil", nr=2)
    assert "nyere version imens" in side and "Bolig og kost." in side
    assert newest(rum).nr == 3


def test_ones_own_file_mended_and_uploaded_again_is_no_conflict(rum):
    rum.save()
    raw = changed(fetch(rum), TAKST, 1150)
    send(rum, raw)
    send(rum, changed(raw, TAKST, 1160))
    assert (newest(rum).nr, line(rum).takst_kr) == (3, 1160)


def test_a_mended_file_does_not_take_a_colleagues_change_back(rum):
    rum.save()
    raw = changed(fetch(rum), TAKST, 1150)
    send(rum, raw)
    rum.save(linje={"indhold": "Bolig, kost og kørsel.", "takst_kr": "1150"})
    send(rum, changed(raw, TAKST, 1160))
    assert line(rum).takst_kr == 1150, "both have moved, so it is asked"
    choose(rum, "fil")
    assert line(rum).takst_kr == 1160


def test_two_who_fetched_the_same_file_do_not_write_over_each_other(rum):
    rum.save()
    anden = rum.hus.person(Rolle.GODKENDER, rum.hus.register.hjoerring)
    min_, hendes = fetch(rum), fetch(rum, anden)
    send(rum, changed(hendes, TAKST, 1150), anden)
    send(rum, changed(min_, TAKST, 1160))
    assert (newest(rum).nr, line(rum).takst_kr) == (2, 1150)
    assert "1.160" in text(visit(rum.hus.indberetter).get(page()))


@pytest.mark.parametrize("tekst", ["", "x", "x KODE", "x KODE:y", "x KODE:99", ":::"])
def test_a_file_that_does_not_say_what_it_was_filled_from_is_held_against_last_year(rum, tekst):
    rum.save()
    bog = openpyxl.load_workbook(BytesIO(changed(fetch(rum), TAKST, 1150)))
    for raekke in bog["Overblik"].iter_rows(max_col=2):
        if str(raekke[0].value).startswith("Udgangspunkt"):
            raekke[1].value = tekst.replace("KODE", rum.hus.tilbud.kode)
    ud = BytesIO()
    bog.save(ud)
    rum.save(linje={"indhold": "Bolig, kost og kørsel."})
    svar = send(rum, ud.getvalue())
    assert svar.status_code == 200 and newest(rum).nr == 2
    assert "Filen og siden er forskellige" in text(svar)


def test_only_the_driftsherres_own_people_choose(rum):
    rum.save()
    send(rum, changed(fetch(rum), TAKST, 1150))
    for bruger in (rum.sekretaer, rum.hus.person(Rolle.TAKSTINDBERETTER, rum.hus.register.aalborg)):
        assert visit(bruger).get(page()).status_code == 403
        assert visit(bruger).post(page()).status_code == 403


def test_a_file_with_nothing_to_choose_says_so(rum):
    rum.save()
    send(rum, changed(fetch(rum), TAKST, 1150))
    assert "Der er intet at vælge" in text(visit(rum.hus.indberetter).get(page()))
