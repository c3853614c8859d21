"""Operators written after the checks had been mended once: do the checks know rules, or only the first operators?"""

from copy import deepcopy
from random import Random

from mutanter import (
    FORKLARING,
    Maal,
    Par,
    Sted,
    choose,
    compared,
    kroner,
    old_calculation,
    operator,
    places,
    silence,
)
from operatorer_linjer import BRO

SKUB = {
    "pl": ("Pris- og lønfremskrivning", 1.09),
    "belaegning": ("Lavere belægning end sidste år", 1.13),
    "pladser": ("Flere pladser at dele udgifterne på", 0.86),
    "struktur": ("Ny måde at opgøre taksten på", 1.14),
    "dage": ("Ændret antal dage", 1.12),
}


@operator
def change_blamed_on_what_did_not_move(r: Random, par: Par) -> Maal | None:
    """The causes sum to the change, but occupancy, places, days and structure are last year's, and PL is 2-3 %."""
    steder = [s for s in compared(par) if not s.tilbud["bro"] and _nothing_moved(s)]
    sted = choose(r, steder)
    if sted is None:
        return None
    art = r.choice(sorted(SKUB))
    tekst, faktor = SKUB[art]
    takst = round(kroner(sted.linje, "takst_forrige_kr") * faktor)
    aarsag = {"art": art, "kroner": str(takst - kroner(sted.linje, "takst_forrige_kr")), "tekst": tekst}
    sted.linje.update(takst_kr=str(takst), aarsager=[aarsag], begrundelse="")
    return sted.target("takst_kr", *FORKLARING)


def _nothing_moved(sted: Sted) -> bool:
    belaegning = sted.beregning["belaegning"]
    return (
        abs(float(belaegning["procent"]) - float(belaegning["procent_forrige"])) < 1
        and sted.beregning["pladser"] == sted.beregning["pladser_forrige"]
    )


@operator
def causes_copied_from_another_line(r: Random, par: Par) -> Maal | None:
    """The day price's causes stand on the month price too: kroner of another size."""
    sted = choose(r, compared(par, "afledt"))
    if sted is None:
        return None
    kilde = sted.beregning["linjer"][0]
    hul = abs(sum(int(a["kroner"]) for a in sted.linje["aarsager"]) - sum(int(a["kroner"]) for a in kilde["aarsager"]))
    if hul < 0.03 * kroner(sted.linje, "takst_forrige_kr"):
        return None
    sted.linje["aarsager"] = deepcopy(kilde["aarsager"])
    return sted.target("takst_kr", *FORKLARING)


@operator
def this_and_last_years_columns_swapped(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in compared(par) if s.linje["takst_kr"] != s.linje["takst_forrige_kr"]])
    if sted is None:
        return None
    linje = sted.linje
    linje["takst_kr"], linje["takst_forrige_kr"] = linje["takst_forrige_kr"], linje["takst_kr"]
    return sted.target("takst_kr", "takst_forrige_kr", *FORKLARING)


@operator
def takster_of_two_lines_swapped(r: Random, par: Par) -> Maal | None:
    steder = [s for s in compared(par) if s.linje["enhed"] != "kr_pr_maaned" and not s.tilbud["bro"]]
    for sted in r.sample(steder, len(steder)):
        for anden in steder:
            forhold = kroner(sted.linje) / kroner(anden.linje)
            if anden.beregning is sted.beregning and not 0.9 < forhold < 1.1:
                en, to = sted.linje, anden.linje
                en["takst_kr"], to["takst_kr"] = to["takst_kr"], en["takst_kr"]
                return sted.target_lines((en["id"], to["id"]), "takst_kr", *FORKLARING)
    return None


@operator
def takst_in_thousands(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in compared(par) if kroner(s.linje) >= 1000])
    if sted is None:
        return None
    sted.linje["takst_kr"] = f"{kroner(sted.linje) / 1000:.2f}"
    return sted.target("takst_kr", *FORKLARING)


@operator
def month_price_by_another_factor_than_stated(r: Random, par: Par) -> Maal | None:
    """The line is 28 or 36 days, the factor says 30.5; last year alike, so the change looks right."""
    sted = choose(r, compared(par, "afledt"))
    if sted is None or sted.gammel is None:
        return None
    skaev = r.choice((28 / 30.5, 36 / 30.5))
    for linje, felt in ((sted.linje, "takst_kr"), (sted.linje, "takst_forrige_kr"), (sted.gammel, "takst_kr")):
        linje[felt] = str(round(kroner(linje, felt) * skaev))
    rest = kroner(sted.linje) - kroner(sted.linje, "takst_forrige_kr")
    sted.linje["aarsager"] = [{"art": "direkte", "kroner": str(rest), "tekst": "Følger døgntaksten"}]
    return sted.target("takst_kr", "faktor", "afledte")


# Hours, occupancy, overhead ------------------------------------------------------------------------


@operator
def kinds_of_hours_mixed_both_years(r: Random, par: Par) -> Maal | None:
    """One level is counted in another kind of hours than its neighbours, last year too."""
    sted = choose(r, [s for s in compared(par, "niveau", "pakke", "forloeb") if not s.tilbud["bro"]])
    if sted is None or sted.gammel is None:
        return None
    art = "BRT" if sted.linje["timer"]["art"] == "ATA" else "ATA"
    for timer in (sted.linje["timer"], sted.linje["timer_forrige"], sted.gammel["timer"]):
        timer["art"] = art
    naboer = [linje["id"] for linje in sted.beregning["linjer"] if linje["type"] == sted.linje["type"]]
    return sted.target_lines((*naboer, ""), "timer", "timer_forrige", "art", "tidsart")


@operator
def hours_of_a_year_for_hours_a_week(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in compared(par) if (s.linje.get("timer") or {}).get("pr") == "uge"])
    if sted is None:
        return None
    sted.linje["timer"]["pr"] = "aar"
    return sted.target("timer", "timer_forrige")


@operator
def accounts_of_last_years_report_left(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in places(par) if s.beregning["art"] != "ambulant"])
    if sted is None:
        return None
    gamle = old_calculation(par, sted)["belaegning"]["regnskab"]
    sted.beregning["belaegning"] |= {"regnskab": deepcopy(gamle), "begrundelse": ""}
    return sted.target_calculation("belaegning", "regnskab", "procent", "begrundelse")


@operator
def overhead_jumps_inside_the_known_level(r: Random, par: Par) -> Maal | None:
    """From one end of 4-8 % to the other, without a word or a cause."""
    sted = choose(r, places(par))
    assert sted is not None
    silence(sted)
    gammel = float(old_calculation(par, sted)["overhead_procent"])
    procent = "8" if gammel <= 5.5 else "4"
    if abs(float(procent) - gammel) < 2.2:
        return None
    sted.beregning["overhead_procent"] = procent
    if sted.full:
        sted.beregning["grundlag"]["overhead"]["procent"] = procent
    return sted.target_calculation("overhead_procent", "overhead", "procent")


@operator
def short_and_full_overhead_differ(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in places(par) if s.full])
    if sted is None:
        return None
    sted.beregning["overhead_procent"] = f"{float(sted.beregning['overhead_procent']) + r.choice((-0.7, 0.9)):.1f}"
    return sted.target_calculation("overhead_procent", "overhead", "procent")


@operator
def places_doubled_on_the_calculation_alone(r: Random, par: Par) -> Maal | None:
    """Half places typed as whole ones; the lines still sum to what it was."""
    sted = choose(r, [s for s in places(par, "niveau", "pakke", "forloeb") if not s.tilbud["bro"]])
    if sted is None:
        return None
    silence(sted)
    sted.beregning["pladser"] = str(2 * int(sted.beregning["pladser"]))
    return sted.target_calculation("pladser", "pladser_forrige", *FORKLARING)


@operator
def kind_of_place_changed_silently(r: Random, par: Par) -> Maal | None:
    """A house that was døgn is reported as day, with everything else as it was."""
    sted = choose(r, [s for s in places(par) if s.beregning["art"] == "doegn"])
    if sted is None:
        return None
    silence(sted)
    sted.beregning["art"] = "dag"
    return Maal(sted.tilbud["id"], "", frozenset(), frozenset({"art", "enhed"}))


# Lines, houses and tilbud that go ------------------------------------------------------------------


@operator
def house_dropped_without_bridge(r: Random, par: Par) -> Maal | None:
    steder = [s for s in compared(par) if len(s.tilbud["beregninger"]) > 1 and not s.tilbud["bro"]]
    sted = choose(r, steder)
    if sted is None:
        return None
    silence(sted)
    sted.tilbud["beregninger"].remove(sted.beregning)
    linjer = [linje["id"] for linje in sted.beregning["linjer"]]
    return Maal(sted.tilbud["id"], "", frozenset({*linjer, ""}), frozenset({*BRO, "beregninger", "beregning"}))


@operator
def tilbud_forgotten(r: Random, par: Par) -> Maal | None:
    tilbud = r.choice(par.ny["tilbud"])
    par.ny["tilbud"].remove(tilbud)
    return Maal(tilbud["id"], "", frozenset(), frozenset({"id", "tilbud"}))


@operator
def bridge_row_written_twice(r: Random, par: Par) -> Maal | None:
    alle = [tilbud for tilbud in par.ny["tilbud"] if tilbud["bro"]]
    if not alle:
        return None
    tilbud = r.choice(alle)
    tilbud["bro"].append(deepcopy(r.choice(tilbud["bro"])))
    return Maal(tilbud["id"], "", frozenset(), frozenset(BRO))


@operator
def contents_copied_from_another_kind_of_line(r: Random, par: Par) -> Maal | None:
    """`Basistakst` and `Ekstra time` say word for word the same: one of them says nothing of what it covers."""
    sted = choose(r, compared(par, "basis"))
    if sted is None:
        return None
    andre = [linje for linje in sted.beregning["linjer"] if linje["type"] in ("time", "pakke", "forhandlet")]
    if not andre:
        return None
    anden = r.choice(andre)
    sted.linje["indhold"] = anden["indhold"]
    return sted.target_lines((sted.linje["id"], anden["id"]), "indhold")
