"""Operators on the takst, last year's takst and the explanation of the change."""

from random import Random

from mutanter import (
    FORKLARING,
    Maal,
    Par,
    change_percent,
    choose,
    compared,
    kroner,
    operator,
    places,
    silence,
    unexplained,
)

OPLYST = 3.0
"""A change or a gap of less than this, in percentage points, may pass: the rule itself lets 2 stand."""


@operator
def decimal_slip(r: Random, par: Par) -> Maal | None:
    sted = choose(r, compared(par))
    if sted is None:
        return None
    takst = kroner(sted.linje)
    sted.linje["takst_kr"] = str(takst * 10) if r.random() < 0.5 else f"{takst / 10:.1f}"
    return sted.target("takst_kr", *FORKLARING)


@operator
def digits_swapped(r: Random, par: Par) -> Maal | None:
    for sted in r.sample(compared(par), len(compared(par))):
        cifre = list(sted.linje["takst_kr"])
        for n in range(len(cifre) - 1):
            byttet = "".join([*cifre[:n], cifre[n + 1], cifre[n], *cifre[n + 2 :]])
            foer, sted.linje["takst_kr"] = sted.linje["takst_kr"], byttet
            if byttet != foer and byttet[0] != "0" and unexplained(sted.linje) >= OPLYST:
                return sted.target("takst_kr", *FORKLARING)
            sted.linje["takst_kr"] = foer
    return None


@operator
def last_years_figure_left_on_one_line(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [sted for sted in compared(par) if abs(change_percent(sted)) >= OPLYST])
    if sted is None:
        return None
    sted.linje["takst_kr"] = sted.linje["takst_forrige_kr"]
    return sted.target("takst_kr", *FORKLARING)


@operator
def last_years_takster_left_on_a_whole_tilbud(r: Random, par: Par) -> Maal | None:
    alle = [t for t in par.ny["tilbud"] if not t["bro"] and sum(len(b["linjer"]) for b in t["beregninger"]) >= 3]
    tilbud = r.choice(alle) if alle else None
    if tilbud is None:
        return None
    for beregning in tilbud["beregninger"]:
        for linje in beregning["linjer"]:
            linje.update(takst_kr=linje["takst_forrige_kr"], aarsager=[], begrundelse="")
    return Maal(tilbud["id"], "", frozenset(), frozenset({"takst_kr", *FORKLARING}))


@operator
def month_price_not_followed(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [sted for sted in compared(par, "afledt") if abs(change_percent(sted)) >= OPLYST])
    if sted is None:
        return None
    sted.linje.update(takst_kr=sted.linje["takst_forrige_kr"], aarsager=[], begrundelse="")
    return sted.target("takst_kr", *FORKLARING)


@operator
def last_years_takst_mistyped(r: Random, par: Par) -> Maal | None:
    sted = choose(r, compared(par))
    if sted is None:
        return None
    forrige = kroner(sted.linje, "takst_forrige_kr")
    sted.linje["takst_forrige_kr"] = str(forrige + r.choice((-9, 10, 90, -90, 100)))
    return sted.target("takst_forrige_kr")


@operator
def last_years_takst_raised_to_hide_a_rise(r: Random, par: Par) -> Maal | None:
    sted = choose(r, compared(par))
    if sted is None:
        return None
    takst = round(kroner(sted.linje, "takst_forrige_kr") * 1.16)
    pl = takst - round(takst / 1.03)
    sted.linje.update(takst_kr=str(takst), takst_forrige_kr=str(takst - pl), begrundelse="")
    sted.linje["aarsager"] = [{"art": "pl", "kroner": str(pl), "tekst": "Pris- og lønfremskrivning"}]
    return sted.target("takst_forrige_kr")


@operator
def up_15_percent_without_reason(r: Random, par: Par) -> Maal | None:
    sted = choose(r, compared(par))
    if sted is None:
        return None
    silence(sted)
    sted.linje.update(takst_kr=str(round(kroner(sted.linje, "takst_forrige_kr") * 1.15)), aarsager=[])
    return sted.target("takst_kr", *FORKLARING)


@operator
def down_57_percent_without_reason(r: Random, par: Par) -> Maal | None:
    sted = choose(r, compared(par))
    if sted is None:
        return None
    silence(sted)
    sted.linje.update(takst_kr=str(round(kroner(sted.linje, "takst_forrige_kr") * 0.43)), aarsager=[])
    return sted.target("takst_kr", *FORKLARING)


@operator
def down_57_percent_blamed_on_overhead(r: Random, par: Par) -> Maal | None:
    """The causes sum to the change, but an overhead of 4-8 % cannot carry it."""
    sted = choose(r, compared(par))
    if sted is None:
        return None
    forrige = kroner(sted.linje, "takst_forrige_kr")
    takst = round(forrige * 0.43)
    aarsag = {"art": "overhead", "kroner": str(takst - forrige), "tekst": "Overhead er harmoniseret"}
    sted.linje.update(takst_kr=str(takst), aarsager=[aarsag], begrundelse="Overhead er harmoniseret.")
    return sted.target("takst_kr", *FORKLARING)


@operator
def explanation_covers_a_part(r: Random, par: Par) -> Maal | None:
    sted = choose(r, compared(par))
    if sted is None:
        return None
    forrige = kroner(sted.linje, "takst_forrige_kr")
    procent, aaben = r.choice((12, 16, 22, -13, -18)), r.choice((3, 4, 7))
    takst = round(forrige * (1 + procent / 100))
    dele = {"pl": 0.03, "direkte": (procent - 3 - (aaben if procent > 0 else -aaben)) / 100}
    sted.linje["aarsager"] = [
        {"art": art, "kroner": str(round(forrige * del_)), "tekst": "Se budgettet"} for art, del_ in dele.items()
    ]
    sted.linje.update(takst_kr=str(takst), begrundelse="Se årsagerne.")
    return sted.target("takst_kr", *FORKLARING)


@operator
def explanation_without_figures(r: Random, par: Par) -> Maal | None:
    sted = choose(r, compared(par))
    if sted is None:
        return None
    silence(sted)
    takst = round(kroner(sted.linje, "takst_forrige_kr") * r.choice((1.13, 1.24, 0.84)))
    aarsager = [{"art": "direkte", "tekst": "Ændrede udgifter"}, {"art": "pladser", "tekst": "Færre pladser"}]
    sted.linje.update(takst_kr=str(takst), aarsager=aarsager)
    return sted.target("takst_kr", *FORKLARING)


@operator
def causes_with_the_wrong_sign(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [sted for sted in compared(par) if abs(change_percent(sted)) >= OPLYST])
    if sted is None:
        return None
    for aarsag in sted.linje["aarsager"]:
        aarsag["kroner"] = str(-int(aarsag["kroner"]))
    return sted.target("takst_kr", *FORKLARING)


@operator
def takst_of_a_longer_period_in_a_day_line(r: Random, par: Par) -> Maal | None:
    steder = [sted for sted in compared(par) if sted.linje["enhed"] in ("kr_pr_doegn", "kr_pr_dag")]
    sted = choose(r, steder)
    if sted is None:
        return None
    sted.linje["takst_kr"] = str(round(kroner(sted.linje) * r.choice((7, 30.5, 365))))
    return sted.target("takst_kr", "enhed", *FORKLARING)


@operator
def oere_written_as_kroner_both_years(r: Random, par: Par) -> Maal | None:
    """Only what a place can cost gives it away: the change looks right."""
    sted = choose(r, [sted for sted in compared(par) if sted.linje["type"] not in ("tillaeg", "afledt", "pakke")])
    if sted is None or sted.gammel is None:
        return None
    for linje, felt in ((sted.linje, "takst_kr"), (sted.linje, "takst_forrige_kr"), (sted.gammel, "takst_kr")):
        linje[felt] = str(kroner(linje, felt) * 100)
    for aarsag in sted.linje["aarsager"]:
        aarsag["kroner"] = str(int(aarsag["kroner"]) * 100)
    return sted.target("takst_kr", "enhed")


@operator
def takst_missing(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [sted for sted in places(par) if not sted.full])
    if sted is None:
        return None
    sted.linje.update(takst_kr=None, aarsager=[])
    return sted.target("takst_kr")


@operator
def level_order_inverted_both_years(r: Random, par: Par) -> Maal | None:
    """The lowest and the highest level have changed takst in both years' reports; the hours have not."""
    steder = [sted for sted in compared(par, "niveau", "forloeb") if not sted.tilbud["bro"]]
    sted = choose(r, steder)
    if sted is None:
        return None
    husets = [s for s in steder if s.beregning is sted.beregning]
    lav, hoej = husets[0], husets[-1]
    assert lav.gammel is not None and hoej.gammel is not None
    for en, anden in ((lav.linje, hoej.linje), (lav.gammel, hoej.gammel)):
        for felt in ("takst_kr", "takst_forrige_kr", "aarsager"):
            if felt in en:
                en[felt], anden[felt] = anden[felt], en[felt]
    return sted.target_lines(tuple(s.linje["id"] for s in husets), "takst_kr", "timer")


@operator
def package_step_uneven_both_years(r: Random, par: Par) -> Maal | None:
    """One package is 20 % above its step, last year too, so that the change looks right."""
    sted = choose(r, compared(par, "pakke"))
    if sted is None or sted.gammel is None:
        return None
    for linje, felt in ((sted.linje, "takst_kr"), (sted.linje, "takst_forrige_kr"), (sted.gammel, "takst_kr")):
        linje[felt] = str(round(kroner(linje, felt) * 1.2))
    rest = kroner(sted.linje) - kroner(sted.linje, "takst_forrige_kr")
    aarsager = [{"art": "direkte", "kroner": str(rest), "tekst": "Ændrede udgifter til støttetimer"}]
    sted.linje["aarsager"] = aarsager
    naboer = [linje["id"] for linje in sted.beregning["linjer"] if linje["type"] == "pakke"]
    return sted.target_lines(tuple(naboer), "takst_kr", "timer")
