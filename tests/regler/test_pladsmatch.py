"""A place fits, almost fits or does not, each with the reason in words; and the ranking is by what a visitator asks."""

import datetime as dt
import random
from decimal import Decimal

import pytest
from tests.omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.regler.matchregler import rules
from socialaftale.regler.pladskrav import Behov, Dom, Meldt, Plads
from socialaftale.regler.pladsmatch import judge, rank
from socialaftale.regler.rejsetid import Rejse
from socialaftale.regler.saerbehov import named_needs

DEN = dt.date(2026, 11, 20)
LEDIG = Meldt(True)
HUS = Plads(
    "A", "Lærkehuset", (("sel-107", "SEL § 107"),), ("Autismespektrum", "Angst"), 18, 65, "860", "Hjørring",
    meldt=LEDIG, takst_kr=Decimal(2000), rejse=Rejse(22, 30), naevner=frozenset({"skaermning"}),
)  # fmt: skip
ALT = Behov(
    "SEL § 107", frozenset({"sel-107"}), ("Autismespektrum",), 18, 30, ("860",), 45, ("skaermning",),
    DEN, Decimal(2000),
)  # fmt: skip


def test_a_place_that_meets_every_demand_fits_and_says_why():
    svar = judge(ALT, HUS, DEN)
    assert svar.dom == Dom.PASSER
    assert svar.hvorfor == (
        "Ledig nu", "Pladser efter SEL § 107", "Er for Autismespektrum", "Tager 18-65 år", "Ligger i Hjørring",
        "Ligger i Hjørring, ca. 22 km og 30 minutter", "Skærmning er nævnt i registeret", "2.000 kr. pr. dag",
    )  # fmt: skip
    assert svar.naesten == svar.hvorfor_ikke == ()


@pytest.mark.parametrize(("andet", "dom", "grund"), [
    ({"lovgrundlag": (("sel-108", "SEL § 108"),)}, Dom.IKKE, "Pladser efter SEL § 108, ikke SEL § 107"),
    ({"lovgrundlag": ()}, Dom.IKKE, "Pladser efter ingen oplyst paragraf, ikke SEL § 107"),
    ({"maalgrupper": ("Angst",)}, Dom.IKKE, "Nævner ikke Autismespektrum"),
    ({"maalgrupper": ()}, Dom.NAESTEN, "Målgruppen er ikke oplyst: spørg"),
    ({"alder_fra": 20}, Dom.NAESTEN, "Tager 20-65 år; der søges 18-30 år"),
    ({"alder_fra": 32}, Dom.NAESTEN, "Tager 32-65 år; der søges 18-30 år"),
    ({"alder_fra": 33}, Dom.IKKE, "Tager 33-65 år; der søges 18-30 år"),
    ({"alder_fra": None}, Dom.NAESTEN, "Alderen er ikke oplyst: spørg"),
    ({"kommune": "787", "sted": "Thisted"}, Dom.NAESTEN, "Ligger i Thisted, uden for det valgte område"),
    ({"rejse": Rejse(60, 46)}, Dom.NAESTEN, "Ligger i Hjørring, ca. 60 km og 46 minutter; der søges højst 45 minutter"),
    ({"rejse": Rejse(60, 68)}, Dom.IKKE, "Ligger i Hjørring, ca. 60 km og 68 minutter; der søges højst 45 minutter"),
    ({"rejse": None}, Dom.NAESTEN, "Rejsetiden kendes ikke"),
    ({"naevner": frozenset()}, Dom.NAESTEN, "Tilbuddet har ikke sagt, om der er skærmning: spørg"),
    ({"takst_kr": Decimal(2200)}, Dom.NAESTEN, "2.200 kr. pr. dag, over loftet på 2.000 kr."),
    ({"takst_kr": Decimal(2201)}, Dom.IKKE, "2.201 kr. pr. dag, over loftet på 2.000 kr."),
    ({"takst_kr": None}, Dom.NAESTEN, "Der er ingen offentliggjort takst pr. dag: spørg"),
    ({"meldt": None}, Dom.NAESTEN, "Har ikke meldt, om der er ledigt: ring og spørg"),
    ({"meldt": Meldt(False)}, Dom.IKKE, "Ikke ledig lige nu"),
    ({"meldt": Meldt(False, tilstand="ubemandet", ord_="Ledig, men ikke bemandet")}, Dom.NAESTEN,
     "Ledig, men ikke bemandet: ring og spørg"),
    ({"meldt": Meldt(False, None, False, "vurdering", "Kræver en vurdering")}, Dom.NAESTEN,
     "Kræver en vurdering (ikke bekræftet for nylig): ring og spørg"),
    ({"meldt": Meldt(False, tilstand="lukket", ord_="Lukket for nye: ombygning")}, Dom.IKKE,
     "Lukket for nye: ombygning"),
    ({"meldt": Meldt(True, frisk=False)}, Dom.NAESTEN, "Ledig nu, men det er ikke bekræftet for nylig"),
    ({"meldt": Meldt(True, dt.date(2026, 11, 21))}, Dom.NAESTEN, "Ledig fra 21.11.2026, 1 dag efter ønsket start"),
    ({"meldt": Meldt(True, dt.date(2026, 12, 20))}, Dom.NAESTEN, "Ledig fra 20.12.2026, 30 dage efter ønsket start"),
    ({"meldt": Meldt(True, dt.date(2026, 12, 21))}, Dom.IKKE, "Ledig fra 21.12.2026, 31 dage efter ønsket start"),
])  # fmt: skip
def test_one_demand_that_is_not_met_decides_and_says_so(andet, dom, grund):
    svar = judge(ALT, HUS._replace(**andet), DEN)
    assert svar.dom == dom
    assert svar.af(dom) == (grund,)


def test_nothing_is_said_of_a_wished_start_where_none_was_wished():
    grunde = judge(Behov(), HUS._replace(meldt=Meldt(True, dt.date(2026, 12, 1))), dt.date(2026, 11, 20)).naesten
    assert grunde == ("Ledig fra 01.12.2026, om 11 dage",)


def test_an_old_paragraph_is_the_new_one():
    behov = Behov("SEL § 66, stk. 1, nr. 6", frozenset({"sel-66-1-6", "bl-43-3"}))
    plads = HUS._replace(rejse=None, lovgrundlag=(("bl-43-3", "BL § 43, stk. 3"),))
    assert judge(behov, plads, DEN).hvorfor == ("Ledig nu", "Pladser efter BL § 43, stk. 3")


def test_some_of_several_target_groups_is_almost():
    svar = judge(Behov(maalgrupper=("Angst", "Demens")), HUS, DEN)
    assert svar.naesten == ("Er for Angst, men nævner ikke Demens",)


def test_a_place_that_will_be_free_before_the_wished_start_fits():
    plads = HUS._replace(meldt=Meldt(True, dt.date(2027, 1, 15)))
    assert judge(Behov(start=dt.date(2027, 2, 1)), plads, DEN).hvorfor[0] == "Ledig fra 15.01.2027"


def test_a_wished_start_in_the_past_is_today():
    assert judge(Behov(start=dt.date(2020, 2, 29)), HUS, DEN).dom == Dom.PASSER


def test_an_empty_need_asks_for_nothing_but_room():
    assert judge(Behov(), HUS._replace(rejse=None), DEN).hvorfor == ("Ledig nu",)
    assert judge(Behov(), HUS, DEN).hvorfor == ("Ledig nu", "Ligger i Hjørring, ca. 22 km og 30 minutter")


def test_public_places_come_first():
    pladser = [
        HUS._replace(id="privat", offentlig=False, takst_kr=Decimal(1)),
        HUS._replace(id="dyr", takst_kr=Decimal(2000)),
        HUS._replace(id="billig", takst_kr=Decimal(1000)),
        HUS._replace(id="langt", rejse=Rejse(30, 40)),
        HUS._replace(id="gammel", meldt=Meldt(True, frisk=False)),
        HUS._replace(id="fuld", meldt=Meldt(False)),
        HUS._replace(id="aftale", til_salg="efter_aftale"),
    ]
    raekke = [vurdering.plads.id for vurdering in rank(ALT, frozenset(pladser), DEN)]
    assert raekke == ["billig", "aftale", "dyr", "langt", "privat", "gammel", "fuld"]


def test_a_place_by_agreement_says_so():
    assert "Sælges efter aftale" in judge(Behov(), HUS._replace(til_salg="efter_aftale"), DEN).hvorfor


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE])
def test_more_demands_never_make_a_place_fit_better(froe):
    """And the ranking begins with those that fit, and ends with those that do not."""
    r = random.Random(froe)
    for _ in range(antal(200, 10_000)):
        pladser = [_random_place(r, nr) for nr in range(6)]
        behov = _random_need(r)
        faerre = behov._replace(maalgrupper=(), alder_fra=None, loft_kr=None, behov=())
        raekke = [Dom.PASSER, Dom.NAESTEN, Dom.IKKE]
        for plads in pladser:
            assert raekke.index(judge(behov, plads, DEN).dom) >= raekke.index(judge(faerre, plads, DEN).dom)
        rang = [raekke.index(et.dom) for et in rank(behov, frozenset(pladser), DEN)]
        assert rang == sorted(rang)
        assert len(rang) == len(pladser)


def _random_place(r: random.Random, nr: int) -> Plads:
    meldt = r.choice([None, Meldt(False), Meldt(True, frisk=r.random() < 0.5), Meldt(True, DEN + dt.timedelta(9))])
    return HUS._replace(
        id=str(nr), meldt=meldt, alder_fra=r.randint(0, 60), alder_til=r.randint(60, 125),
        maalgrupper=tuple(r.sample(["Angst", "Demens", "Autismespektrum"], r.randint(0, 3))),
        takst_kr=r.choice([None, Decimal(r.randint(1, 4000))]), offentlig=r.random() < 0.7,
        rejse=r.choice([None, Rejse(r.randint(1, 90), r.randint(1, 90))]),
    )  # fmt: skip


def _random_need(r: random.Random) -> Behov:
    fra = r.randint(0, 90)
    return ALT._replace(
        maalgrupper=tuple(r.sample(["Angst", "Demens", "Autismespektrum"], r.randint(1, 2))),
        alder_fra=fra, alder_til=fra + r.randint(0, 30), loft_kr=Decimal(r.randint(500, 4000)),
    )  # fmt: skip


def test_special_needs_are_read_from_what_a_place_says_of_itself():
    tekster = ["Skærmet enhed med vågen nattevagt", "Aflastningsophold", "Domfældt", "Et godt hjem"]
    assert named_needs(tekster) == {"skaermning", "nattevagt", "aflastning", "dom"}
    assert named_needs([]) == frozenset()


def test_what_is_almost_is_a_dated_choice_with_its_certainty():
    assert rules().naesten.sikkerhed == "antaget"


def test_a_target_group_may_stand_for_a_need():
    assert named_needs([], ["hash", "angst"]) == {"misbrug"}
