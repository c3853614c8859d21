"""Plan the example region: pure, the same every time, no clock and no random numbers.

Every choice is a digest of the version, the tilbud's number and what is chosen, so that it depends on nothing else.
"""

import hashlib
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from ..models.identitet import ALFABET, LAENGDE
from ..reference import read_toml

REGION = "1081"
VALG = TypeVar("VALG")


@dataclass(frozen=True)
class Gruppe:
    lovgrundlag: str
    form: str
    pladser: int


@dataclass(frozen=True)
class Hus:
    """One afdeling: its places add up over the houses to exactly those of the tilbud."""

    navn: str
    vej: str
    postnummer: str
    postdistrikt: str
    kommune: str
    grupper: tuple[Gruppe, ...]


@dataclass(frozen=True)
class Eksempel:
    """One invented tilbud as it is in the year shown."""

    nummer: int
    kode: str
    skabelon: str
    navn: str
    driftsherre: str
    huse: tuple[Hus, ...]
    maalgrupper: tuple[str, ...]
    alder: tuple[int, int]
    ydelser: tuple[tuple[str, str, str], ...]
    beskyttet: bool = False
    portal_id: str = ""
    p_nummer: str = ""
    kategori: int = 2
    landsdaekning: str = "ingen"
    forstaerket: bool = False

    @property
    def pladser(self) -> int:
        return sum(gruppe.pladser for hus in self.huse for gruppe in hus.grupper)


@dataclass
class _Udkast:
    nummer: int
    driftsherre: str
    skabelon: dict[str, Any] = field(default_factory=dict)
    stoerrelse: int = 0
    byer: list[list[str]] = field(default_factory=list)


@cache
def _data() -> dict[str, Any]:
    return read_toml("eksempel.toml")


def make_plan(antal: int | None = None) -> list[Eksempel]:
    """Return the invented tilbud; with the file's own number the places are exactly those that the file states."""
    data = _data()
    antal = antal or data["antal"]
    maal = {d["kode"]: round(d["pladser"] * antal / data["antal"]) for d in data["driftsherre"]}
    hos = share_out(antal, {kode: _tilbud_weight(kode, pladser) for kode, pladser in maal.items()})
    ejere = [d["kode"] for d in data["driftsherre"] for _ in range(hos[d["kode"]])]
    udkast = [_Udkast(nummer, kode) for nummer, kode in enumerate(ejere)]
    _give_templates([et for et in udkast if et.driftsherre == REGION], data["skabelon"], "region")
    _give_templates([et for et in udkast if et.driftsherre != REGION], data["skabelon"], "vaegt")
    for driftsherre in data["driftsherre"]:
        egne = [et for et in udkast if et.driftsherre == driftsherre["kode"]]
        _give_sizes(egne, maal[driftsherre["kode"]])
        _give_towns(egne, driftsherre["byer"], data["driftsherre"])
    navne = _names(udkast, data["navne"])
    return [_finish(et, navn, data["navne"]["afdelinger"]) for et, navn in zip(udkast, navne, strict=True)]


def share_out(antal: int, vaegte: dict[str, int]) -> dict[str, int]:
    """Share a whole number by weight, largest remainder first, ties by key: the parts add up exactly."""
    i_alt = sum(vaegte.values())
    hele = {kode: antal * vaegt // i_alt for kode, vaegt in vaegte.items()}
    efter_rest = sorted(vaegte, key=lambda kode: (-(antal * vaegte[kode] % i_alt), kode))
    for kode in efter_rest[: antal - sum(hele.values())]:
        hele[kode] += 1
    return hele


def pick(muligheder: list[VALG], *om: object) -> VALG:
    """Choose one by the digest of what it is about."""
    return muligheder[digest(*om) % len(muligheder)]


def digest(*om: object) -> int:
    tekst = "|".join(str(del_) for del_ in ("eksempel", _data()["version"], *om))
    return int.from_bytes(hashlib.sha256(tekst.encode()).digest()[:8], "big")


def make_kode(*om: object) -> str:
    """Return the opaque code of an example, the same at every load."""
    tal = digest("kode", *om)
    return "".join(ALFABET[tal // len(ALFABET) ** i % len(ALFABET)] for i in range(LAENGDE))


def _tilbud_weight(kode: str, pladser: int) -> int:
    """The region runs few and large tilbud: half as many for its places."""
    return pladser // 2 if kode == REGION else pladser


def _give_templates(egne: list[_Udkast], skabeloner: list[dict[str, Any]], vaegt: str) -> None:
    """Give each a kind, so that the mixture follows the weights, spread over the operators."""
    antal = share_out(len(egne), {s["id"]: s[vaegt] for s in skabeloner})
    raekke = [s for s in skabeloner for _ in range(antal[s["id"]])]
    blandet = sorted(range(len(raekke)), key=lambda nr: digest("skabelon", vaegt, nr))
    for et, nr in zip(egne, blandet, strict=True):
        et.skabelon = raekke[nr]


def _give_sizes(egne: list[_Udkast], i_alt: int) -> None:
    """Let each be as large as its kind is, scaled so that together they have exactly `i_alt` places."""
    oensket = {}
    for et in egne:
        fra, til = et.skabelon["stoerrelse"]
        oensket[str(et.nummer)] = fra + digest("stoerrelse", et.nummer) % (til - fra + 1)
    for et, pladser in zip(egne, share_out(i_alt, oensket).values(), strict=True):
        et.stoerrelse = pladser


def _give_towns(egne: list[_Udkast], byer: list[list[str]], driftsherrer: list[dict[str, Any]]) -> None:
    """A municipality's lie at home; the region's lie all over."""
    andre = [d for d in driftsherrer if d["byer"] for _ in range(1 + d["pladser"] // 60)]
    for et in egne:
        vaert = pick(andre, "vaert", et.nummer)
        kode, mulige = (et.driftsherre, byer) if byer else (vaert["kode"], vaert["byer"])
        et.byer = [[kode, *by] for by in mulige]


def _names(udkast: list[_Udkast], navne: dict[str, list[str]]) -> list[str]:
    """Give every tilbud a name of its own: the parts in turn, a house number when they run out."""
    brugt: set[str] = set()
    alle = []
    for et in udkast:
        endelser = navne[f"endelser_{et.skabelon['endelser']}"]
        mulige = [led + endelse for led in navne["led"] for endelse in endelser]
        start = digest("navn", et.nummer) % len(mulige)
        navn = next((n for n in mulige[start:] + mulige[:start] if n not in brugt), f"{mulige[start]} {et.nummer}")
        brugt.add(navn)
        alle.append(navn)
    return alle


def _finish(et: _Udkast, navn: str, afdelingsnavne: list[str]) -> Eksempel:
    skabelon = et.skabelon
    antal_huse = 1 + (et.stoerrelse > 22) + (et.stoerrelse > 44)
    i_grupper = share_out(et.stoerrelse, {lov: andel for lov, _, andel in skabelon["pladser"]})
    former = {lov: form for lov, form, _ in skabelon["pladser"]}
    huse = tuple(_house(et, nr, antal_huse, afdelingsnavne, i_grupper, former) for nr in range(antal_huse))
    salg = pick(["ja", "ja", "ja", "efter_aftale"], "salg", et.nummer)
    return Eksempel(
        nummer=et.nummer,
        kode=make_kode(et.nummer),
        skabelon=skabelon["id"],
        navn=navn,
        driftsherre=et.driftsherre,
        huse=huse,
        maalgrupper=_target_groups(et),
        alder=tuple(skabelon["alder"]),
        ydelser=tuple((ydelse, art, salg if nr == 0 else "efter_aftale") for nr, (ydelse, art) in _numbered(skabelon)),
        beskyttet=skabelon.get("beskyttet", False),
        portal_id=f"X{90000 + et.nummer}",
        p_nummer=f"10{digest('p', et.nummer) % 10**8:08d}",
        kategori=1 if et.driftsherre == REGION else pick([2, 2, 3], "kategori", et.nummer),
        landsdaekning=_coverage(et),
        forstaerket=et.driftsherre == REGION and skabelon["id"] == "bo-107",
    )


def _house(
    et: _Udkast, nr: int, antal: int, navne: list[str], i_grupper: dict[str, int], former: dict[str, str]
) -> Hus:
    by = pick(et.byer, "by", et.nummer, nr)
    grupper = []
    for lov, pladser in i_grupper.items():
        del_ = share_out(pladser, {str(i): 1 for i in range(antal)})[str(nr)]
        if del_:
            grupper.append(Gruppe(lov, former[lov], del_))
    led = pick(_data()["navne"]["led"], "vej", et.nummer, nr)
    vej = f"{led}vej {1 + digest('nr', et.nummer, nr) % 60}"
    navn = "Hovedhuset" if antal == 1 else f"Afdeling {navne[nr]}"
    return Hus(navn, vej, by[1], by[2], by[0], tuple(grupper))


def _coverage(et: _Udkast) -> str:
    """The region's secure home serves the country, its schools the part of it."""
    if et.driftsherre != REGION:
        return "ingen"
    return {"sikret": "land", "skole": "landsdel"}.get(et.skabelon["id"], "ingen")


def _target_groups(et: _Udkast) -> tuple[str, ...]:
    alle = et.skabelon["maalgrupper"]
    return tuple(alle[: 1 + digest("maal", et.nummer) % len(alle)])


def _numbered(skabelon: dict[str, Any]) -> list[tuple[int, list[str]]]:
    return list(enumerate(skabelon["ydelser"]))
