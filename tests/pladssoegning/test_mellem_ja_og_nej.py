"""An answer between yes and no is told in its words to who searches signed in at home, and is a no to all others."""

import pytest
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.kapacitet.models import Kapacitetsvalg, Ledigmelding
from socialaftale.pladssoegning.actions import search
from socialaftale.pladssoegning.queries import find_places, show
from socialaftale.pladssoegning.steder import Blik
from socialaftale.pladssoegning.tekster import vacancy
from socialaftale.regler.matchregler import rules
from socialaftale.regler.pladskrav import Dom

pytestmark = pytest.mark.django_db
TILSTANDE = [
    ("ubemandet", "", Dom.NAESTEN, "Ledig, men ikke bemandet"),
    ("reserveret", "", Dom.NAESTEN, "Reserveret"),
    ("vurdering", "", Dom.NAESTEN, "Kræver en vurdering"),
    ("lukket", "sammensaetning", Dom.IKKE, "Lukket for nye: hensyn til dem, der bor her"),
]


def offer(marked, svar: str, aarsag: str):
    marked.melder.switch_on("tilstande")
    afdeling = marked.plads("Lyngen", ledig=None)
    marked.melder.report(afdeling, ledig=False, svar=svar, aarsag=aarsag)
    return afdeling


def test_the_rules_know_every_answer_that_can_be_given():
    mellem = set(Ledigmelding.Svar.values) - {"ledig", "ikke_ledig"}
    assert {*rules().tilstande.naesten, *rules().tilstande.ikke} == mellem


@pytest.mark.parametrize(("svar", "aarsag", "dom", "ord_"), TILSTANDE)
def test_at_home_it_is_told_and_judged_by_its_own_words(marked, svar, aarsag, dom, ord_):
    offer(marked, svar, aarsag)
    blik = Blik(tid.now(), frozenset([marked.register.omraade.pk]))
    (fund,) = show(find_places({"lov": "sel-107"}, blik).vurderinger, blik)
    assert fund.vurdering.dom == dom and fund.vurdering.af(dom)[0].startswith(ord_)
    assert vacancy(fund.sted).startswith(f"{ord_}, bekræftet")


@pytest.mark.parametrize(("svar", "aarsag", "dom", "ord_"), TILSTANDE)
def test_to_all_others_it_is_a_no(marked, svar, aarsag, dom, ord_):
    offer(marked, svar, aarsag)
    blik = Blik(tid.now())
    (fund,) = show(find_places({"lov": "sel-107"}, blik).vurderinger, blik)
    assert fund.vurdering.hvorfor_ikke == ("Ikke ledig lige nu",) and vacancy(fund.sted).startswith("Ikke")


def test_the_page_says_it_to_a_visitator_and_not_to_the_public(marked, client):
    offer(marked, "lukket", "ombygning")
    aaben = client.get(reverse("find_plads"), {"lov": "sel-107"}).content.decode()
    assert "Lyngen" in aaben and "ombygning" not in aaben
    client.force_login(marked.vibe)
    soegning = search(kriterier={"lov": "sel-107"}, by=marked.vibe)
    side = client.get(reverse("find_plads_svar", args=[soegning.kode])).content.decode()
    assert "Lukket for nye: ombygning" in side


def test_switched_off_again_it_is_a_no_to_everyone(marked):
    """What the area does not ask for is not told of an old answer either."""
    offer(marked, "vurdering", "")
    blik = Blik(tid.now(), frozenset([marked.register.omraade.pk]))
    assert find_places({"lov": "sel-107"}, blik).naesten
    Kapacitetsvalg.objects.update(ophoert=True)
    (fund,) = show(find_places({"lov": "sel-107"}, blik).vurderinger, blik)
    assert fund.vurdering.hvorfor_ikke == ("Ikke ledig lige nu",) and vacancy(fund.sted).startswith("Ikke ledig")
