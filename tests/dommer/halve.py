"""Calculations that land on exactly half a krone, often through parts that no decimal can hold (thirds, sevenths)."""

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

Json = dict[str, Any]
FAST = {"basis": "faste", "antal": 365}
HALV = Fraction(1, 2)


def _kroner(vaerdi: Fraction) -> str:
    """Kroner with two decimals; the constructions below always give whole øre."""
    oere = vaerdi * 100
    assert oere.denominator == 1, vaerdi
    return f"{oere.numerator // 100}.{oere.numerator % 100:02d}"


def _kalkule(pladser: int, struktur: Json, basis: Fraction, ydelse: Fraction = Fraction(0)) -> Json:
    poster = [{"kategori": "loen", "tekst": "Basis", "beloeb_kr": _kroner(basis)}]
    if ydelse:
        poster.append({"kategori": "loen", "tekst": "Ydelse", "beloeb_kr": _kroner(ydelse), "del": "ydelse"})
    grundlag: Json = {"omkostninger": poster, "overhead": {"metode": "procent", "procent": "0"}}
    belaegning = {"procent": "100"}
    return {"pladser": str(pladser), "belaegning": belaegning, "dage": FAST, "struktur": struktur, "grundlag": grundlag}


def _average(r: Random) -> Json:
    pladser = r.randint(1, 40)
    return _kalkule(pladser, {"kode": "A", "linje": "halv"}, 365 * pladser * (r.randint(100, 6000) + HALV))


def _average_with_overhead(r: Random) -> Json:
    """Occupancy 97.5 % and overhead 25 %: days and basis both have factors that must meet again."""
    pladser = 4 * r.randint(1, 12)
    dage = Fraction(365 * pladser * 975, 1000)
    beregning = _kalkule(pladser, {"kode": "A", "linje": "halv"}, dage * (r.randint(100, 6000) + HALV) * 4 / 5)
    beregning["belaegning"]["procent"] = "97.5"
    beregning["grundlag"]["overhead"]["procent"] = "25"
    return beregning


def _levels_in_thirds(r: Random) -> Json:
    """The price of one is n/6; weight 3 takes it to half a krone."""
    pladser = 6 * r.randint(1, 5)
    trin = (("halv", 3), ("halv", 9), ("sjettedel", 1), ("halv", 15))
    niveauer = [{"linje": f"{navn}-{v}", "vaegt": str(v), "pladser": str(pladser)} for navn, v in trin]
    pris = Fraction(2 * r.randint(150, 1500) + 1, 6)
    return _kalkule(pladser * 4, {"kode": "B", "niveauer": niveauer}, 365 * pladser * 28 * pris)


def _hour_price(r: Random) -> Json:
    timer = r.randint(100, 9000)
    struktur = {"kode": "C", "basis": "halv", "time": "halv-time", "timer_i_alt": str(timer), "tidsart": "ATA"}
    basis, time = (n + HALV for n in (r.randint(800, 2000), r.randint(250, 500)))
    return _kalkule(6, struktur, 365 * 6 * basis, timer * time)


def _packages(r: Random) -> Json:
    """The interval is half a krone before it is rounded, and every package is half of an odd whole number."""
    pakker = [{"linje": f"halv-{n}", "nummer": n, "pladser": "2"} for n in (1, 2, 5, 7)]
    pris = r.randint(100, 400) * 2 + HALV
    vaegt = 365 * 2 * sum(n - HALV for n in (1, 2, 5, 7))
    struktur = {"kode": "D", "basis": "basis", "interval": {"antal": "7", "pr": "uge", "art": "BRT"}, "pakker": pakker}
    return _kalkule(8, struktur, Fraction(365 * 8 * r.randint(900, 1400)), vaegt * pris)


def _negotiated_in_thirds(r: Random) -> Json:
    """Basis n + 1/3, the place's own m + 1/6: together half a krone."""
    basis = r.randint(800, 2500) + Fraction(1, 3)
    egen = r.randint(100, 3000) * 6 + 1
    aftaler = [{"linje": "halv-aftale", "omkostning_kr": str(egen), "dage": "6"}]
    return _kalkule(12, {"kode": "E", "basis": "basis", "aftaler": aftaler}, 365 * 12 * basis)


def _course_in_sevenths(r: Random) -> Json:
    """Hours a week over seven days: 3/7 of an hour at n + 1/6 kroner gives a half when the parts are joined again."""
    timepris = Fraction(7 * (2 * r.randint(50, 90) + 1), 6)
    uge = {"antal": "3", "pr": "uge", "art": "ATA"}
    faser = [{"linje": f"halv-{n}", "timer": uge, "pladser": "14"} for n in (1, 2)]
    basis = 365 * 28 * Fraction(r.randint(900, 2600))
    return _kalkule(28, {"kode": "F", "faser": faser}, basis, 365 * 28 * Fraction(3, 7) * timepris)


def _assets_in_thirds(r: Random) -> Json:
    """Three write-offs of a third each make a whole again."""
    pladser = r.randint(2, 30)
    skaeve = 3 * r.randint(10_000, 90_000) + 1
    beregning = _kalkule(pladser, {"kode": "A", "linje": "halv"}, Fraction(0))
    aktiv = {"anskaffelse_kr": str(skaeve), "anskaffet_aar": 2020, "levetid_aar": 30, "rente_procent": "0"}
    beregning["grundlag"]["aktiver"] = [{"navn": f"Bus {n}"} | aktiv for n in range(30)]
    loen = 365 * pladser * (r.randint(900, 4000) + HALV) - skaeve
    beregning["grundlag"]["omkostninger"][0]["beloeb_kr"] = _kroner(loen)
    return beregning


def _half_days(r: Random) -> Json:
    """An odd takst times 0.5, and a month of 30.5 days; a supplement at half a krone."""
    pladser = r.randint(1, 30)
    beregning = _kalkule(
        pladser, {"kode": "A", "linje": "hel"}, Fraction(365 * pladser * (r.randint(100, 800) * 2 + 1))
    )
    faktorer = (("dag", "0.5"), ("maaned", "30.5"))
    afledte = [{"linje": linje, "fra_linje": "hel", "faktor": f, "grund": "konstrueret"} for linje, f in faktorer]
    tillaeg = [{"linje": "tillaeg", "omkostning_kr": str(r.randint(100, 900) * 6 + 3), "antal": "6"}]
    return beregning | {"afledte": afledte, "tillaeg": tillaeg}


HALVE: tuple[Callable[[Random], Json], ...] = (
    _average,
    _average_with_overhead,
    _levels_in_thirds,
    _hour_price,
    _packages,
    _negotiated_in_thirds,
    _course_in_sevenths,
    _assets_in_thirds,
    _half_days,
)
"""Each gives the fields of one calculation, to be joined with its id and name."""
