"""One calculation of each structure as a careful reporter would set it up, with lines that say what they cover."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any, NamedTuple

Json = dict[str, Any]
DOEGN, DAG, TIME = "kr_pr_doegn", "kr_pr_dag", "kr_pr_time"


class Afdeling(NamedTuple):
    """A calculation with full basis, and its lines still without takst."""

    beregning: Json
    linjer: list[Json]


def _timer(antal: str | int, pr: str, art: str) -> Json:
    return {"antal": str(antal), "pr": pr, "art": art}


def _linje(navn: str, type_: str, enhed: str, indhold: str, **felter: Any) -> Json:
    return {"navn": navn, "type": type_, "enhed": enhed, "indhold": indhold, **felter}


def _beregning(r: Random, hus: str, overhead: Decimal, **felter: Any) -> Json:
    """The frame: id, occupancy type, days and an overhead near the driftsherre's own level."""
    procent = overhead + Decimal(r.randint(-3, 3)) / 10
    beregning: Json = {
        "id": f"B{hus}",
        "navn": f"Hus {hus} (konstrueret)",
        "art": "doegn",
        "pladser": str(r.randint(8, 30)),
        "belaegning": {"type": "kort" if r.random() < 0.1 else "almindelig"},
        "dage": {"basis": "kalender"},
        "overhead_procent": str(procent),
        "tillaeg": [],
        "afledte": [],
    }
    return beregning | felter


def _days(beregning: Json) -> int:
    return int(beregning["dage"].get("antal", 365))


def _grundlag(r: Random, beregning: Json, basis: Decimal, ydelse: Decimal = Decimal(0)) -> None:
    """Cost lines that sum to `basis` and `ydelse` kroner with overhead, an asset now and then."""
    tilsyn = Decimal(r.randint(18, 60) * 1000)
    procent = Decimal(beregning["overhead_procent"])
    rest = (basis - tilsyn) / (1 + procent / 100)
    andele = (("loen", "Personale dag, aften og nat", "0.68"), ("ejendom", "Husleje, forbrug og vedligehold", "0.19"))
    andele += (("oevrige", "Kost, aktiviteter og kørsel", "0.13"),)
    poster = [_post(kategori, tekst, rest * Decimal(andel), "basis") for kategori, tekst, andel in andele]
    if ydelse:
        poster.append(_post("loen", "Støttetimer til den enkelte", ydelse / (1 + procent / 100), "ydelse"))
    overhead = {"metode": "procent", "procent": str(procent)}
    aktiv = {"navn": "Minibus", "anskaffelse_kr": "400000", "anskaffet_aar": 2020, "levetid_aar": 10}
    beregning["grundlag"] = {
        "omkostninger": poster,
        "aktiver": [aktiv] if r.random() < 0.4 else [],
        "overhead": overhead,
        "tilsyn_kr": str(tilsyn),
    }


def _post(kategori: str, tekst: str, beloeb: Decimal, del_: str) -> Json:
    kroner = beloeb.quantize(Decimal(1), ROUND_HALF_UP)
    return {"kategori": kategori, "tekst": tekst, "beloeb_kr": str(kroner), "del": del_}


def _with_extras(r: Random, beregning: Json, linjer: list[Json]) -> Afdeling:
    """Ids for the lines, and sometimes a month price and a supplement."""
    hus, foerste = beregning["id"], linjer[0]
    if r.random() < 0.35 and foerste["enhed"] in (DOEGN, DAG):
        linje = _linje(f"{foerste['navn']} pr. måned", "afledt", "kr_pr_maaned", "Døgntaksten ganget med 30,5 dage.")
        linjer.append(linje | {"id": f"{hus}-maaned"})
        afledt = {"linje": f"{hus}-maaned", "fra_linje": foerste["id"], "faktor": "30.5", "grund": "Månedspris"}
        beregning["afledte"].append(afledt)
    if r.random() < 0.25:
        indhold = "Ledsagelse ud over det, taksten dækker, fx ved hospitalsophold. Pris pr. døgn med ledsagelse."
        linjer.append(_linje(f"Ledsagelse hus {hus}", "tillaeg", DOEGN, indhold, id=f"{hus}-tillaeg"))
        antal = r.randint(60, 300)
        pris = r.randint(300, 900)
        tillaeg = {"linje": f"{hus}-tillaeg", "omkostning_kr": str(antal * pris), "antal": str(antal)}
        beregning["tillaeg"].append(tillaeg)
    return Afdeling(beregning, linjer)


# A to G and N --------------------------------------------------------------------------------------


def _average(r: Random, hus: str, overhead: Decimal) -> Afdeling:
    dagtilbud = r.random() < 0.35
    art = {"art": "dag", "dage": {"basis": "aabningsdage", "antal": r.randint(221, 248)}} if dagtilbud else {}
    b = _beregning(r, hus, overhead, **art)
    pris = Decimal(r.randint(380, 1000) if dagtilbud else r.randint(1500, 4200))
    _grundlag(r, b, pris * int(b["pladser"]) * _days(b))
    b["struktur"] = {"kode": "A", "linje": f"{b['id']}-gns"}
    timer = _timer(r.randint(6, 30), "uge", r.choice(("ATA", "BRT")))
    indhold = (
        f"Personale, kost, aktiviteter og bygning. Gennemsnit for alle pladser med {timer['antal']} timer om ugen."
    )
    enhed = DAG if dagtilbud else DOEGN
    linje = _linje(f"Plads i hus {hus}", "gennemsnit", enhed, indhold, id=f"{b['id']}-gns", pladser=b["pladser"])
    return _with_extras(r, b, [linje | {"timer": timer}])


def _levels(r: Random, hus: str, overhead: Decimal) -> Afdeling:
    antal, art = r.randint(3, 6), r.choice(("ATA", "BRT"))
    pladser = [r.randint(2, 7) for _ in range(antal)]
    b = _beregning(r, hus, overhead, pladser=str(sum(pladser)))
    timer = [r.randint(5, 9) + 7 * n for n in range(antal)]
    vaegte = [Decimal(100 + 3 * (t - timer[0])) / 100 for t in timer]
    dage = sum((p * v for p, v in zip(pladser, vaegte, strict=True)), Decimal(0)) * 365
    _grundlag(r, b, Decimal(r.randint(1700, 3200)) * dage)
    ids = [f"{b['id']}-niv{n}" for n in range(1, antal + 1)]
    niveauer = zip(ids, vaegte, pladser, strict=True)
    b["struktur"] = {
        "kode": "B",
        "niveauer": [{"linje": i, "vaegt": str(v), "pladser": str(p)} for i, v, p in niveauer],
    }
    linjer = [
        _linje(
            f"Niveau {n}, hus {hus}", "niveau", DOEGN, f"Støtte på niveau {n}: {t} {art}-timer om ugen, kost og bolig."
        )
        | {"id": i, "pladser": str(p), "timer": _timer(t, "uge", art)}
        for n, (i, t, p) in enumerate(zip(ids, timer, pladser, strict=True), 1)
    ]
    return _with_extras(r, b, linjer)


def _basis_line(b: Json, hus: str, inkluderet: Json) -> Json:
    per = "dagen" if inkluderet["pr"] == "dag" else "ugen"
    indhold = f"Bygning, nattevagt, kost, ledelse og {inkluderet['antal']} {inkluderet['art']}-timer om {per}."
    linje = _linje(f"Basistakst hus {hus}", "basis", DOEGN, indhold, id=f"{b['id']}-basis")
    return linje | {"pladser": b["pladser"], "timer": inkluderet}


def _basis_hours(r: Random, hus: str, overhead: Decimal) -> Afdeling:
    b = _beregning(r, hus, overhead)
    art = r.choice(("ATA", "BRT"))
    timer = int(b["pladser"]) * 52 * r.randint(4, 18)
    pris = Decimal(r.randint(310, 450))
    _grundlag(r, b, Decimal(r.randint(1050, 1850)) * int(b["pladser"]) * 365, pris * timer)
    inkluderet = _timer(r.choice((2, 3, 5)), "uge", art)
    time = f"{b['id']}-time"
    b["struktur"] = {"kode": "C", "basis": f"{b['id']}-basis", "time": time, "inkluderet": inkluderet}
    b["struktur"] |= {"timer_i_alt": str(timer), "tidsart": art}
    indhold = f"Prisen på én {art}-time ud over dem, basistaksten dækker."
    timelinje = _linje(f"Ekstra {art}-time hus {hus}", "time", TIME, indhold, id=time, timer=_timer(1, "dag", art))
    return _with_extras(r, b, [_basis_line(b, hus, inkluderet), timelinje])


def _basis_packages(r: Random, hus: str, overhead: Decimal, kode: str = "D") -> Afdeling:
    antal, art = r.randint(3, 6), r.choice(("ATA", "BRT"))
    pladser = [r.randint(2, 6) for _ in range(antal)]
    b = _beregning(r, hus, overhead, pladser=str(sum(pladser)))
    midter = [Decimal(2 * n - 1) / 2 for n in range(1, antal + 1)]
    vaegt = sum((p * m for p, m in zip(pladser, midter, strict=True)), Decimal(0)) * 365
    _grundlag(r, b, Decimal(r.randint(1000, 1450)) * sum(pladser) * 365, Decimal(r.randint(290, 380)) * vaegt)
    ids = [f"{b['id']}-pakke{n}" for n in range(1, antal + 1)]
    pakker = [
        {"linje": i, "nummer": n, "pladser": str(p)} for n, (i, p) in enumerate(zip(ids, pladser, strict=True), 1)
    ]
    b["struktur"] = {"kode": kode, "basis": f"{b['id']}-basis", "interval": _timer(7, "uge", art), "pakker": pakker}
    linjer = [_basis_line(b, hus, _timer(2, "uge", art))]
    for n, (i, p, m) in enumerate(zip(ids, pladser, midter, strict=True), 1):
        indhold = f"Støtte i timebåndet {7 * n - 7}-{7 * n} {art}-timer om ugen, ud over basistaksten."
        linje = _linje(f"Ydelsespakke {n} hus {hus}", "pakke", DOEGN, indhold, id=i, pladser=str(p))
        linjer.append(linje | {"timer": _timer(str(7 * m), "uge", art)})
    return _with_extras(r, b, linjer)


def _national(r: Random, hus: str, overhead: Decimal) -> Afdeling:
    return _basis_packages(r, hus, overhead, "N")


def _negotiated(r: Random, hus: str, overhead: Decimal) -> Afdeling:
    b = _beregning(r, hus, overhead)
    _grundlag(r, b, Decimal(r.randint(1050, 1850)) * int(b["pladser"]) * 365)
    linjer = [_basis_line(b, hus, _timer(3, "uge", "ATA"))]
    aftaler = []
    for n in range(r.randint(1, 3)):
        timer = r.randint(10, 60)
        indhold = f"Basistaksten og {timer} ATA-timer om ugen efter aftale med køberen om den ene plads."
        linje = _linje(f"Forhandlet plads {n + 1} hus {hus}", "forhandlet", DOEGN, indhold, id=f"{b['id']}-aftale{n}")
        linjer.append(linje | {"pladser": "1", "timer": _timer(timer, "uge", "ATA")})
        omkostning = timer * 52 * r.randint(330, 380)
        aftaler.append({"linje": f"{b['id']}-aftale{n}", "omkostning_kr": str(omkostning), "dage": "365"})
    b["struktur"] = {"kode": "E", "basis": f"{b['id']}-basis", "aftaler": aftaler}
    return _with_extras(r, b, linjer)


FASER = (
    ("Udslusning", "Støtte i egen bolig uden nattevagt", 5, 60),
    ("Basisforløb", "Døgnbemanding, kost og støtte", 6, 100),
    ("Forløb med mere støtte", "Døgnbemanding, kost og udvidet støtte", 12, 100),
    ("Startforløb", "Modtagelse, udredning og tæt støtte", 25, 100),
)


def _course(r: Random, hus: str, overhead: Decimal) -> Afdeling:
    valgte = FASER[: r.randint(2, 4)]
    pladser = [r.randint(2, 7) for _ in valgte]
    art = r.choice(("ATA", "BRT"))
    b = _beregning(r, hus, overhead, pladser=str(sum(pladser)))
    timer = sum(p * t * 52 for p, (_, _, t, _) in zip(pladser, valgte, strict=True))
    _grundlag(r, b, Decimal(r.randint(1300, 1900)) * sum(pladser) * 365, Decimal(r.randint(310, 400)) * timer)
    linjer, faser = [], []
    for n, (p, (navn, indhold, t, andel)) in enumerate(zip(pladser, valgte, strict=True)):
        egen = {"id": f"{b['id']}-fase{n}", "pladser": str(p), "timer": _timer(t, "uge", art)}
        linjer.append(_linje(f"{navn} hus {hus}", "forloeb", DOEGN, f"{indhold}: {t} {art}-timer om ugen.") | egen)
        fase = {"linje": egen["id"], "timer": egen["timer"], "basisandel_procent": str(andel), "pladser": str(p)}
        faser.append(fase)
    b["struktur"] = {"kode": "F", "faser": faser}
    return _with_extras(r, b, linjer)


def _hour_price(r: Random, hus: str, overhead: Decimal) -> Afdeling:
    b = _beregning(r, hus, overhead, art="ambulant")
    timer, art = r.randint(2500, 9000), r.choice(("ATA", "BRT"))
    _grundlag(r, b, Decimal(r.randint(380, 560)) * timer)
    linje = f"{b['id']}-time"
    b["struktur"] = {"kode": "G", "linje": linje, "timer_i_alt": str(timer), "tidsart": art}
    indhold = f"Rådgivning og vejledning, pris pr. {art}-time med forberedelse og kørsel."
    egen = _linje(f"Rådgivning hus {hus}", "time", TIME, indhold, id=linje, timer=_timer(1, "dag", art))
    return _with_extras(r, b, [egen])


AFDELINGER: dict[str, Callable[[Random, str, Decimal], Afdeling]] = {
    "A": _average,
    "B": _levels,
    "C": _basis_hours,
    "D": _basis_packages,
    "E": _negotiated,
    "F": _course,
    "G": _hour_price,
    "N": _national,
}
