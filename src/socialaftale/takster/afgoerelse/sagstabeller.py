"""The tables of a case. Figures are those of the lines; the only sums are counts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.urls import reverse

from socialaftale.faelles.dokument import Afsnit, Kolonne, Raekke, Tabel
from socialaftale.faelles.visning import HAARDT_MELLEMRUM, fortegn, kort_dato, pct, tal

from ..oversigt import counted
from ..runde.models import Erklaering
from ..visning import ENHEDER, number, write_cause
from .models import Linjeafgoerelse
from .sagsdata import Aarsag, Partsstand, Sagsdata
from .sagslinjer import Aabent, Sagslinje

Udfald = Linjeafgoerelse.Udfald
TALORD = {
    Udfald.GODKENDT: "godkendt",
    Udfald.BETINGET: "godkendt med betingelse",
    Udfald.INDSTILLET: "indstillet til godkendelse",
    Udfald.UDSAT: "udsat",
    Udfald.AFVIST: "afvist",
    Udfald.UAENDRET: "godkendt tidligere",
}
LAENGSTE_AARSAG = 400


def counts(udfald: Mapping[str, int]) -> str:
    """`1.198 godkendt, 6 udsat.`; empty where nothing was said of any line."""
    dele = [f"{tal(udfald[et])} {ord_}" for et, ord_ in TALORD.items() if udfald.get(et)]
    return f"Takster: {', '.join(dele)}." if dele else ""


def amount(vaerdi: Decimal | None) -> str:
    """Kroner without the unit: whole where they are whole."""
    return "" if vaerdi is None else tal(vaerdi, 0 if vaerdi == round(vaerdi) else 2)


def change(vaerdi: Decimal | None) -> str:
    """`+2,1 %`; a line without a takst last year is new."""
    return "ny" if vaerdi is None else f"{fortegn(vaerdi, 1)}{HAARDT_MELLEMRUM}%"


def trace(linje: Sagslinje, aar: int) -> str:
    """The page that tells what has happened to the line."""
    return reverse("takst_spor", args=[linje.kode, aar, linje.linje])


def parties(data: Sagsdata) -> Tabel:
    """Who has reported how much, and when."""
    takster = Counter(linje.part for linje in data.linjer)
    kolonner = (Kolonne("Driftsherre"), Kolonne("Tilbud", True), Kolonne("Takster", True), Kolonne("Senest indsendt"),
        Kolonne("Bemærk"))  # fmt: skip
    raekker = tuple(
        Raekke((et.navn, tal(et.tilbud), tal(takster[et.kode]), kort_dato(et.senest), _note(et)), et.kode)
        for et in data.parter
    )
    return Tabel("Driftsherrer i runden", kolonner, raekker)


def _note(part: Partsstand) -> str:
    ord_ = [
        "Har intet at indberette" if part.erklaering == Erklaering.Art.NUL else "",
        "Færdigmeldt" if part.erklaering == Erklaering.Art.FAERDIG else "",
        f"{counted(part.dage_for_sent, 'dag', 'dage')} efter fristen" if part.dage_for_sent else "",
        f"{part.foreloebige} foreløbige tilbud" if part.foreloebige else "",
        f"mangler {len(part.mangler)} tilbud" if part.mangler and part.erklaering != Erklaering.Art.NUL else "",
    ]
    return "; ".join(et for et in ord_ if et)


def open_lines(data: Sagsdata, linjer: Iterable[Sagslinje]) -> Tabel:
    """The open list: what is not in place, and what is proposed. A tilbud's lines with the same to say stand as one."""
    kolonner = (Kolonne("Takst", vaegt=3), Kolonne("Driftsherre", vaegt=2), Kolonne("Hvad mangler", vaegt=4),
        Kolonne("Forslag", vaegt=1))  # fmt: skip
    navne = {part.kode: part.navn for part in data.parter}
    ja = "godkendes" if data.sag.kan_afgoere else "indstilles"
    ens: dict[tuple[str, tuple[Aabent, ...]], list[Sagslinje]] = {}
    for linje in linjer:
        ens.setdefault((linje.kode, linje.aabne), []).append(linje)
    raekker = []
    for egne in ens.values():
        linje = egne[0]
        hvad = linje.sted if len(egne) == 1 else f"{linje.tilbud}: {counted(len(egne), 'takst', 'takster')}"
        grunde = " ".join(et.grund for et in linje.aabne)
        celler = (hvad, navne.get(linje.part, ""), grunde, "udsættes" if linje.udsaettes else ja)
        raekker.append(Raekke(celler, linje.part, trace(linje, data.runde.aar) if len(egne) == 1 else ""))
    return Tabel("Takster med åbne forhold", kolonner, tuple(raekker))


def changes(data: Sagsdata, linjer: Iterable[Sagslinje]) -> Tabel:
    """The largest changes with the places they are for and what the driftsherre says."""
    aar = data.runde.aar
    kolonner = (Kolonne("Takst", vaegt=2), Kolonne("Pladser", True), Kolonne(str(aar - 1), True),
        Kolonne(str(aar), True),
        Kolonne("Ændring", True), Kolonne("Driftsherrens forklaring", vaegt=2))  # fmt: skip
    raekker = tuple(
        Raekke(
            (et.sted, _places(et), amount(et.forrige_kr), amount(et.takst_kr), change(et.aendring_procent),
                _cause(data.aarsager.get(et.pk))),
            et.part,
            trace(et, aar),
        )
        for et in linjer
    )  # fmt: skip
    return Tabel(f"Kroner pr. enhed i {aar - 1} og {aar}", kolonner, raekker)


def _cause(aarsag: Aarsag | None) -> str:
    """The answer to the findings on the line, else the causes that were reported, else what is said of the tilbud."""
    if aarsag is None:
        return ""
    linje = aarsag.linje
    anfoert = " ".join(f"{write_cause(et).rstrip('.')}." for et in linje.aarsager) if linje else ""
    begrundet = linje.begrundelse if linje else ""
    tekst = " ".join(aarsag.forklaringer) or anfoert or begrundet or aarsag.tilbuddets
    if not tekst:
        return "Ikke forklaret"
    return tekst if len(tekst) <= LAENGSTE_AARSAG else f"{tekst[:LAENGSTE_AARSAG].rsplit(' ', 1)[0]} ..."


def places(data: Sagsdata) -> Tabel:
    """Places beside takst, by driftsherre: how many rise and fall, and between what."""
    kolonner = (Kolonne("Driftsherre"), Kolonne("Tilbud", True), Kolonne("Pladser", True), Kolonne("Takster", True),
        Kolonne("Stiger", True), Kolonne("Falder", True), Kolonne("Nye", True), Kolonne("Mest ned", True),
        Kolonne("Mest op", True))  # fmt: skip
    grupper = _by_party(data.forelagt)
    raekker = tuple(_place_row(part, grupper[part.kode]) for part in data.parter if part.kode in grupper)
    return Tabel("Normerede pladser i registeret og ændringer i taksterne", kolonner, raekker)


def _place_row(part: Partsstand, linjer: Sequence[Sagslinje]) -> Raekke:
    kendte = [linje.aendring_procent for linje in linjer if linje.aendring_procent is not None]
    op, ned = [et for et in kendte if et > 0], [et for et in kendte if et < 0]
    yderst = (change(min(ned)) if ned else "", change(max(op)) if op else "")
    antal = (part.tilbud, part.pladser, len(linjer), len(op), len(ned), len(linjer) - len(kendte))
    return Raekke((part.navn, *(tal(et) for et in antal), *yderst), part.kode)


def overhead(data: Sagsdata) -> Tabel | None:
    """The lowest and highest overhead of each driftsherre, over its calculations; None where nobody says."""
    raekker = []
    for part in data.parter:
        beregninger = {
            (et.indberetning, et.beregning): et.overhead_procent for et in data.linjer if et.part == part.kode
        }
        kendte = [et for et in beregninger.values() if et is not None]
        if not beregninger:
            continue
        ikke = len(beregninger) - len(kendte)
        celler = (pct(min(kendte), 1), pct(max(kendte), 1)) if kendte else ("", "")
        raekker.append(Raekke((part.navn, *celler, tal(len(kendte)), tal(ikke)), part.kode))
    if not any(raekke.celler[1] for raekke in raekker):
        return None
    kolonner = (Kolonne("Driftsherre"), Kolonne("Laveste", True), Kolonne("Højeste", True), Kolonne("Oplyst", True),
        Kolonne("Ikke oplyst", True))  # fmt: skip
    return Tabel("Overhead pr. driftsherre, antal afdelinger", kolonner, tuple(raekker))


def all_lines(data: Sagsdata) -> Afsnit:
    """Every line, by driftsherre: the annex."""
    aar = data.runde.aar
    kolonner = (Kolonne("Takst", vaegt=4), Kolonne("Enhed"), Kolonne("Pladser", True), Kolonne(str(aar - 1), True),
        Kolonne(str(aar), True), Kolonne("Ændring", True), Kolonne("Status", vaegt=2))  # fmt: skip
    grupper = _by_party(data.forelagt)
    under = tuple(
        Afsnit(
            part.navn,
            (Tabel(f"Takster fra {part.navn}", kolonner, tuple(_line_row(et, aar) for et in grupper[part.kode])),),
        )
        for part in data.parter
        if part.kode in grupper
    )
    return Afsnit("Bilag: takst for takst", (), under, bilag=True, bred=True)


def _line_row(linje: Sagslinje, aar: int) -> Raekke:
    celler = (
        linje.sted,
        ENHEDER[linje.enhed],
        _places(linje),
        amount(linje.forrige_kr),
        amount(linje.takst_kr),
        change(linje.aendring_procent),
        stands(linje),
    )
    return Raekke(celler, linje.part, trace(linje, aar))


def stands(linje: Sagslinje) -> str:
    """Where the line stands in a word or two."""
    if linje.afgjort:
        return f"{TALORD[Udfald(linje.afgjort.udfald)].capitalize()} {kort_dato(linje.afgjort.dato)}"
    if linje.udsagn:
        return f"{TALORD[Udfald(linje.udsagn[-1].udfald)].capitalize()} {kort_dato(linje.udsagn[-1].dato)}"
    return ""


def _places(linje: Sagslinje) -> str:
    return "" if linje.pladser is None else number(linje.pladser)


def _by_party(linjer: Iterable[Sagslinje]) -> dict[str, list[Sagslinje]]:
    grupper: dict[str, list[Sagslinje]] = {}
    for linje in linjer:
        grupper.setdefault(linje.part, []).append(linje)
    return grupper
