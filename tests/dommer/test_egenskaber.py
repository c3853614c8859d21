"""What must hold of every takst, whatever the report: order, splitting, scale, more costs, and its explanation."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

from efterregning import faults, value
from generator import generate_indberetning
from hypothesis import given, settings
from hypothesis import strategies as st

from socialaftale.regler.takst.beregn import Takstresultat, compute_indberetning
from socialaftale.regler.takst.laes import read_indberetning

Json = dict[str, Any]
Takster = dict[tuple[str, str, str], Decimal]
RAPPORTER = st.integers(0, 10**9).map(generate_indberetning)
proev = settings(max_examples=150, deadline=None)


def compute(rapport: Json) -> Takstresultat:
    return compute_indberetning(read_indberetning(json.dumps(rapport).encode()))


def takster(rapport: Json) -> Takster:
    resultat = compute(rapport).beregninger
    return {(b.tilbud, b.beregning, linje.linje): linje.takst_kr for b in resultat for linje in b.linjer}


def calculations(rapport: Json) -> Iterator[tuple[str, Json]]:
    """Every calculation that has a basis, with the id of its tilbud."""
    for tilbud in rapport["tilbud"]:
        for beregning in tilbud["beregninger"]:
            if "grundlag" in beregning:
                yield tilbud["id"], beregning


def changed(rapport: Json, aendring: Callable[[Json], None]) -> Json:
    """A copy of the report where every calculation with a basis was changed alike."""
    kopi = deepcopy(rapport)
    for _, beregning in calculations(kopi):
        aendring(beregning)
    return kopi


@proev
@given(RAPPORTER, st.randoms(use_true_random=False))
def test_the_order_of_cost_lines_does_not_matter(rapport: Json, r: Any) -> None:
    blandet = changed(rapport, lambda beregning: r.shuffle(beregning["grundlag"]["omkostninger"]))
    assert takster(blandet) == takster(rapport)


@proev
@given(RAPPORTER, st.integers(1, 99))
def test_a_cost_line_split_in_two_changes_no_takst(rapport: Json, procent: int) -> None:
    def split(beregning: Json) -> None:
        for post in list(beregning["grundlag"]["omkostninger"]):
            del_ = round(Decimal(post["beloeb_kr"]) * procent / 100, 2)
            anden = post | {"beloeb_kr": str(Decimal(post["beloeb_kr"]) - del_)}
            post["beloeb_kr"] = str(del_)
            beregning["grundlag"]["omkostninger"].append(anden)

    assert takster(changed(rapport, split)) == takster(rapport)


@proev
@given(RAPPORTER, st.integers(1, 5_000_000), st.sampled_from(["basis", "ydelse"]))
def test_more_costs_never_lower_a_takst(rapport: Json, beloeb: int, del_: str) -> None:
    """Overhead shared by key is kept out of two-part takster: it may rightly move from one part to the other."""

    def raise_costs(beregning: Json) -> None:
        if beregning["grundlag"]["overhead"]["metode"] == "procent" or beregning["struktur"]["kode"] in "ABG":
            post = {"kategori": "oevrige", "tekst": "Mere", "beloeb_kr": str(beloeb), "del": del_}
            beregning["grundlag"]["omkostninger"].append(post)

    foer, efter = takster(rapport), takster(changed(rapport, raise_costs))
    faelles = foer.keys() & efter.keys()
    assert all(efter[linje] >= foer[linje] for linje in faelles)


@proev
@given(RAPPORTER)
def test_twice_the_costs_on_twice_the_places_is_the_same_takst(rapport: Json) -> None:
    assert takster(changed(rapport, _double)) == takster(rapport)


DOBLES = ("beloeb_kr", "anskaffelse_kr", "scrap_kr", "tjenestemandspension_kr", "tilsyn_kr", "oevrige_indtaegter_kr")
DOBLES += ("indregnet_resultat_kr", "omkostning_kr", "pladser", "timer_i_alt")


def _double(del_: Any) -> None:
    """Every amount and every count sold; not the shares, weights, days of the year and hours of one place."""
    if isinstance(del_, list):
        for led in del_:
            _double(led)
    elif isinstance(del_, dict):
        solgt = ("dage", "antal") if "omkostning_kr" in del_ else ()
        for navn, vaerdi in del_.items():
            if navn in DOBLES or navn in solgt:
                del_[navn] = str(2 * Decimal(vaerdi))
            else:
                _double(vaerdi)


@proev
@given(RAPPORTER)
def test_every_explanation_recomputes_to_its_own_takst(rapport: Json) -> None:
    laest = json.loads(read_indberetning(json.dumps(rapport).encode()).model_dump_json(by_alias=True))
    beregninger = {(tilbud, beregning["id"]): beregning for tilbud, beregning in calculations(laest)}
    for resultat in compute(rapport).beregninger:
        for linje in resultat.linjer:
            traeet = linje.takst.as_dict()
            fejl = list(faults(traeet, beregninger[resultat.tilbud, resultat.beregning]))
            assert not fejl, f"{linje.linje}: " + "; ".join(fejl)
            assert value(traeet) == linje.takst_kr
            assert traeet["art"] == "afrundet"
