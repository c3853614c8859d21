"""Takster a second time, in exact fractions, written from docs/regler/takst.md and the law alone.

Shares no code with the core: it reads the JSON of a report and the TOML of a rule set as plain dicts. Where a takst
cannot be computed it says None, never why. Readings taken where the text is open are marked `Læsning`.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor
from typing import Any

Json = Mapping[str, Any]
Takster = dict[tuple[str, str, str], Fraction | None]
HALV = Fraction(1, 2)


class Mangler(Exception):
    """Something is missing or the divisor is 0: there is no takst."""


def compute(indberetning: Json, regelsaet: Json) -> Takster:
    """Kroner of every line a calculation gives, by (tilbud, beregning, linje); None where there is no takst."""
    takster: Takster = {}
    for tilbud in indberetning["tilbud"]:
        for beregning in tilbud.get("beregninger", ()):
            linjer = _Beregning(beregning, int(indberetning["aar"]), regelsaet).linjer()
            takster |= {(tilbud["id"], beregning["id"], linje): takst for linje, takst in linjer.items()}
    return takster


def number(vaerdi: Any) -> Fraction:
    return Fraction(str(vaerdi))


def round_kroner(vaerdi: Fraction, trin: Fraction = Fraction(1)) -> Fraction:
    """Nearest step, half up. Læsning: below zero as ROUND in a spreadsheet, half away from zero."""
    antal = floor(abs(vaerdi) / trin + HALV)
    return (antal if vaerdi >= 0 else -antal) * trin


def _divide(taeller: Fraction, naevner: Fraction) -> Fraction:
    if naevner == 0:
        raise Mangler
    return taeller / naevner


def _or_none(regning: Callable[[], Fraction]) -> Fraction | None:
    try:
        return regning()
    except Mangler:
        return None


class _Beregning:
    def __init__(self, beregning: Json, aar: int, regelsaet: Json) -> None:
        self.beregning, self.aar, self.regelsaet = beregning, aar, regelsaet

    def regel(self, gruppe: str, navn: str) -> Fraction:
        return number(self.regelsaet[gruppe][navn]["vaerdi"])

    def linjer(self) -> dict[str, Fraction | None]:
        linjer = self._structure_lines()
        for tillaeg in self.beregning.get("tillaeg", ()):
            linjer[tillaeg["linje"]] = _or_none(lambda t=tillaeg: self._kroner(_per_unit(t, "antal")))
        return linjer | self._derived(linjer)

    def _kroner(self, vaerdi: Fraction, slags: str = "takst") -> Fraction:
        return round_kroner(vaerdi, self.regel("afrunding", slags))

    def _derived(self, linjer: dict[str, Fraction | None]) -> dict[str, Fraction | None]:
        """Læsning: a derived line may build on another derived one, in whatever order they stand."""
        afledte = {afledt["linje"]: afledt for afledt in self.beregning.get("afledte", ())}
        faerdige: dict[str, Fraction | None] = {}

        def takst(linje: str, set_foer: tuple[str, ...]) -> Fraction | None:
            if linje in linjer or linje not in afledte or linje in set_foer:
                return linjer.get(linje)
            kilde = takst(afledte[linje]["fra_linje"], (*set_foer, linje))
            return None if kilde is None else self._kroner(kilde * number(afledte[linje]["faktor"]))

        for linje in afledte:
            faerdige[linje] = takst(linje, ())
        return faerdige

    def _structure_lines(self) -> dict[str, Fraction | None]:
        struktur = self.beregning.get("struktur")
        if struktur is None:
            return {}
        regninger = _STRUKTURER[struktur["kode"]](self, struktur)
        if (
            struktur["kode"] not in self.regelsaet["strukturer"]["koder"]
        ):  # Læsning: a structure not chosen gives no takst
            return dict.fromkeys(regninger)
        return {linje: _or_none(regning) for linje, regning in regninger.items()}

    def grundlag(self) -> Json:
        if self.beregning.get("grundlag") is None:
            raise Mangler
        grundlag: Json = self.beregning["grundlag"]
        return grundlag

    def direct(self, del_: str) -> Fraction:
        grundlag = self.grundlag()
        poster = (post for post in grundlag.get("omkostninger", ()) if post.get("del", "basis") == del_)
        ialt = sum((number(post["beloeb_kr"]) for post in poster), Fraction(0))
        if grundlag.get("prisniveau", "takstaar") == "takstaar":
            return ialt
        return ialt * (1 + self._pl() / 100)

    def _pl(self) -> Fraction:
        egen = self.grundlag().get("pl_procent")
        if egen is not None:
            return number(egen)
        sats = self.regelsaet["pl_procent"].get(str(self.aar))
        if sats is None:
            raise Mangler
        return number(sats["vaerdi"])

    def overhead(self, del_: str) -> Fraction:
        overhead = self.grundlag()["overhead"]
        if overhead.get("metode", "procent") == "procent":
            return self.direct(del_) * number(overhead["procent"]) / 100
        beloeb, ydelse = number(overhead["beloeb_kr"]), self.direct("ydelse")
        if ydelse == 0:
            return beloeb if del_ == "basis" else Fraction(0)
        return beloeb * _divide(self.direct(del_), self.direct("basis") + ydelse)

    def capital(self) -> Fraction:
        return sum((self._asset(aktiv) for aktiv in self.grundlag().get("aktiver", ())), Fraction(0))

    def _asset(self, aktiv: Json) -> Fraction:
        """Straight-line depreciation plus interest on the book value when the year begins."""
        brugt, levetid = self.aar - aktiv["anskaffet_aar"], aktiv["levetid_aar"]
        if not 0 <= brugt < levetid:
            return Fraction(0)
        anskaffelse = number(aktiv["anskaffelse_kr"])
        afskrivning = (anskaffelse - number(aktiv.get("scrap_kr", 0))) / levetid
        egen = aktiv.get("rente_procent")
        rente = self.regel("kapital", "rente") if egen is None else number(egen)
        return afskrivning + (anskaffelse - afskrivning * brugt) * rente / 100

    def basisdel(self) -> Fraction:
        grundlag = self.grundlag()
        plus = ("tjenestemandspension_kr", "tilsyn_kr", "indregnet_resultat_kr")
        oevrigt = sum((number(grundlag.get(navn, 0)) for navn in plus), Fraction(0))
        indtaegter = number(grundlag.get("oevrige_indtaegter_kr", 0))
        return self.direct("basis") + self.overhead("basis") + self.capital() + oevrigt - indtaegter

    def ydelsesdel(self) -> Fraction:
        return self.direct("ydelse") + self.overhead("ydelse")

    def occupancy(self) -> Fraction:
        belaegning = self.beregning["belaegning"]
        if belaegning.get("procent") is not None:
            return number(belaegning["procent"])
        faktisk = {post["aar"]: number(post["procent"]) for post in belaegning.get("regnskab", ())}
        seneste, antal = (int(self.regel("belaegning", n)) for n in ("seneste_regnskabsaar", "regnskabsaar_antal"))
        aarene = [self.aar - seneste - n for n in range(antal)]
        if any(aar not in faktisk for aar in aarene):
            raise Mangler
        gulv = self.regel("belaegning", "gulv_kort" if belaegning.get("type") == "kort" else "gulv")
        middel = sum((faktisk[aar] for aar in aarene), Fraction(0)) / antal
        return max(gulv, min(self.regel("belaegning", "loft"), middel))

    def days(self) -> Fraction:
        dage = self.beregning.get("dage", {})
        if dage.get("basis", "kalender") == "kalender":
            if self.regelsaet["dage"]["takstdage"]["vaerdi"] == "faste":
                return self.regel("dage", "faste_dage")
            skudaar = self.aar % 4 == 0 and (self.aar % 100 != 0 or self.aar % 400 == 0)
            return Fraction(366 if skudaar else 365)
        if dage.get("antal") is None:
            raise Mangler
        return Fraction(dage["antal"])

    def budget_days(self, pladser: Any) -> Fraction:
        return number(pladser) * self.days() * self.occupancy() / 100

    def basis_price(self) -> Fraction:
        return _divide(self.basisdel(), self.budget_days(self.beregning["pladser"]))

    def takstgrundlag(self) -> Fraction:
        return self.basisdel() + self.ydelsesdel()


Regninger = dict[str, Callable[[], Fraction]]


def _per_unit(post: Json, enheder: str) -> Fraction:
    return _divide(number(post["omkostning_kr"]), number(post[enheder]))


def _average(b: _Beregning, struktur: Json) -> Regninger:
    return {struktur["linje"]: lambda: b._kroner(_divide(b.takstgrundlag(), b.budget_days(b.beregning["pladser"])))}


def _levels(b: _Beregning, struktur: Json) -> Regninger:
    def price_of_one() -> Fraction:
        vaegtede = (b.budget_days(n["pladser"]) * number(n["vaegt"]) for n in struktur["niveauer"])
        return _divide(b.takstgrundlag(), sum(vaegtede, Fraction(0)))

    return {n["linje"]: lambda n=n: b._kroner(price_of_one() * number(n["vaegt"])) for n in struktur["niveauer"]}


def _basis_hours(b: _Beregning, struktur: Json) -> Regninger:
    return {
        struktur["basis"]: lambda: b._kroner(b.basis_price()),
        struktur["time"]: lambda: b._kroner(_divide(b.ydelsesdel(), number(struktur["timer_i_alt"])), "timetakst"),
    }


def _basis_packages(b: _Beregning, struktur: Json) -> Regninger:
    midtpunkt, hoejst = b.regel("pakker", "midtpunkt"), b.regel("pakker", "antal")
    pakker = struktur["pakker"]

    def interval() -> Fraction:
        vaegtede = (b.budget_days(p["pladser"]) * (p["nummer"] - midtpunkt) for p in pakker)
        return b._kroner(_divide(b.ydelsesdel(), sum(vaegtede, Fraction(0))))

    def package(pakke: Json) -> Fraction:
        if hoejst and max(p["nummer"] for p in pakker) > hoejst:  # Læsning: package 11 is outside a model of ten
            raise Mangler
        return b._kroner(interval() * (pakke["nummer"] - midtpunkt))

    basis: Regninger = {struktur["basis"]: lambda: b._kroner(b.basis_price())}
    return basis | {p["linje"]: lambda p=p: package(p) for p in pakker}


def _negotiated(b: _Beregning, struktur: Json) -> Regninger:
    def basis_price() -> Fraction:
        return _divide(b.takstgrundlag(), b.budget_days(b.beregning["pladser"]))

    basis: Regninger = {struktur["basis"]: lambda: b._kroner(basis_price())}
    aftaler = struktur.get("aftaler", ())
    return basis | {a["linje"]: lambda a=a: b._kroner(basis_price() + _per_unit(a, "dage")) for a in aftaler}


_DAGE_PR = {"dag": 1, "uge": 7, "aar": 365}


def _hours_a_day(fase: Json) -> Fraction:
    return number(fase["timer"]["antal"]) / _DAGE_PR[fase["timer"]["pr"]]


def _course(b: _Beregning, struktur: Json) -> Regninger:
    faser = struktur["faser"]

    def share(fase: Json) -> Fraction:
        return number(fase.get("basisandel_procent", 100)) / 100

    def basis_price() -> Fraction:
        return _divide(b.basisdel(), sum((b.budget_days(f["pladser"]) * share(f) for f in faser), Fraction(0)))

    def hour_price() -> Fraction:
        timer = sum((b.budget_days(f["pladser"]) * _hours_a_day(f) for f in faser), Fraction(0))
        if len({f["timer"]["art"] for f in faser}) > 1:  # hours of different kinds are never priced together
            raise Mangler
        return Fraction(0) if timer == 0 and b.ydelsesdel() == 0 else _divide(b.ydelsesdel(), timer)

    def phase(fase: Json) -> Fraction:
        return b._kroner(basis_price() * share(fase) + hour_price() * _hours_a_day(fase))

    return {f["linje"]: lambda f=f: phase(f) for f in faser}


def _hours(b: _Beregning, struktur: Json) -> Regninger:
    timer = number(struktur["timer_i_alt"])
    return {struktur["linje"]: lambda: b._kroner(_divide(b.takstgrundlag(), timer), "timetakst")}


_STRUKTURER: dict[str, Callable[[_Beregning, Json], Regninger]] = {
    "A": _average,
    "B": _levels,
    "C": _basis_hours,
    "D": _basis_packages,
    "E": _negotiated,
    "F": _course,
    "G": _hours,
    "N": _basis_packages,
}
