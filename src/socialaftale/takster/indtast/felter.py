"""The fields of one calculation as a person types them: what stands there as text, and text back into the report.

A field is named `<beregning>:<linje>:<felt>`; the line is empty for what all lines of the calculation share. Causes are
named by their kind, the second of a kind `direkte.2`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from socialaftale.regler.beloeb import exact_text
from socialaftale.regler.overheadniveau import overhead_of
from socialaftale.regler.takst.opgave import (
    Aarsag,
    Aarsagsart,
    Belaegning,
    Linje,
    OverheadProcent,
    Periode,
    Regnskabsbelaegning,
    Takstberegning,
    Tidsart,
    Timer,
)
from socialaftale.regler.tal import UklartTal, parse_tal, tal

Vaerdier = dict[str, Any]
LINJEFELTER = ("takst_kr", "takst_forrige_kr", "pladser", "navn", "indhold", "begrundelse")
TIMEFELTER = ("timer_antal", "timer_pr", "timer_art")
AARSAGSFELTER = ("kroner", "procent", "tekst")


def name_of(beregning: str, linje: str, felt: str) -> str:
    """The name of a field."""
    return f"{beregning}:{linje}:{felt}"


def values_of(beregning: Takstberegning, regnskabsaar: Iterable[int]) -> Vaerdier:
    """What stands in every field of the calculation, None where nothing does."""
    felter = {name_of(beregning.id, "", navn): et for navn, et in _head_values(beregning, regnskabsaar).items()}
    for linje in beregning.linjer:
        felter |= {name_of(beregning.id, linje.id, navn): et for navn, et in line_values(linje).items()}
    return felter


def _head_values(beregning: Takstberegning, regnskabsaar: Iterable[int]) -> Vaerdier:
    belaegning = beregning.belaegning
    regnskab = {et.aar: et.procent for et in belaegning.regnskab}
    felter: Vaerdier = {"pladser": beregning.pladser, "belaegning": belaegning.procent}
    felter |= {f"regnskab-{aar}": regnskab.get(aar) for aar in regnskabsaar}
    if has_overhead_field(beregning):
        felter["overhead"] = overhead_of(beregning)
    if beregning.dage.basis != "kalender":
        felter["dage"] = beregning.dage.antal
    return felter | {
        "belaegning_begrundelse": belaegning.begrundelse or None,
        "pladser_forrige": beregning.pladser_forrige,
        "belaegning_forrige": belaegning.procent_forrige,
    }


def line_values(linje: Linje) -> Vaerdier:
    """What stands in the fields of a line, by their short names."""
    felter: Vaerdier = {navn: getattr(linje, navn) or _zero(getattr(linje, navn)) for navn in LINJEFELTER}
    timer = linje.timer
    felter |= dict.fromkeys(TIMEFELTER)
    if timer:
        felter |= {"timer_antal": timer.antal, "timer_pr": str(timer.pr), "timer_art": str(timer.art)}
    for plads, aarsag in cause_slots(linje).items():
        for navn in AARSAGSFELTER:
            felter[f"aarsag-{plads}-{navn}"] = (getattr(aarsag, navn) if aarsag else None) or None
    return felter


def _zero(vaerdi: Any) -> Any:
    """A number that is 0 stands there; an empty text does not."""
    return vaerdi if isinstance(vaerdi, Decimal) else None


def has_overhead_field(beregning: Takstberegning) -> bool:
    """Whether overhead is a percentage here; an amount found by a key is mended in the takstskema."""
    grundlag = beregning.grundlag
    return grundlag is None or beregning.overhead_procent is not None or isinstance(grundlag.overhead, OverheadProcent)


def cause_slots(linje: Linje) -> dict[str, Aarsag | None]:
    """A place for every kind of cause, in the order of the decomposition; one more where a kind stands twice."""
    pladser: dict[str, Aarsag | None] = {}
    for art in Aarsagsart:
        egne = [aarsag for aarsag in linje.aarsager if aarsag.art is art]
        pladser |= {slot_name(art, nr): aarsag for nr, aarsag in enumerate(egne or [None], 1)}
    return pladser


def slot_name(art: Aarsagsart, nr: int) -> str:
    """`direkte`, and `direkte.2` for the second of its kind."""
    return str(art) if nr == 1 else f"{art}.{nr}"


def write_value(vaerdi: Any) -> str:
    """A value as it stands in its field: a number in Danish with as many decimals as it has."""
    if vaerdi is None:
        return ""
    if isinstance(vaerdi, Decimal):
        return tal(vaerdi, len(exact_text(vaerdi).partition(".")[2]))
    return str(vaerdi)


def same(en: str, anden: str) -> bool:
    """Whether two texts say the same in a field: `1.140` and `1140,00` do."""
    return canonical(en) == canonical(anden)


def canonical(tekst: str) -> str:
    """The text without what does not change its meaning."""
    tekst = "\n".join(tekst.split("\r\n")).strip()
    try:
        return exact_text(parse_tal(tekst))
    except UklartTal:
        return tekst


def with_values(beregning: Takstberegning, vaerdier: Mapping[str, Any]) -> Takstberegning:
    """The calculation with other values in its fields; a field that is not named is left as it is."""
    hoved = _own(vaerdier, beregning.id, "")
    felter: Vaerdier = {navn: hoved[navn] for navn in ("pladser", "pladser_forrige") if navn in hoved}
    felter["belaegning"] = _occupancy(beregning.belaegning, hoved)
    if "dage" in hoved:
        antal = hoved["dage"]
        felter["dage"] = beregning.dage.model_copy(update={"antal": None if antal is None else int(antal)})
    if "overhead" in hoved:
        felter |= _overhead(beregning, hoved["overhead"])
    felter["linjer"] = tuple(_line(linje, _own(vaerdier, beregning.id, linje.id)) for linje in beregning.linjer)
    return beregning.model_copy(update=felter)


def _own(vaerdier: Mapping[str, Any], beregning: str, linje: str) -> Vaerdier:
    foran = name_of(beregning, linje, "")
    return {navn.removeprefix(foran): et for navn, et in vaerdier.items() if navn.startswith(foran)}


def _occupancy(belaegning: Belaegning, hoved: Vaerdier) -> Belaegning:
    regnskab = {et.aar: et.procent for et in belaegning.regnskab}
    for navn, procent in hoved.items():
        if navn.startswith("regnskab-"):
            regnskab[int(navn.removeprefix("regnskab-"))] = procent
    kendte = {aar: procent for aar, procent in sorted(regnskab.items()) if procent is not None}
    felter: Vaerdier = {"regnskab": tuple(Regnskabsbelaegning(aar=aar, procent=et) for aar, et in kendte.items())}
    navne = {"belaegning": "procent", "belaegning_forrige": "procent_forrige", "belaegning_begrundelse": "begrundelse"}
    felter |= {til: hoved[fra] for fra, til in navne.items() if fra in hoved}
    felter["begrundelse"] = felter.get("begrundelse", belaegning.begrundelse) or ""
    return belaegning.model_copy(update=felter)


def _overhead(beregning: Takstberegning, procent: Decimal | None) -> Vaerdier:
    """Where the basis states the percentage it is changed there too, so that the takst is computed with it."""
    grundlag = beregning.grundlag
    if grundlag is None or not isinstance(grundlag.overhead, OverheadProcent) or procent is None:
        return {"overhead_procent": procent}
    felter: Vaerdier = {"grundlag": grundlag.model_copy(update={"overhead": OverheadProcent(procent=procent)})}
    return felter if beregning.overhead_procent is None else felter | {"overhead_procent": procent}


def _line(linje: Linje, egne: Vaerdier) -> Linje:
    felter: Vaerdier = {navn: egne[navn] for navn in LINJEFELTER if navn in egne}
    felter |= {navn: felter[navn] or "" for navn in ("indhold", "begrundelse") if navn in felter}
    if not felter.get("navn", "x"):
        del felter["navn"]
    if "timer_antal" in egne:
        felter["timer"] = _hours(egne)
    if any(navn.startswith("aarsag-") for navn in egne):
        felter["aarsager"] = _causes(egne)
    return linje.model_copy(update=felter)


def _hours(egne: Vaerdier) -> Timer | None:
    antal, pr, art = (egne.get(navn) for navn in TIMEFELTER)
    if antal is None or not pr or not art:
        return None
    return Timer(antal=antal, pr=Periode(pr), art=Tidsart(art))


def _causes(egne: Vaerdier) -> tuple[Aarsag, ...]:
    aarsager = []
    for art in Aarsagsart:
        antal = Counter(navn.split("-")[1].split(".")[0] for navn in egne if navn.startswith("aarsag-"))[str(art)]
        for nr in range(1, antal // len(AARSAGSFELTER) + 1):
            dele = {navn: egne.get(f"aarsag-{slot_name(art, nr)}-{navn}") for navn in AARSAGSFELTER}
            if any(del_ is not None and del_ != "" for del_ in dele.values()):
                aarsager.append(Aarsag(art=art, **dele | {"tekst": dele["tekst"] or ""}))
    return tuple(aarsager)
