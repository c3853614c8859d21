"""The case file of a round, or of one driftsherre's part in it: submissions, remarks, answers, decisions, in one PDF.

Of a report it holds what those who review have seen. Cost lines are in it only where the driftsherre shares them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from socialaftale.faelles.dokument import Afsnit, Del, Dokument, Kolonne, Liste, Raekke, Tabel, Tekst
from socialaftale.faelles.visning import dato, kort_dato, kr, tidspunkt
from socialaftale.moeder.models import Beslutning, Moede
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.regler.kontrol import Fund

from ..gennemgang.queries import Bemaerket, read_remarks
from ..gennemgang.stilling import Stilling
from ..indhold import load
from ..models import Indberetningsversion, Indsendelse, Indsendtlinje
from ..runde.frys import load_findings
from ..runde.models import Erklaering, Forklaring, Takstrunde
from ..runde.queries import read_dates
from ..visning import ALVOR, ENHEDER, number
from .models import Linjeafgoerelse
from .moedesag import points_of, short_name
from .queries import facts_of
from .sag import describe_remark
from .sagstabeller import TALORD, amount, change, counts
from .spor import mandate_in_words

Udfald = Linjeafgoerelse.Udfald
KORT = 12
"""As many digits of a hash as are written where the whole stands in the receipt's own file."""


@dataclass(frozen=True)
class Akter:
    """What the file is made of, read once. Everything is by report (primary key) unless it says otherwise."""

    runde: Takstrunde
    indsendelser: Mapping[int, list[Indsendelse]]
    linjer: Mapping[int, list[Indsendtlinje]]
    bemaerkninger: Mapping[int, list[Bemaerket]]
    forklaringer: Mapping[int, list[Forklaring]]
    udfald: Mapping[int, list[Linjeafgoerelse]]
    delte: Mapping[int, Indberetningsversion]
    erklaeringer: Mapping[Organisation, list[Erklaering]]
    navne: Mapping[int, str]
    moeder: Mapping[int, Moede]


def build_file(runde: Takstrunde, part: Organisation | None, sagsnr: str, bruger: Bruger) -> Dokument:
    """The case file of the round; of one driftsherre's part where it is named. Decisions are those the person sees."""
    parter, akter = read_file(runde, part)
    datoer = read_dates(runde)
    oplysninger = [
        ("Sagsnummer", sagsnr),
        ("Aftaleområde", runde.omraade.navn),
        ("Driftsherre", part.navn if part else ""),
        ("Runden åbnet", dato(runde.aabnet_at)),
        ("Frist for indberetning", dato(datoer.frist)),
        ("Regelsæt", f"{runde.regelsaet_id} (SHA-256 {runde.regelsaet_sha256[:KORT]})"),
    ]
    afsnit = [
        _decisions(runde, akter, bruger),
        *(_party(et, egne, akter) for et, egne in parter.items()),
    ]
    undertitel = f"Sagens akter for {part.navn}" if part else "Sagens akter"
    return Dokument(f"Takster for {runde.aar}", undertitel, tuple(et for et in oplysninger if et[1]), tuple(afsnit))


def read_file(runde: Takstrunde, part: Organisation | None) -> tuple[dict[Organisation, list[int]], Akter]:
    """The reports (primary keys) of each driftsherre, and all that is known of them, in a fixed number of queries."""
    alle = Indsendelse.objects.of_round(runde).select_related("indsendt_by", "budgetbekraeftelse")
    indsendelser: dict[int, list[Indsendelse]] = defaultdict(list)
    for et in alle.defer("version__indhold", "kort").order_by("indberetning", "nr"):
        indsendelser[et.indberetning_id].append(et)
    tilbud = {pk: egne[0].indberetning.tilbud_id for pk, egne in indsendelser.items()}
    stam = facts_of(runde.aar, tilbud.values())
    parter: dict[Organisation, list[int]] = defaultdict(list)
    for pk, egne in indsendelser.items():
        fakta = stam.get(tilbud[pk])
        ejer = fakta.driftsherre if fakta else egne[-1].driftsherre
        if part in (None, ejer):
            parter[ejer].append(pk)
    erklaeringer: dict[Organisation, list[Erklaering]] = defaultdict(list)
    alle_ord = Erklaering.objects.filter(runde=runde).select_related("driftsherre").order_by("afgivet_at", "pk")
    for et in alle_ord:
        if part in (None, et.driftsherre):
            parter.setdefault(et.driftsherre, [])
            erklaeringer[et.driftsherre].append(et)
    valgte = [pk for egne in parter.values() for pk in egne]
    akter = Akter(
        runde=runde,
        indsendelser=indsendelser,
        linjer=_lines(valgte),
        bemaerkninger=_remarks(runde, [tilbud[pk] for pk in valgte], part is None),
        forklaringer=_grouped(Forklaring.objects.filter(indberetning__in=valgte).order_by("skrevet_at", "pk")),
        udfald=_outcomes(valgte),
        delte=_shared(valgte),
        erklaeringer=erklaeringer,
        navne={pk: stam[tilbud[pk]].navn if tilbud[pk] in stam else "" for pk in valgte},
        moeder={et.pk: et for et in Moede.objects.in_order().filter(udvalg__omraade=runde.omraade)},
    )
    orden = sorted(parter, key=lambda et: (et.sortering, et.pk))
    return {et: sorted(parter[et], key=lambda pk: akter.navne[pk]) for et in orden}, akter


def _lines(valgte: Sequence[int]) -> dict[int, list[Indsendtlinje]]:
    """By submission (primary key)."""
    fundet: dict[int, list[Indsendtlinje]] = defaultdict(list)
    for et in Indsendtlinje.objects.filter(indsendelse__indberetning__in=valgte).order_by("indsendelse", "nr"):
        fundet[et.indsendelse_id].append(et)
    return fundet


def _remarks(runde: Takstrunde, tilbud: Iterable[int], alle: bool) -> dict[int, list[Bemaerket]]:
    """Those that were not withdrawn; for a driftsherre only those that were sent to it."""
    fundet: dict[int, list[Bemaerket]] = defaultdict(list)
    for et in read_remarks(runde, list(tilbud)):
        if et.er_sendt or (alle and et.stand.stilling is not Stilling.TRUKKET):
            fundet[et.bemaerkning.indberetning_id].append(et)
    return fundet


def _grouped(raekker: Iterable[Forklaring]) -> dict[int, list[Forklaring]]:
    fundet: dict[int, list[Forklaring]] = defaultdict(list)
    for et in raekker:
        fundet[et.indberetning_id].append(et)
    return fundet


def _outcomes(valgte: Sequence[int]) -> dict[int, list[Linjeafgoerelse]]:
    """By line (primary key): what every decision said of it, those that were corrected later too."""
    raekker = Linjeafgoerelse.objects.filter(linje__indsendelse__indberetning__in=valgte)
    felter = ("beslutning__punkt__moede__udvalg", "beslutning__delegation__fra_udvalg")
    fundet: dict[int, list[Linjeafgoerelse]] = defaultdict(list)
    for et in raekker.select_related(*felter).order_by("beslutning__registreret_at", "pk"):
        fundet[et.linje_id].append(et)
    return fundet


def _shared(valgte: Sequence[int]) -> dict[int, Indberetningsversion]:
    """By report: its newest version where the driftsherre shares the basis."""
    versioner = Indberetningsversion.objects.filter(indberetning__in=valgte).newest()
    return {et.indberetning_id: et for et in versioner if et.delt}


def parties_in(runde: Takstrunde) -> list[Organisation]:
    """The driftsherrer that have submitted something in the round, by name."""
    tilbud = Indsendelse.objects.filter(runde=runde).values_list("indberetning__tilbud", flat=True)
    parter = {et.driftsherre for et in facts_of(runde.aar, tilbud).values()}
    return sorted(parter, key=lambda et: (et.sortering, et.pk))


def _decisions(runde: Takstrunde, akter: Akter, bruger: Bruger) -> Afsnit:
    """What the bodies decided, with each correction."""
    under = []
    for punkt in points_of(runde):
        synlige = Beslutning.objects.visible_to(bruger).filter(punkt=punkt)
        for beslutning in synlige.select_related("delegation__fra_udvalg").order_by("nr"):
            under.append(_decision(beslutning, akter.moeder[punkt.moede_id], f"{punkt.nummer}. {punkt.titel}"))
    dele: tuple[Del, ...] = () if under else (Tekst("Intet udvalg har behandlet taksterne endnu."),)
    return Afsnit("Udvalgenes beslutninger", dele, tuple(under))


def _decision(beslutning: Beslutning, moede: Moede, punkt: str) -> Afsnit:
    antal: dict[str, int] = defaultdict(int)
    for udfald in beslutning.linjeafgoerelser.values_list("udfald", flat=True):
        antal[udfald] += 1
    dele: list[Del] = [
        Tekst(punkt, "Punkt"),
        Tekst(f"{beslutning.get_resultat_display().capitalize()}. {counts(antal)}".strip(), "Resultat"),
        Tekst(mandate_in_words(beslutning), "Mandat"),
    ]
    egne = (("Beslutning", beslutning.tekst), ("Betingelser", beslutning.betingelser), ("Rettet", beslutning.rettelse))
    dele += [Tekst(tekst, navn) for navn, tekst in egne if tekst]
    dele.append(Tekst(tidspunkt(beslutning.registreret_at), "Ført ind"))
    rettet = f", rettelse {beslutning.nr - 1}" if beslutning.nr > 1 else ""
    return Afsnit(f"{short_name(moede.udvalg)}, {dato(moede.dato)}{rettet}", tuple(dele))


def _party(part: Organisation, egne: Sequence[int], akter: Akter) -> Afsnit:
    punkter = tuple(
        f"{kort_dato(et.afgivet_at)}: {et.get_art_display()}. {et.tekst}".rstrip(". ") + "."
        for et in akter.erklaeringer.get(part, ())
    )
    dele: tuple[Del, ...] = (Liste(punkter),) if punkter else ()
    return Afsnit(part.navn, dele, tuple(_tilbud(pk, akter) for pk in egne), bred=True)


def _tilbud(pk: int, akter: Akter) -> Afsnit:
    dele: list[Del] = []
    for indsendelse in akter.indsendelser[pk]:
        dele += _submission(indsendelse, akter.linjer[indsendelse.pk], akter)
    dele += [et for bemaerket in akter.bemaerkninger.get(pk, ()) for et in describe_remark(bemaerket)]
    forklaringer = akter.forklaringer.get(pk, ())
    if forklaringer:
        dele.append(_explanations(forklaringer, akter.linjer[akter.indsendelser[pk][-1].pk]))
    if pk in akter.delte:
        dele.append(_basis(akter.delte[pk]))
    return Afsnit(akter.navne[pk] or akter.indsendelser[pk][-1].indberetning.tilbud.kode, tuple(dele))


def _submission(indsendelse: Indsendelse, linjer: Sequence[Indsendtlinje], akter: Akter) -> list[Del]:
    bekraeftet = hasattr(indsendelse, "budgetbekraeftelse")
    ord_ = [
        f"{tidspunkt(indsendelse.indsendt_at)} af {indsendelse.indsendt_by} for {indsendelse.driftsherre}",
        f"kvittering {indsendelse.kvittering}",
        f"SHA-256 {indsendelse.kort_sha256}",
        f"godkendt af {indsendelse.godkendt_af}" if indsendelse.godkendt_af else "",
        "foreløbig, siden bekræftet uændret" if indsendelse.foreloebig and bekraeftet else "",
        "foreløbig" if indsendelse.foreloebig and not bekraeftet else "",
    ]
    fund = [*load_findings(indsendelse.fund), *(et for linje in linjer for et in load_findings(linje.fund))]
    dele: list[Del] = [
        Tekst(f"{', '.join(et for et in ord_ if et)}.", f"Indsendt {indsendelse.nr}"),
        _rates(indsendelse, linjer, akter),
    ]
    if fund:
        dele.append(Liste(tuple(_finding(et, linjer) for et in fund)))
    return dele


def _rates(indsendelse: Indsendelse, linjer: Sequence[Indsendtlinje], akter: Akter) -> Tabel:
    aar = akter.runde.aar
    kolonner = (Kolonne("Takst", vaegt=4), Kolonne("Enhed"), Kolonne("Pladser", True), Kolonne(str(aar - 1), True),
        Kolonne(str(aar), True), Kolonne("Ændring", True), Kolonne("Udvalgenes svar", vaegt=5))  # fmt: skip
    raekker = tuple(
        Raekke((
            f"{et.beregning_navn}: {et.navn}", ENHEDER[et.enhed], "" if et.pladser is None else number(et.pladser),
            amount(et.forrige_kr), amount(et.takst_kr), change(et.aendring_procent),
            "; ".join(_answer(udfald, akter) for udfald in akter.udfald.get(et.pk, ())),
        ))
        for et in linjer
    )  # fmt: skip
    return Tabel(f"Takster, indsendelse {indsendelse.nr}", kolonner, raekker)


def _answer(udfald: Linjeafgoerelse, akter: Akter) -> str:
    moede = akter.moeder[udfald.beslutning.punkt.moede_id]
    hvem = f"{short_name(moede.udvalg)} {kort_dato(moede.dato)}: {TALORD[Udfald(udfald.udfald)]}"
    return f"{hvem} ({udfald.betingelse})" if udfald.betingelse else hvem


def _finding(fund: Fund, linjer: Iterable[Indsendtlinje]) -> str:
    sted = next((et.navn for et in linjer if et.linje == fund.linje), "")
    return f"{ALVOR[fund.alvor][0]}{f', {sted}' if sted else ''}: {fund.besked} ({fund.kontrol})"


def _explanations(forklaringer: Iterable[Forklaring], linjer: Iterable[Indsendtlinje]) -> Tabel:
    navne = {et.linje: et.navn for et in linjer}
    raekker = tuple(
        Raekke((
            kort_dato(et.skrevet_at), navne.get(et.linje, "Tilbuddet"), et.kontrol,
            et.tekst or f"Eftersendes senest {dato(et.eftersendes_senest)}",
        ))
        for et in forklaringer
    )  # fmt: skip
    kolonner = (Kolonne("Skrevet"), Kolonne("Om", vaegt=2), Kolonne("Kontrol"), Kolonne("Forklaring", vaegt=5))
    return Tabel("Driftsherrens forklaringer", kolonner, raekker)


def _basis(version: Indberetningsversion) -> Tabel:
    raekker = tuple(
        Raekke((f"{beregning.navn}: {post.tekst}", post.kategori, kr(post.beloeb_kr)))
        for beregning in load(version.indhold).beregninger
        if beregning.grundlag
        for post in beregning.grundlag.omkostninger
    )
    kolonner = (Kolonne("Omkostning", vaegt=3), Kolonne("Kategori"), Kolonne("Beløb", True))
    return Tabel("Grundlaget, som driftsherren har delt", kolonner, raekker)
