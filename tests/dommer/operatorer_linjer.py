"""Operators on what a line is: its hours, unit, name, contents, id, and the bridge from last year's lines."""

from copy import deepcopy
from random import Random

from mutanter import FORKLARING, Json, Maal, Par, Sted, choose, compared, kroner, operator, places, silence

BRO = ("bro", "id", "linjer", "linje", "fra_linje", "til_linje", "andel", "takst_forrige_kr")
MED_TIMER = ("niveau", "pakke", "forloeb", "basis", "forhandlet", "gennemsnit")


def _with_hours(r: Random, par: Par) -> Sted | None:
    sted = choose(r, [s for s in compared(par, *MED_TIMER) if s.linje.get("timer")])
    if sted is not None:
        silence(sted)
    return sted


@operator
def hours_changed_silently(r: Random, par: Par) -> Maal | None:
    sted = _with_hours(r, par)
    if sted is None:
        return None
    timer = sted.linje["timer"]
    timer["antal"] = str(float(timer["antal"]) + r.choice((-1, 1, 2)))
    return sted.target("timer", "timer_forrige")


@operator
def hours_changed_and_last_years_rewritten(r: Random, par: Par) -> Maal | None:
    """Cunning: last year's hours are typed as the new ones; last year's report says otherwise."""
    sted = _with_hours(r, par)
    if sted is None:
        return None
    sted.linje["timer"]["antal"] = str(float(sted.linje["timer"]["antal"]) + r.choice((1, 2.5, 4)))
    sted.linje["timer_forrige"] = deepcopy(sted.linje["timer"])
    return sted.target("timer", "timer_forrige")


@operator
def hours_per_day_for_hours_per_week(r: Random, par: Par) -> Maal | None:
    sted = _with_hours(r, par)
    if sted is None:
        return None
    sted.linje["timer"]["pr"] = "dag" if sted.linje["timer"]["pr"] == "uge" else "uge"
    return sted.target("timer", "timer_forrige")


@operator
def ata_and_brt_swapped(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in compared(par) if s.linje.get("timer")])
    if sted is None:
        return None
    sted.linje["timer"]["art"] = "BRT" if sted.linje["timer"]["art"] == "ATA" else "ATA"
    return sted.target("timer", "timer_forrige")


@operator
def hours_left_out(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in compared(par, "niveau", "pakke", "forloeb") if s.linje.get("timer")])
    if sted is None:
        return None
    sted.linje["timer"] = None
    return sted.target("timer", "timer_forrige")


@operator
def unit_changed(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in compared(par) if s.linje["enhed"] in ("kr_pr_doegn", "kr_pr_dag")])
    if sted is None:
        return None
    sted.linje["enhed"] = r.choice(("kr_pr_maaned", "kr_pr_time", "kr_pr_aar"))
    return sted.target("enhed", "takst_kr")


@operator
def undefined_line_name(r: Random, par: Par) -> Maal | None:
    sted = choose(r, compared(par))
    if sted is None:
        return None
    sted.linje["navn"] = r.choice(("Merpris", "merpris dagtilbud", "Diverse", "Andet", "Øvrigt"))
    return sted.target("navn", "indhold")


@operator
def contents_left_out(r: Random, par: Par) -> Maal | None:
    sted = choose(r, places(par, *MED_TIMER, "tillaeg"))
    if sted is None:
        return None
    sted.linje["indhold"] = ""
    return sted.target("indhold")


@operator
def contents_that_say_nothing(r: Random, par: Par) -> Maal | None:
    sted = choose(r, places(par, *MED_TIMER, "tillaeg"))
    if sted is None:
        return None
    sted.linje["indhold"] = r.choice(("-", ".", "?", "Som sidste år", "Se ovenfor"))
    return sted.target("indhold")


# Lines that come, go or stand twice ----------------------------------------------------------------


@operator
def line_dropped_without_bridge(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in compared(par) if s.linje["type"] != "afledt" and not s.tilbud["bro"]])
    if sted is None or len(sted.beregning["linjer"]) < 2:
        return None
    sted.beregning["linjer"].remove(sted.linje)
    silence(sted)
    return sted.target_lines((sted.linje["id"], ""), *BRO)


@operator
def line_added_without_bridge(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in compared(par, "niveau", "pakke", "basis", "gennemsnit") if not s.tilbud["bro"]])
    if sted is None:
        return None
    silence(sted)
    ny = deepcopy(sted.linje) | {"id": f"{sted.linje['id']}-ekstra", "navn": f"Særlig {sted.linje['navn'].lower()}"}
    ny |= {"takst_kr": str(round(kroner(ny) * 1.3)), "takst_forrige_kr": None, "aarsager": [], "begrundelse": ""}
    ny |= {"pladser": None, "pladser_forrige": None, "timer_forrige": None}
    sted.beregning["linjer"].append(ny)
    return sted.target_lines((ny["id"],), *BRO, *FORKLARING)


@operator
def id_renamed_without_bridge(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in compared(par) if not s.tilbud["bro"]])
    if sted is None:
        return None
    silence(sted)
    gammelt = sted.linje["id"]
    _rename(sted.beregning, gammelt, f"{gammelt}-2")
    return sted.target_lines((gammelt, f"{gammelt}-2", ""), *BRO)


def _rename(del_: object, gammelt: str, nyt: str) -> None:
    """Everywhere in the calculation, as a system that gave the lines new ids would do it."""
    if isinstance(del_, dict):
        for navn, vaerdi in del_.items():
            if vaerdi == gammelt:
                del_[navn] = nyt
            _rename(vaerdi, gammelt, nyt)
    elif isinstance(del_, list):
        for led in del_:
            _rename(led, gammelt, nyt)


@operator
def two_versions_of_a_line(r: Random, par: Par) -> Maal | None:
    """The corrected line was sent too, and the first one stayed; with the same id, or with an id of its own."""
    sted = choose(r, compared(par))
    if sted is None:
        return None
    anden = deepcopy(sted.linje) | {"takst_kr": str(kroner(sted.linje) + r.choice((-37, 25, 112)))}
    anden["id"] += r.choice(("", "-ny"))
    sted.beregning["linjer"].append(anden)
    return sted.target_lines((sted.linje["id"], anden["id"]), "id", "navn", "linjer", "linje", "takst_kr")


@operator
def two_versions_of_a_tilbud(r: Random, par: Par) -> Maal | None:
    tilbud = r.choice(par.ny["tilbud"])
    anden = deepcopy(tilbud)
    anden["id"] += r.choice(("", "-ny"))
    linje = anden["beregninger"][0]["linjer"][0]
    linje["takst_kr"] = str(kroner(linje) + 41)
    par.ny["tilbud"].append(anden)
    return Maal(anden["id"], "", frozenset(), frozenset({"id", "navn", "tilbud"}))


@operator
def differing_basistakster_without_reason(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in places(par, "basis") if len(s.tilbud["beregninger"]) > 1])
    if sted is None:
        return None
    sted.tilbud["begrundelse"] = ""
    basislinjer = [linje for b in sted.tilbud["beregninger"] for linje in b["linjer"] if linje["type"] == "basis"]
    for linje in basislinjer:
        linje["begrundelse"] = ""
    return sted.target_lines(tuple(linje["id"] for linje in basislinjer), "takst_kr", "begrundelse")


# Bridge and structure ------------------------------------------------------------------------------


def _bridged(r: Random, par: Par) -> Json | None:
    steder = [tilbud for tilbud in par.ny["tilbud"] if tilbud["bro"]]
    return r.choice(steder) if steder else None


def _at_bridge(tilbud: Json) -> Maal:
    return Maal(tilbud["id"], "", frozenset(), frozenset(BRO))


@operator
def bridge_shares_do_not_sum_to_one(r: Random, par: Par) -> Maal | None:
    tilbud = _bridged(r, par)
    if tilbud is None:
        return None
    led = r.choice(tilbud["bro"])
    led["andel"] = f"{float(led['andel']) / 2:.6f}"
    return _at_bridge(tilbud)


@operator
def bridge_names_an_unknown_line(r: Random, par: Par) -> Maal | None:
    tilbud = _bridged(r, par)
    if tilbud is None:
        return None
    r.choice(tilbud["bro"])[r.choice(("fra_linje", "til_linje"))] = "findes-ikke"
    return _at_bridge(tilbud)


@operator
def structure_changed_with_no_bridge(r: Random, par: Par) -> Maal | None:
    tilbud = _bridged(r, par)
    if tilbud is None:
        return None
    maal = _at_bridge(tilbud)
    tilbud["bro"] = []
    return maal


@operator
def fictive_average_after_levels(r: Random, par: Par) -> Maal | None:
    """Differing lines last year, one average this year, against an average of last year that nobody ever paid."""
    steder = [s for s in compared(par, "niveau", "forloeb", "pakke") if not s.full and not s.tilbud["bro"]]
    sted = choose(r, steder)
    if sted is None:
        return None
    silence(sted)
    typer = ("niveau", "forloeb", "pakke")
    gamle = [linje for linje in sted.beregning["linjer"] if linje["type"] in typer]
    andre = [linje for linje in sted.beregning["linjer"] if linje["type"] not in (*typer, "afledt")]
    takst, forrige = (round(sum(kroner(g, f) for g in gamle) / len(gamle)) for f in ("takst_kr", "takst_forrige_kr"))
    aarsager = [{"art": "pl", "kroner": str(takst - forrige), "tekst": "Pris- og lønfremskrivning"}]
    samlet = gamle[0] | {"id": f"{sted.beregning['id']}-samlet", "navn": "Gennemsnitstakst", "type": "gennemsnit"}
    samlet |= {"takst_kr": str(takst), "takst_forrige_kr": str(forrige), "aarsager": aarsager, "begrundelse": ""}
    samlet["pladser"] = samlet["pladser_forrige"] = sted.beregning["pladser"]
    sted.beregning.update(linjer=[*andre, samlet], afledte=[])
    return sted.target_lines((samlet["id"], ""), "type", *BRO, "takst_kr", *FORKLARING)
