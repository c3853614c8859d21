"""Pairs of reports, last year's and this year's, as a careful reporter makes them. All figures are invented.

Every line says what it covers, last year's figures agree with last year's report, and the causes of each change sum
to it in kroner: the year is walked one factor at a time and the takst computed after each by the second implementation.
"""

import json
from copy import deepcopy
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from tomllib import loads
from typing import Any, NamedTuple

from afdelinger import AFDELINGER, Afdeling, Json
from anden_takst import compute
from generator import NATIONAL

PARAMETRE = Path(__file__).parents[2] / "src" / "socialaftale" / "regler" / "parametre"
AARENE = (2023, 2024, 2025, 2026, 2027, 2028)
ORDINAER_DAGE = {"basis": "faste", "antal": 365}
NAVNE = ("Egely", "Birkelund", "Fjordhus", "Klitgården", "Åsen", "Møllebo", "Solbakken", "Hedebo", "Lindely", "Engtoft")
AARSAGSTEKST = {
    "pl": "Pris- og lønfremskrivning",
    "direkte": "Ændret personale og drift ud over fremskrivningen",
    "kapital_og_resultat": "Afskrivning, rente og indregnet resultat",
    "overhead": "Ændret procent til central ledelse og administration",
    "pladser": "Ændret antal pladser",
    "belaegning": "Belægningen følger de to seneste regnskaber",
    "dage": "Skudår",
    "struktur": "Ny takststruktur, se broen fra sidste års linjer",
}


class Aar(NamedTuple):
    """One takst year and its rule set as read from the file."""

    aar: int
    regelsaet: Json


class Hus(NamedTuple):
    """The same calculation last year and this year, and the bridge between their lines where the structure changed."""

    forrige: Json
    ny: Json
    bro: list[Json]
    grunde: list[str]


def generate_par(seed: int) -> tuple[Json, Json]:
    """(last year's report, this year's report), the same for the same seed; short and full level mixed."""
    r = Random(f"par-{seed}")
    national = r.random() < 0.04
    ny = Aar(2028, _regelsaet(2028, NATIONAL)) if national else _aar(r.choice(AARENE))
    forrige = Aar(2027, ny.regelsaet) if national else _aar(ny.aar - 1)
    overhead = Decimal(r.randint(46, 68)) / 10
    alle = [_tilbud(r, n, forrige, ny, overhead) for n in range(r.randint(3, 5))]
    gamle, nye = zip(*alle, strict=True)
    return _report(forrige, list(gamle), national), _report(ny, list(nye), national)


def _report(aar: Aar, tilbud: list[Json], national: bool) -> Json:
    rapport: Json = {"skema": "indberetning/1", "aar": aar.aar, "driftsherre": "K", "driftsherre_navn": "Konstrueret"}
    rapport |= ({"regelsaet": NATIONAL} if national else {}) | {"tilbud": tilbud}
    egen: Json = json.loads(json.dumps(rapport))  # no two places may share one dict: a mutant changes one of them
    return egen


@cache
def _regelsaet(aar: int, navn: str = "") -> Json:
    for path in sorted(PARAMETRE.rglob("takst-*.toml")):
        data = loads(path.read_text(encoding="utf-8"))
        if data["id"] == navn or (not navn and data["omraade"] == "nordjylland" and aar in data["takstaar"]):
            return data
    raise LookupError(f"{aar} {navn}")


def _aar(aar: int) -> Aar:
    return Aar(aar, _regelsaet(aar))


def _tilbud(r: Random, nummer: int, forrige: Aar, ny: Aar, overhead: Decimal) -> tuple[Json, Json]:
    koder = [kode for kode in AFDELINGER if all(kode in aar.regelsaet["strukturer"]["koder"] for aar in (ny, forrige))]
    kode = r.choice(koder)
    delt = kode in "CDE" and r.random() < 0.4
    afdelinger = [AFDELINGER[kode](r, f"{nummer}-{n}", overhead) for n in range(2 if delt else 1)]
    huse = [_hus(r, afdeling, forrige, ny) for afdeling in afdelinger]
    hoved = {"id": f"T{nummer}", "navn": f"{NAVNE[nummer]} (konstrueret)", "lovgrundlag": ["SEL § 108"]}
    grunde = [grund for hus in huse for grund in hus.grunde]
    if delt:
        grunde.append("Husene er delt efter borgerkategori; bemandingen og dermed basistaksten er forskellig.")
        for hus in huse:
            hus.ny["linjer"][0]["begrundelse"] += " Husets borgere kræver en anden bemanding end nabohusets."
    kort = r.random() < 0.5
    sider = [[_short(side) if kort else side for side in (hus.forrige, hus.ny)] for hus in huse]
    gammelt = hoved | {"beregninger": [side[0] for side in sider]}
    nyt = hoved | {"begrundelse": " ".join(grunde), "beregninger": [side[1] for side in sider]}
    return gammelt, nyt | {"bro": [led for hus in huse for led in hus.bro]}


def _short(beregning: Json) -> Json:
    """The short report: the lines alone, with places, occupancy, days and overhead."""
    return {navn: vaerdi for navn, vaerdi in beregning.items() if navn not in ("struktur", "grundlag", "tillaeg")}


# A calculation through the year --------------------------------------------------------------------


def _hus(r: Random, afdeling: Afdeling, forrige: Aar, ny: Aar) -> Hus:
    gammel = afdeling.beregning
    regnskab = _accounts(r, gammel["belaegning"]["type"], ny.aar)
    gammel["belaegning"] |= _occupancy(regnskab, forrige)
    trin, grunde = _walk(r, gammel, forrige, ny, _occupancy(regnskab, ny))
    nyt = deepcopy(trin[-1][1])
    nyt["belaegning"] |= {"procent_forrige": gammel["belaegning"]["procent"]}
    nyt["pladser_forrige"] = gammel["pladser"]
    if nyt["belaegning"]["begrundelse"]:
        grunde.append(nyt["belaegning"]["begrundelse"])
    takster = [(art, _takster(beregning, aar)) for art, beregning, aar in trin]
    gammel["linjer"] = [_linje(linje, takster[0][1]) for linje in afdeling.linjer]
    nyt["linjer"] = [_changed(linje, takster, nyt) for linje in gammel["linjer"]]
    bro = _restructure(r, nyt, ny) if r.random() < 0.25 else []
    if bro:
        grunde.append("Takststrukturen er ændret pr. 1. januar; broen viser, hvor sidste års pladser er nu.")
    _give_reasons(nyt, grunde)
    gammel.pop("antal_pladser", None)
    return Hus(gammel, nyt, bro, grunde)


def _accounts(r: Random, slags: str, aar: int) -> dict[int, Decimal]:
    """Actual occupancy of three closed years; it moves slowly."""
    procent = Decimal(r.randint(900, 980) if slags == "kort" else r.randint(952, 992)) / 10
    if r.random() < 0.05:
        procent = Decimal(r.randint(860, 890)) / 10
    return {aar - n: procent + Decimal(r.randint(-6, 6)) / 10 for n in (4, 3, 2)}


def _occupancy(regnskab: dict[int, Decimal], aar: Aar) -> Json:
    to_aar = [aar.aar - 3, aar.aar - 2]
    procent = min(sum(regnskab[n] for n in to_aar) / 2, Decimal(100))
    faktisk = [{"aar": n, "procent": str(regnskab[n])} for n in to_aar]
    grund = (
        "Borgere flyttede til egen bolig, og pladserne genbesættes først i løbet af året; DAS har godkendt belægningen."
    )
    return {"procent": f"{procent:.2f}", "regnskab": faktisk, "begrundelse": grund if procent < 95 else ""}


Trin = list[tuple[str, Json, Aar]]


def _walk(r: Random, gammel: Json, forrige: Aar, ny: Aar, belaegning: Json) -> tuple[Trin, list[str]]:
    """The calculation after each factor of the year, in the order a change is decomposed."""
    trin: Trin = [("", gammel, forrige)]
    grunde: list[str] = []

    def step(art: str, aar: Aar, **felter: Any) -> Json:
        naeste = deepcopy(trin[-1][1]) | felter
        trin.append((art, naeste, aar))
        return naeste

    pl = Decimal(ny.regelsaet["pl_procent"][str(ny.aar)]["vaerdi"])
    _grow(step("pl", forrige), 1 + pl / 100, alt=True)
    if r.random() < 0.6:
        spring = r.random() < 0.15
        vaekst = Decimal(r.randint(80, 150) if spring else r.randint(-25, 35)) / 1000
        _grow(step("direkte", forrige), 1 + vaekst)
        if spring:
            grunde.append("Der er kommet en ekstra vågen nattevagt efter påbud fra Socialtilsynet.")
    uaendret_kalender = gammel["dage"]["basis"] == "kalender" and ny.aar == 2028
    resultat = Decimal(r.randint(-8, 8)) / 1000 if r.random() < 0.3 else Decimal(0)
    naeste = step("kapital_og_resultat", ny, **({"dage": ORDINAER_DAGE} if uaendret_kalender else {}))
    naeste["grundlag"]["indregnet_resultat_kr"] = _whole(_direct(naeste) * resultat)
    if r.random() < 0.3 and naeste["grundlag"]["overhead"]["metode"] == "procent":
        naeste = step("overhead", ny)
        procent = Decimal(naeste["overhead_procent"]) + Decimal(r.randint(-5, 5)) / 10
        naeste["overhead_procent"] = naeste["grundlag"]["overhead"]["procent"] = str(min(max(procent, 4), Decimal(8)))
    if r.random() < 0.15 and naeste["struktur"]["kode"] in "ACE":
        naeste = step("pladser", ny)
        naeste["pladser"] = str(int(naeste["pladser"]) + 1)
        grunde.append("Socialtilsynet har godkendt en plads mere fra 1. januar.")
    step("belaegning", ny)["belaegning"] |= belaegning
    step("dage", ny, dage=gammel["dage"])
    return trin, grunde


def _grow(beregning: Json, faktor: Decimal, alt: bool = False) -> None:
    for post in beregning["grundlag"]["omkostninger"]:
        post["beloeb_kr"] = _whole(Decimal(post["beloeb_kr"]) * faktor)
    if alt:
        poster = beregning["tillaeg"] + beregning["struktur"].get("aftaler", [])
        for post in poster:
            post["omkostning_kr"] = _whole(Decimal(post["omkostning_kr"]) * faktor)
        beregning["grundlag"]["tilsyn_kr"] = _whole(Decimal(beregning["grundlag"]["tilsyn_kr"]) * faktor)


def _direct(beregning: Json) -> Decimal:
    return sum((Decimal(post["beloeb_kr"]) for post in beregning["grundlag"]["omkostninger"]), Decimal(0))


def _whole(vaerdi: Decimal) -> str:
    return str(vaerdi.quantize(Decimal(1), ROUND_HALF_UP))


def _takster(beregning: Json, aar: Aar) -> dict[str, int]:
    rapport = {"aar": aar.aar, "tilbud": [{"id": "T", "beregninger": [beregning]}]}
    beregnet = compute(rapport, aar.regelsaet)
    return {linje: int(takst) for (_, _, linje), takst in beregnet.items() if takst is not None}


# Lines ---------------------------------------------------------------------------------------------


def _linje(linje: Json, takster: dict[str, int]) -> Json:
    return linje | {"takst_kr": str(takster[linje["id"]]), "begrundelse": ""}


def _changed(gammel: Json, takster: list[tuple[str, dict[str, int]]], nyt: Json) -> Json:
    """This year's line: last year's figures, and the causes that take the one takst to the other."""
    navn = gammel["id"]
    vaerdier = [takst[navn] for _, takst in takster]
    aarsager = [
        _cause(art, efter - foer)
        for (art, _), foer, efter in zip(takster[1:], vaerdier, vaerdier[1:], strict=False)
        if efter != foer
    ]
    linje = deepcopy(gammel) | {"takst_kr": str(vaerdier[-1]), "takst_forrige_kr": str(vaerdier[0])}
    linje["aarsager"] = aarsager
    for felt in ("pladser", "timer"):
        if gammel.get(felt) is not None:
            linje[f"{felt}_forrige"] = deepcopy(gammel[felt])
    if linje.get("pladser") is not None and gammel["type"] in ("gennemsnit", "basis"):
        linje["pladser"] = nyt["pladser"]
    return linje


def _cause(art: str, kroner: int) -> Json:
    return {"art": art, "kroner": str(kroner), "tekst": AARSAGSTEKST[art]}


def _give_reasons(nyt: Json, grunde: list[str]) -> None:
    """A reason on every line that moved far, changed places or is new."""
    for linje in nyt["linjer"]:
        foer, efter = linje.get("takst_forrige_kr"), Fraction(linje["takst_kr"])
        langt = foer is None or abs(efter / Fraction(foer) - 1) > Fraction(45, 1000)
        if langt or linje.get("pladser") != linje.get("pladser_forrige", linje.get("pladser")):
            linje["begrundelse"] = " ".join(grunde) or "Se årsagerne: de forklarer hele ændringen."


def _restructure(r: Random, nyt: Json, aar: Aar) -> list[Json]:
    """One average becomes three levels, or one level becomes two: new lines, and the bridge from the old ones."""
    kode = nyt["struktur"]["kode"]
    if nyt["afledte"] or kode not in "AB":
        return []
    gammel = r.choice([linje for linje in nyt["linjer"] if linje["type"] in ("gennemsnit", "niveau")])
    pladser = int(gammel["pladser"])
    if pladser < 4 or pladser != int(gammel["pladser_forrige"]):
        return []
    vaegte = [Decimal(v) for v in (("0.8", "1", "1.3") if kode == "A" else ("0.95", "1.06"))]
    andre = [n for n in nyt["struktur"].get("niveauer", []) if n["linje"] != gammel["id"]]
    egen = next((n for n in nyt["struktur"].get("niveauer", []) if n["linje"] == gammel["id"]), {"vaegt": "1"})
    antal = [pladser // len(vaegte)] * (len(vaegte) - 1)
    antal.append(pladser - sum(antal))
    nye = [
        {"linje": f"{gammel['id']}-{n}", "vaegt": str(Decimal(egen["vaegt"]) * v), "pladser": str(p)}
        for n, (v, p) in enumerate(zip(vaegte, antal, strict=True), 1)
    ]
    nyt["struktur"] = {"kode": "B", "niveauer": andre + nye}
    _replace_line(nyt, gammel, nye, vaegte, _takster(nyt, aar))
    return _bridge(gammel["id"], nye, pladser)


def _bridge(fra: str, nye: list[Json], pladser: int) -> list[Json]:
    andele = [round(Decimal(n["pladser"]) / pladser, 6) for n in nye[:-1]]
    andele.append(1 - sum(andele, Decimal(0)))
    return [{"fra_linje": fra, "til_linje": n["linje"], "andel": str(a)} for n, a in zip(nye, andele, strict=True)]


def _replace_line(nyt: Json, gammel: Json, nye: list[Json], vaegte: list[Decimal], takster: dict[str, int]) -> None:
    """New lines in the old one's place; every line of the calculation gets what the structure moved as a cause."""
    linjer = []
    for niveau, vaegt in zip(nye, vaegte, strict=True):
        linje = deepcopy(gammel) | {"id": niveau["linje"], "type": "niveau", "pladser": niveau["pladser"]}
        linje["navn"] = f"{gammel['navn']}, støttegrad {niveau['linje'][-1]}"
        timer = gammel.get("timer") or {"antal": "20", "pr": "uge", "art": "ATA"}
        linje["timer"] = timer | {"antal": str(round(Decimal(timer["antal"]) * vaegt, 1))}
        linje["indhold"] = f"{gammel['indhold']} Støttegrad {niveau['linje'][-1]}: {linje['timer']['antal']} timer."
        linjer.append(linje)
    plads = nyt["linjer"].index(gammel)
    nyt["linjer"][plads : plads + 1] = linjer
    for linje in nyt["linjer"]:
        rest = takster[linje["id"]] - int(linje["takst_kr"])
        linje["aarsager"] += [_cause("struktur", rest)] if rest else []
        linje["takst_kr"] = str(takster[linje["id"]])
    for linje in linjer:
        for felt in ("takst_forrige_kr", "pladser_forrige", "timer_forrige"):
            linje.pop(felt, None)
