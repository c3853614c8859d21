"""Constructed reports for the second implementation to be compared on. All figures are invented (`konstrueret`).

`generate_indberetning(seed)` gives the JSON of one report; the same seed always gives the same report. Ranges are
those of published price lists; edges (zero places, last year of an asset, a missing account) come far more often.
"""

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

from halve import HALVE

Json = dict[str, Any]
AARENE = range(2021, 2029)
NATIONAL = "national-model-n-udkast"
TIDSARTER = ("ATA", "BRT", "normeret")
ENHED = {"doegn": "kr_pr_doegn", "dag": "kr_pr_dag", "undervisning": "kr_pr_dag", "ambulant": "kr_pr_time"}


def generate_indberetning(seed: int) -> Json:
    """One report of one to three tilbud; `seed` decides everything."""
    r = Random(seed)
    national = r.random() < 0.1
    aar = r.choice((2027, 2028)) if national else r.choice(AARENE)
    rapport: Json = {
        "skema": "indberetning/1",
        "aar": aar,
        "driftsherre": "konstrueret",
        "driftsherre_navn": "Konstrueret",
    }
    if national:
        rapport["regelsaet"] = NATIONAL
    rapport["tilbud"] = [_tilbud(r, aar, national, n) for n in range(r.randint(1, 3))]
    return rapport


def _tilbud(r: Random, aar: int, national: bool, nummer: int) -> Json:
    beregninger = [_beregning(r, aar, national, n) for n in range(r.choice((1, 1, 2, 3)))]
    return {"id": f"T{nummer}", "navn": f"Konstrueret tilbud {nummer}", "beregninger": beregninger}


def _beregning(r: Random, aar: int, national: bool, nummer: int) -> Json:
    art = r.choice(("doegn", "doegn", "doegn", "dag", "undervisning", "ambulant"))
    kode = "N" if national else r.choice("ABCDEFG")
    if r.random() < 0.03:
        kode = r.choice("ABCDEFGN")
    beregning: Json = {"id": f"B{nummer}", "navn": f"Afdeling {nummer}", "art": art, "pladser": _places(r)}
    if r.random() < 0.12 and not national:
        beregning |= r.choice(HALVE)(r)
    else:
        beregning |= _ordinary(r, aar, kode, beregning["pladser"])
    return beregning | _extra_lines(r, beregning) | {"linjer": []}


def _ordinary(r: Random, aar: int, kode: str, pladser: str) -> Json:
    egne: Json = {"belaegning": _belaegning(r, aar), "struktur": STRUKTURER[kode](r, pladser)}
    egne |= {} if r.random() < 0.6 else {"dage": _dage(r)}
    egne |= {} if r.random() < 0.03 else {"grundlag": _grundlag(r, aar, kode)}
    if kode == "N":
        egne["struktur"]["kode"] = "N"
    return egne


# Numbers -------------------------------------------------------------------------------------------


def _places(r: Random) -> str:
    if r.random() < 0.03:
        return "0"
    return str(r.choice((r.randint(1, 60), r.randint(2, 120) / 2, r.randint(100, 6000) / 100)))


def _kroner(r: Random, lowest: int, highest: int) -> str:
    """Kroner or øre, log-uniform enough that small and large both come often."""
    beloeb = round(lowest * (highest / lowest) ** r.random())
    return str(beloeb) if r.random() < 0.5 else f"{beloeb}.{r.randint(0, 99):02d}"


def _procent(r: Random, lowest: float, highest: float) -> str:
    return f"{r.uniform(lowest, highest):.{r.choice((0, 1, 2, 4))}f}"


def _hours(r: Random, art: str) -> Json:
    pr = r.choice(("dag", "uge", "aar"))
    hoejst = {"dag": 16, "uge": 60, "aar": 3000}[pr]
    return {"antal": f"{r.uniform(0, hoejst):.{r.choice((0, 1, 2))}f}", "pr": pr, "art": art}


# Belægning, dage, grundlag -------------------------------------------------------------------------


def _belaegning(r: Random, aar: int) -> Json:
    egne: Json = {"type": r.choice(("almindelig", "almindelig", "kort"))}
    regnskab = [{"aar": aar - n, "procent": _procent(r, *r.choice(((85, 101), (60, 125), (94, 96))))} for n in (2, 3)]
    if r.random() < 0.3:
        regnskab.append({"aar": aar - r.choice((1, 4)), "procent": _procent(r, 50, 120)})
    if r.random() < 0.06:
        regnskab.pop(r.randrange(len(regnskab)))
    r.shuffle(regnskab)
    egne["regnskab"] = regnskab
    if r.random() < 0.4:
        egne["procent"] = r.choice((_procent(r, 90, 100), "100", "95", "75", "107.5", _procent(r, 88, 100)))
    if r.random() < 0.01:
        egne["procent"] = "0"
    return egne


def _dage(r: Random) -> Json:
    basis = r.choice(("kalender", "aabningsdage", "faste"))
    if basis == "kalender":
        return {"basis": basis} | ({"antal": 334} if r.random() < 0.2 else {})
    antal = r.choice((r.randint(220, 250), 334, 365, 366, r.randint(1, 366)))
    if r.random() < 0.06:
        return r.choice(({"basis": basis}, {"basis": basis, "antal": 0}))
    return {"basis": basis, "antal": antal}


def _grundlag(r: Random, aar: int, kode: str) -> Json:
    grundlag: Json = {
        "omkostninger": _omkostninger(r, kode),
        "aktiver": [_aktiv(r, aar, n) for n in range(r.choice((0, 0, 1, 2, 4)))],
        "overhead": _overhead(r),
    }
    if r.random() < 0.4:
        grundlag["prisniveau"] = r.choice(("aaret_foer", "aaret_foer", "takstaar"))
    if r.random() < 0.3:
        grundlag["pl_procent"] = r.choice(("0", "1.96", _procent(r, 2, 4)))
    for felt in ("tjenestemandspension_kr", "tilsyn_kr", "oevrige_indtaegter_kr"):
        if r.random() < 0.3:
            grundlag[felt] = _kroner(r, 10, 300_000)
    if r.random() < 0.3:
        grundlag["indregnet_resultat_kr"] = r.choice(("", "-")) + _kroner(r, 100, 900_000)
    return grundlag


def _omkostninger(r: Random, kode: str) -> list[Json]:
    hoejst = r.choice((20_000_000, 20_000_000, 20_000_000, 900, 40_000_000_000))
    poster = []
    for n in range(r.choice((0, 1, 3, 3, 6, 9))):
        beloeb = _kroner(r, 100, hoejst)
        post = {"kategori": r.choice(("loen", "ejendom", "oevrige")), "tekst": f"Post {n}", "beloeb_kr": beloeb}
        if r.random() < 0.1:
            post["beloeb_kr"] = "-" + _kroner(r, 10, 60_000)
        if r.random() < 0.4:
            post["del"] = r.choice(("ydelse", "ydelse", "basis"))
        poster.append(post)
    if kode in "CDFN" and r.random() < 0.8:
        beloeb = _kroner(r, 100, hoejst)
        poster.append({"kategori": "loen", "tekst": "Støttetimer", "beloeb_kr": beloeb, "del": "ydelse"})
    return poster


def _overhead(r: Random) -> Json:
    if r.random() < 0.35:
        return {"metode": "noegle", "beloeb_kr": _kroner(r, 1000, 900_000), "noegle": "årsværk"}
    procent = r.choice((_procent(r, 4, 8), _procent(r, 4, 8), "6", "0", "0.06", "25"))
    return {"metode": "procent", "procent": procent}


def _aktiv(r: Random, aar: int, nummer: int) -> Json:
    levetid = r.choice((1, 3, 5, 7, 8, 30, 50, r.randint(1, 60)))
    alder = r.choice((0, levetid - 1, levetid, levetid + 3, -1, r.randint(0, levetid)))
    anskaffelse = int(Decimal(_kroner(r, 100_000, 60_000_000)))
    aktiv: Json = {
        "navn": f"Aktiv {nummer}",
        "anskaffelse_kr": str(anskaffelse),
        "anskaffet_aar": max(1900, aar - alder),
        "levetid_aar": levetid,
    }
    if r.random() < 0.4:
        aktiv["scrap_kr"] = str(r.choice((anskaffelse, anskaffelse // 10, r.randint(0, anskaffelse))))
    if r.random() < 0.5:
        aktiv["rente_procent"] = r.choice(("0", "2.75", _procent(r, 0, 6)))
    return aktiv


# Strukturer ----------------------------------------------------------------------------------------


def _average(r: Random, pladser: str) -> Json:
    return {"kode": "A", "linje": "gennemsnit"}


def _levels(r: Random, pladser: str) -> Json:
    deltid = [("1", "fuld"), ("0.85", "tre-dage"), ("0.6", "to-dage")]
    antal = r.randint(1, 10)
    frie = [(f"{r.uniform(0.3, 4):.{r.choice((0, 1, 2, 6))}f}", f"niveau-{n}") for n in range(antal)]
    trin = r.choice((deltid, frie, frie))
    return {"kode": "B", "niveauer": [{"linje": navn, "vaegt": vaegt, "pladser": _places(r)} for vaegt, navn in trin]}


def _basis_hours(r: Random, pladser: str) -> Json:
    art = r.choice(TIDSARTER)
    timer = "0" if r.random() < 0.05 else _kroner(r, 20, 90_000)
    struktur: Json = {"kode": "C", "basis": "basis", "time": "time", "timer_i_alt": timer, "tidsart": art}
    return struktur | ({"inkluderet": _hours(r, art)} if r.random() < 0.5 else {})


def _basis_packages(r: Random, pladser: str) -> Json:
    hoejst = 10 if r.random() < 0.8 else 13
    numre = r.sample(range(1, hoejst + 1), r.randint(1, hoejst))
    pakker = [{"linje": f"pakke-{n}", "nummer": n, "pladser": _places(r)} for n in numre]
    return {"kode": "D", "basis": "basis", "interval": _hours(r, r.choice(TIDSARTER)), "pakker": pakker}


def _negotiated(r: Random, pladser: str) -> Json:
    dage = ("365", "0", "91", "182.5")
    aftaler = [
        {"linje": f"aftale-{n}", "omkostning_kr": _kroner(r, 1000, 3_000_000), "dage": r.choice(dage)}
        for n in range(r.randint(0, 4))
    ]
    return {"kode": "E", "basis": "basis", "aftaler": aftaler}


def _course(r: Random, pladser: str) -> Json:
    art = r.choice(TIDSARTER)
    ingen_timer = r.random() < 0.1
    faser = []
    for n in range(r.randint(1, 6)):
        timer = {"antal": "0", "pr": "uge", "art": art} if ingen_timer else _hours(r, art)
        fase: Json = {"linje": f"fase-{n}", "timer": timer, "pladser": _places(r)}
        if r.random() < 0.5:
            fase["basisandel_procent"] = r.choice(("100", "60", "33.3333", "0", _procent(r, 30, 120)))
        faser.append(fase)
    if r.random() < 0.05 and len(faser) > 1:
        faser[-1]["timer"] = {"antal": "7", "pr": "uge", "art": "BRT" if art == "ATA" else "ATA"}
    return {"kode": "F", "faser": faser}


def _hour_price(r: Random, pladser: str) -> Json:
    timer = "0" if r.random() < 0.05 else _kroner(r, 20, 90_000)
    return {"kode": "G", "linje": "timepris", "timer_i_alt": timer, "tidsart": r.choice(TIDSARTER)}


STRUKTURER: dict[str, Callable[[Random, str], Json]] = {
    "A": _average,
    "B": _levels,
    "C": _basis_hours,
    "D": _basis_packages,
    "E": _negotiated,
    "F": _course,
    "G": _hour_price,
    "N": _basis_packages,
}


# Tillæg og afledte linjer --------------------------------------------------------------------------


def _extra_lines(r: Random, beregning: Json) -> Json:
    antal = ("365", "0", _kroner(r, 1, 9000))
    tillaeg = [
        {"linje": f"tillaeg-{n}", "omkostning_kr": _kroner(r, 10, 2_000_000), "antal": r.choice(antal)}
        for n in range(r.choice((0, 0, 1, 2)))
    ]
    tillaeg += beregning.get("tillaeg", [])
    kilder = structure_lines(beregning["struktur"]) + [t["linje"] for t in tillaeg]
    afledte = list(beregning.get("afledte", []))
    for n in range(r.choice((0, 1, 2, 3))):
        fra = "ukendt-linje" if r.random() < 0.03 else r.choice(kilder)
        faktor = r.choice(("30.5", "30.416667", "365", "366", "0.5", "12", "1", "0.6", _procent(r, 0, 2)))
        afledte.append({"linje": f"afledt-{n}", "fra_linje": fra, "faktor": faktor, "grund": "konstrueret"})
        kilder.append(f"afledt-{n}")
    return {"tillaeg": tillaeg, "afledte": afledte}


def structure_lines(struktur: Json) -> list[str]:
    """The ids of every line a structure gives."""
    enkelte = [struktur[navn] for navn in ("linje", "basis", "time") if navn in struktur]
    lister = (struktur.get(navn, []) for navn in ("niveauer", "pakker", "aftaler", "faser"))
    return enkelte + [post["linje"] for liste in lister for post in liste]
