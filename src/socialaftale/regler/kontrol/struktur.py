"""Structure: every line of last year is found again, or a bridge says where it went; no line stands twice."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from socialaftale.regler.kontrol.emner import Beregningssag, Gammel, Linjesag, Tilbudssag
from socialaftale.regler.kontrol.fund import Alvor, Svar, open_unless
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.kontrol.sprog import is_reason, is_reason_about
from socialaftale.regler.takst.opgave import Linje, Linjetype
from socialaftale.regler.talformat import number

VESTHIMMERLAND = "Referat DAS 17.11.2025, punkt 5 (Vesthimmerland)"
ANDRE_END_GENNEMSNIT = {Linjetype.BASIS, Linjetype.TIME, Linjetype.NIVEAU, Linjetype.PAKKE}
NAER_EN = Decimal("0.0005")


@kontrol(
    Linjesag,
    "V5",
    titel="Linjen er ny og har ingen bro",
    naar="Linjen var ikke i sidste års indberetning, og hverken bro eller begrundelse siger, hvor den kommer fra.",
    kilde=f"{VESTHIMMERLAND}: efter ændret takststruktur kunne udviklingen ikke ses",
    hvad_goer_du="Skriv en bro fra den linje, den erstatter, eller begrund, at ydelsen er ny.",
)
def new_without_bridge(sag: Linjesag) -> Iterator[Svar]:
    """Asked only where last year's report of the tilbud is at hand."""
    if sag.ramme.forrige is None or sag.gammel or sag.broer:
        return
    if is_reason_about(sag.ny.begrundelse, "ny"):
        yield Svar(Alvor.OPMAERKSOM, "id", f"{sag.ny.navn}: linjen er ny i år.")
        return
    besked = f"{sag.ny.navn}: linjen var ikke med sidste år, og der er ingen bro til den.{_looks_like(sag)}"
    yield Svar(Alvor.KRAEVER_FORKLARING, "id", besked)


def _looks_like(sag: Linjesag) -> str:
    for gammel in sag.ramme.gamle.values():
        if gammel.linje.navn == sag.ny.navn and gammel.linje.id not in sag.ramme.linje_ids:
            return f" Sidste år havde {gammel.linje.navn} id {gammel.linje.id}."
    return ""


@kontrol(
    Tilbudssag,
    "S1",
    titel="En linje fra sidste år er væk",
    naar="En linje fra sidste år er væk, og hverken bro eller tilbuddets begrundelse siger, hvor den blev af.",
    kilde=f"{VESTHIMMERLAND}: broen fra gammel til ny struktur",
    hvad_goer_du="Skriv en bro til den linje, der overtager, eller nævn linjen i tilbuddets begrundelse.",
)
def dropped_without_bridge(sag: Tilbudssag) -> Iterator[Svar]:
    """A reason must name the line, so that a tilbud with many lines cannot excuse them all at once."""
    tekst = sag.ramme.tilbud.begrundelse
    for linje_id, gammel in sag.ramme.gamle.items():
        if linje_id in sag.ramme.linje_ids or linje_id in sag.ramme.broer_fra:
            continue
        if is_reason_about(tekst, "udgaaet") and (gammel.linje.navn in tekst or linje_id in tekst):
            continue
        besked = f"{gammel.linje.navn}: linjen var med sidste år, men er væk i år uden bro."
        yield Svar(Alvor.KRAEVER_FORKLARING, "id", besked, linje=linje_id, beregning=gammel.beregning)


@kontrol(
    Tilbudssag,
    "S2",
    titel="Broen går ikke op",
    naar="Andelene fra en gammel linje giver ikke 1, broen nævner en ukendt linje, eller et par står to gange.",
    kilde=f"{VESTHIMMERLAND}; broens andele er andele af sidste års pladsdage",
    hvad_goer_du="Ret andelene, så de giver 1 for hver gammel linje, og ret id'erne i broen.",
)
def faulty_bridge(sag: Tilbudssag) -> Iterator[Svar]:
    """Every place-day of an old line goes somewhere, once."""
    ramme = sag.ramme
    par = Counter((bro.fra_linje, bro.til_linje) for bro in sag.ramme.tilbud.bro)
    for (fra, til), antal in par.items():
        if antal > 1:
            yield Svar(Alvor.FEJL, "bro", f"Broen fra {fra} til {til} står {antal} gange.", linje=til)
        if til not in sag.ramme.linje_ids:
            yield Svar(Alvor.FEJL, "bro", f"Broen fra {fra} fører til {til}, som ikke er en linje i år.", linje=til)
        if ramme.forrige and fra not in ramme.gamle:
            besked = f"Broen til {til} kommer fra {fra}, som ikke var en linje sidste år."
            yield Svar(Alvor.FEJL, "bro", besked, linje=til)
    for fra, broer in sag.ramme.broer_fra.items():
        ialt = sum((bro.andel for bro in broer), Decimal(0))
        if abs(ialt - 1) > NAER_EN:
            for bro in broer:
                besked = f"Broens andele fra {fra} giver {number(ialt, 3)} i alt og ikke 1."
                yield Svar(Alvor.FEJL, "bro", besked, linje=bro.til_linje)


@kontrol(
    Tilbudssag,
    "S3",
    titel="Broen kan ikke kontrolleres",
    naar="Der er skrevet en bro, men sidste års indberetning er der ikke.",
    kilde="En bro kan kun kontrolleres mod sidste års linjer",
    hvad_goer_du="Hent sidste års indberetning ind, fx fra takstbilaget.",
)
def bridge_without_last_year(sag: Tilbudssag) -> Iterator[Svar]:
    """The check lacks its input and says so."""
    if sag.ramme.tilbud.bro and sag.ramme.forrige is None:
        yield Svar(Alvor.KAN_IKKE_AFGOERES, "bro", f"{sag.ramme.tilbud.navn}: sidste års linjer kendes ikke.")


@kontrol(
    Beregningssag,
    "S4",
    titel="Fiktiv gennemsnitstakst",
    naar="En gennemsnitstakst står i stedet for eller ved siden af linjer med forskellige takster, uden bro.",
    kilde=f"{VESTHIMMERLAND}: fiktive gennemsnitstakster kunne ikke godkendes",
    hvad_goer_du="Indberet de takster, der faktisk opkræves, og skriv en bro fra sidste års linjer.",
)
def fictive_average(sag: Beregningssag) -> Iterator[Svar]:
    """An average is real only where one price is charged for every place."""
    typer = {linje.type for linje in sag.ny.linjer}
    struktur = sag.ny.struktur
    blandet = bool(typer & ANDRE_END_GENNEMSNIT) or (struktur is not None and struktur.kode != "A")
    gamle = _old_lines_here(sag)
    for linje in sag.ny.linjer:
        if linje.type is not Linjetype.GENNEMSNIT:
            continue
        uden_bro = linje.id not in sag.ramme.broer_til and linje.id not in sag.ramme.gamle
        if blandet or (uden_bro and _were_different(gamle)) or _was_something_else(linje, sag):
            besked = f"{linje.navn}: et gennemsnit, selv om taksterne var eller er forskellige."
            yield Svar(Alvor.KRAEVER_FORKLARING, "type", besked, linje=linje.id)


def _old_lines_here(sag: Beregningssag) -> list[Gammel]:
    gamle = list(sag.ramme.gamle.values())
    samme = [gammel for gammel in gamle if gammel.beregning == sag.ny.id]
    return samme or gamle


def _were_different(gamle: list[Gammel]) -> bool:
    return any(gammel.linje.type in ANDRE_END_GENNEMSNIT for gammel in gamle)


def _was_something_else(linje: Linje, sag: Beregningssag) -> bool:
    gammel = sag.ramme.gamle.get(linje.id)
    return gammel is not None and gammel.linje.type is not Linjetype.GENNEMSNIT and linje.id not in sag.ramme.broer_til


@kontrol(
    Linjesag,
    "S5",
    titel="Linjens type er ændret",
    naar="Linjen har samme id som sidste år, men er en anden type, og hverken bro eller begrundelse siger hvorfor.",
    kilde=f"{VESTHIMMERLAND}: ændret struktur uden bro",
    hvad_goer_du="Ret typen, eller giv linjen et nyt id og skriv en bro.",
)
def type_changed(sag: Linjesag) -> Iterator[Svar]:
    """The same id must mean the same thing."""
    if sag.forrige and sag.forrige.type is not sag.ny.type:
        besked = f"{sag.ny.navn}: typen var {sag.forrige.type} sidste år og er {sag.ny.type} i år."
        yield Svar(open_unless(is_reason(sag.ny.begrundelse)), "type", besked)


@kontrol(
    Tilbudssag,
    "S6",
    titel="Linjen står to gange",
    naar="To linjer i tilbuddet har samme id, eller to linjer i samme beregning har samme navn, type og enhed.",
    kilde=f"{VESTHIMMERLAND}: to udgaver af taksterne var begge i takstbilaget",
    hvad_goer_du="Slet den udgave, der ikke gælder.",
)
def two_versions(sag: Tilbudssag) -> Iterator[Svar]:
    """Both versions are shown, since only the reporter knows which one holds."""
    ids: dict[str, list[Linjesag]] = defaultdict(list)
    navne: dict[tuple[str, str, str, str], list[Linjesag]] = defaultdict(list)
    for linje in sag.linjer:
        ids[linje.ny.id].append(linje)
        navn = " ".join(linje.ny.navn.lower().split())
        navne[(linje.beregning.ny.id, navn, linje.ny.type, linje.ny.enhed)].append(linje)
    for felt, grupper in (("id", ids.values()), ("navn", navne.values())):
        for gruppe in grupper:
            for linje in gruppe if len(gruppe) > 1 else ():
                besked = f"{linje.ny.navn}: linjen står {len(gruppe)} gange. Hvilken gælder?"
                yield Svar(Alvor.FEJL, felt, besked, linje=linje.ny.id, beregning=linje.beregning.ny.id)


@kontrol(
    Tilbudssag,
    "S7",
    titel="Beregningen står to gange",
    naar="To beregninger i tilbuddet har samme id eller samme navn og art.",
    kilde=f"{VESTHIMMERLAND}: to udgaver af taksterne var begge i takstbilaget",
    hvad_goer_du="Slet den udgave, der ikke gælder, eller giv afdelingerne hver sit navn.",
)
def calculation_twice(sag: Tilbudssag) -> Iterator[Svar]:
    """Last year's calculation is found by id, so an id must be one calculation."""
    ids = Counter(en.ny.id for en in sag.beregninger)
    navne = Counter((en.ny.navn.lower(), en.ny.art) for en in sag.beregninger)
    for en in sag.beregninger:
        if ids[en.ny.id] > 1 or navne[(en.ny.navn.lower(), en.ny.art)] > 1:
            felt = "id" if ids[en.ny.id] > 1 else "navn"
            yield Svar(Alvor.FEJL, felt, f"{en.ny.navn}: beregningen står mere end én gang.", beregning=en.ny.id)
