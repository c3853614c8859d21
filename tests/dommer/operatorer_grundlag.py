"""Operators on occupancy, overhead, places, days and the cost lines."""

from random import Random

from mutanter import FORKLARING, Maal, Par, Sted, choose, compared, operator, places, silence

BELAEGNING = ("belaegning", "procent", "regnskab")
PLADSER = ("pladser", "pladser_forrige")


def _any(r: Random, par: Par, **felter: object) -> Sted | None:
    """Some calculation, by one of its lines."""
    steder = [s for s in places(par) if all(s.beregning.get(navn) == vaerdi for navn, vaerdi in felter.items())]
    return choose(r, steder)


def _sold_by_the_day(r: Random, par: Par) -> Sted | None:
    """Where occupancy carries the takst; an hour price (ambulant) has none."""
    return choose(r, [s for s in places(par) if s.beregning["art"] != "ambulant"])


@operator
def occupancy_below_floor_without_reason(r: Random, par: Par) -> Maal | None:
    sted = _sold_by_the_day(r, par)
    if sted is None:
        return None
    silence(sted)
    lav = str(r.choice((60, 75, 82, 88)))
    sted.beregning["belaegning"] |= {"procent": lav, "begrundelse": ""}
    return sted.target_calculation(*BELAEGNING, "begrundelse")


@operator
def low_accounts_followed_below_floor_without_reason(r: Random, par: Par) -> Maal | None:
    """The occupancy is the mean of the accounts, so only the floor speaks against it."""
    sted = _sold_by_the_day(r, par)
    if sted is None:
        return None
    silence(sted)
    belaegning = sted.beregning["belaegning"]
    for post, procent in zip(belaegning["regnskab"], ("84", "86"), strict=True):
        post["procent"] = procent
    belaegning |= {"procent": "85", "begrundelse": ""}
    return sted.target_calculation(*BELAEGNING, "begrundelse")


@operator
def occupancy_zero_or_above_100(r: Random, par: Par) -> Maal | None:
    sted = _sold_by_the_day(r, par)
    if sted is None:
        return None
    sted.beregning["belaegning"] |= {"procent": r.choice(("0", "101.5", "104", "110")), "begrundelse": ""}
    return sted.target_calculation(*BELAEGNING, "begrundelse")


@operator
def occupancy_as_a_fraction(r: Random, par: Par) -> Maal | None:
    sted = _sold_by_the_day(r, par)
    if sted is None:
        return None
    belaegning = sted.beregning["belaegning"]
    belaegning["procent"] = f"{float(belaegning['procent']) / 100:.4f}"
    return sted.target_calculation(*BELAEGNING)


@operator
def occupancy_not_that_of_the_accounts(r: Random, par: Par) -> Maal | None:
    """Inside the corridor, but 3 points or more beside the mean of the two accounts, and no word on why."""
    sted = _sold_by_the_day(r, par)
    if sted is None:
        return None
    belaegning = sted.beregning["belaegning"]
    for post in belaegning["regnskab"]:
        post["procent"] = "99.8"
    belaegning |= {"procent": r.choice(("95.5", "96", "96.8")), "begrundelse": ""}
    return sted.target_calculation(*BELAEGNING, "begrundelse")


@operator
def accounts_left_out(r: Random, par: Par) -> Maal | None:
    """The two actual occupancies are part of the short report; without them a reason is due (a new tilbud)."""
    sted = _sold_by_the_day(r, par)
    if sted is None:
        return None
    sted.beregning["belaegning"] |= {"regnskab": [], "begrundelse": ""}
    return sted.target_calculation(*BELAEGNING, "begrundelse")


@operator
def last_years_occupancy_mistyped(r: Random, par: Par) -> Maal | None:
    sted = _sold_by_the_day(r, par)
    if sted is None:
        return None
    belaegning = sted.beregning["belaegning"]
    belaegning["procent_forrige"] = f"{float(belaegning['procent_forrige']) - r.choice((1.5, 3, 9)):.2f}"
    return sted.target_calculation("belaegning", "procent_forrige")


@operator
def overhead_as_a_fraction(r: Random, par: Par) -> Maal | None:
    sted = _any(r, par)
    assert sted is not None
    _set_overhead(sted, f"{float(sted.beregning['overhead_procent']) / 100:.4f}")
    return sted.target_calculation("overhead_procent", "overhead", "procent")


@operator
def overhead_far_outside(r: Random, par: Par) -> Maal | None:
    sted = _any(r, par)
    assert sted is not None
    silence(sted)
    _set_overhead(sted, r.choice(("1.5", "12", "14.5", "60")))
    return sted.target_calculation("overhead_procent", "overhead", "procent")


def _set_overhead(sted: Sted, procent: str) -> None:
    sted.beregning["overhead_procent"] = procent
    if sted.full:
        sted.beregning["grundlag"]["overhead"]["procent"] = procent


@operator
def no_places(r: Random, par: Par) -> Maal | None:
    sted = _any(r, par, art="doegn")
    if sted is None:
        return None
    sted.beregning["pladser"] = "0"
    return sted.target_calculation(*PLADSER)


@operator
def places_changed_without_reason(r: Random, par: Par) -> Maal | None:
    """Cunning: the calculation and its one line agree on the new places; nobody says why."""
    steder = [s for s in compared(par, "basis", "gennemsnit") if not s.tilbud["bro"]]
    sted = choose(r, [s for s in steder if s.linje["pladser"] == s.linje["pladser_forrige"]])
    if sted is None:
        return None
    silence(sted)
    pladser = str(int(sted.beregning["pladser"]) + r.choice((-3, 2, 4)))
    sted.beregning["pladser"] = sted.linje["pladser"] = pladser
    return sted.target_calculation(*PLADSER, *FORKLARING)


@operator
def places_of_levels_do_not_sum(r: Random, par: Par) -> Maal | None:
    """On a level alone, and in its structure where there is one: the calculation's own places stand."""
    sted = choose(r, places(par, "niveau", "pakke", "forloeb"))
    if sted is None:
        return None
    sted.linje["pladser"] = str(int(sted.linje["pladser"]) + r.choice((2, 3, 5)))
    return sted.target_calculation(*PLADSER)


@operator
def last_years_places_mistyped(r: Random, par: Par) -> Maal | None:
    sted = _any(r, par)
    assert sted is not None
    sted.beregning["pladser_forrige"] = str(int(sted.beregning["pladser_forrige"]) + r.choice((-2, 3, 10)))
    return sted.target_calculation(*PLADSER)


@operator
def no_opening_days(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in places(par) if s.beregning["dage"]["basis"] == "aabningsdage"])
    if sted is None:
        return None
    sted.beregning["dage"]["antal"] = r.choice((0, None))
    return sted.target_calculation("dage", "antal")


@operator
def opening_days_changed_silently(r: Random, par: Par) -> Maal | None:
    steder = [s for s in compared(par) if s.beregning["dage"]["basis"] == "aabningsdage"]
    sted = choose(r, [s for s in steder if s.linje["type"] == "gennemsnit"])
    if sted is None:
        return None
    silence(sted)
    sted.beregning["dage"]["antal"] -= r.choice((11, 20, 31))
    return sted.target_calculation("dage", "antal", "takst_kr")


# Full basis: the takst reported no longer follows from it ------------------------------------------


@operator
def cost_line_forgotten(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in places(par) if s.full])
    if sted is None:
        return None
    poster = sted.beregning["grundlag"]["omkostninger"]
    poster.remove(max(poster, key=lambda post: int(post["beloeb_kr"])))
    return sted.target_calculation("takst_kr", "grundlag", "omkostninger", "beloeb_kr")


@operator
def cost_line_with_a_decimal_slip(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in places(par) if s.full])
    if sted is None:
        return None
    post = r.choice(sted.beregning["grundlag"]["omkostninger"])
    post["beloeb_kr"] = str(int(post["beloeb_kr"]) * 10)
    return sted.target_calculation("takst_kr", "grundlag", "omkostninger", "beloeb_kr")


@operator
def supplement_cost_also_in_the_main_takst(r: Random, par: Par) -> Maal | None:
    sted = choose(r, [s for s in places(par, "tillaeg") if s.full])
    if sted is None:
        return None
    tillaeg = next(t for t in sted.beregning["tillaeg"] if t["linje"] == sted.linje["id"])
    post = {"kategori": "loen", "tekst": sted.linje["navn"], "beloeb_kr": tillaeg["omkostning_kr"], "del": "basis"}
    sted.beregning["grundlag"]["omkostninger"].append(post)
    return sted.target_calculation("omkostninger", "tillaeg", "grundlag", "takst_kr")
