"""From a line to its submissions, remarks, explanations and decisions, and back: what one reader may see of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from socialaftale.faelles.visning import dato
from socialaftale.moeder.models import Beslutning, Moede
from socialaftale.moeder.status import Mandatart
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access
from socialaftale.regler.kontrol import Fund
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import read_billeder

from ..gennemgang.queries import Bemaerket, read_remarks
from ..gennemgang.stilling import Stilling
from ..models import Indsendtlinje
from ..permissions import Indblik, insight
from ..queries import driftsherre_of, read_public, register_day
from ..runde.frys import Sted, load_findings
from ..runde.models import Forklaring, Takstrunde
from ..runde.permissions import INDSEND, SE_RUNDE
from ..runde.queries import find_round
from ..synlighed import OffentligLinje
from .models import GODKENDT, Linjeafgoerelse
from .moedesag import short_name


@dataclass(frozen=True)
class Afgoerelsesspor:
    """What a meeting said of the line. `beslutning` is None where the reader may know the outcome alone.

    `takst_kr` and `pladser` are those of the content it was said of; None where the reader may not see it.
    """

    udfald: Linjeafgoerelse
    udvalg: str
    moede: Moede
    punkt: int
    beslutning: Beslutning | None
    mandat: str
    linje: Indsendtlinje | None
    gaelder_nyeste: bool


@dataclass(frozen=True)
class Spor:
    """`linjer` are the line's submissions, the newest first; empty for a reader who sees decisions alone.

    `i_bilaget`: the line stands in the takstbilag. `ser_runde`: the reader reviews, and has the board.
    """

    tilbud: Tilbud
    navn: str
    aar: int
    linje: str
    linjenavn: str
    afdeling: str
    runde: Takstrunde
    linjer: tuple[Indsendtlinje, ...]
    fund: tuple[Fund, ...]
    bemaerkninger: tuple[Bemaerket, ...]
    forklaringer: tuple[Forklaring, ...]
    afgoerelser: tuple[Afgoerelsesspor, ...]
    indblik: Indblik
    ser_runde: bool
    i_bilaget: bool


@dataclass(frozen=True)
class Laeser:
    """How far a person sees: the whole round, her own party's takster, or what is public."""

    bruger: Bruger | AnonymousUser
    ser_runde: bool
    egen: bool
    indblik: Indblik

    @property
    def ser_indsendt(self) -> bool:
        return self.ser_runde or self.egen


def lines_with_trace(tilbud: int, aar: int) -> frozenset[str]:
    """The ids of a tilbud's lines (primary key) that have been submitted in the year's round."""
    alle = Indsendtlinje.objects.filter(indsendelse__indberetning__tilbud=tilbud, indsendelse__indberetning__aar=aar)
    return frozenset(alle.values_list("linje", flat=True))


def read_trace(tilbud: Tilbud, aar: int, linje: str, bruger: Bruger | AnonymousUser) -> Spor | None:
    """The trace of a line as the person may see it; None where there is nothing for her."""
    runde = find_round(tilbud.omraade, aar)
    alle = Indsendtlinje.objects.filter(
        indsendelse__indberetning__tilbud=tilbud, indsendelse__indberetning__aar=aar, linje=linje
    )
    linjer = tuple(
        alle.select_related("indsendelse__indberetning", "indsendelse__indsendt_by").order_by("-indsendelse__nr")
    )
    if runde is None or not linjer:
        return None
    laeser, nyeste = reader_of(tilbud, aar, bruger), linjer[0]
    ser, i_bilaget = laeser.ser_indsendt, _public_line(tilbud, aar, linje)
    if not ser and i_bilaget is None:
        return None
    billede = next(iter(read_billeder([tilbud], register_day(aar))), None)
    return Spor(
        tilbud=tilbud,
        navn=billede.navn if billede else nyeste.indsendelse.kort["navn"],
        aar=aar,
        linje=linje,
        linjenavn=nyeste.navn if ser or i_bilaget is None else i_bilaget.navn,
        afdeling=nyeste.beregning_navn if ser or i_bilaget is None else i_bilaget.afdeling,
        runde=runde,
        linjer=linjer if ser else (),
        fund=tuple(load_findings(nyeste.fund)) if ser else (),
        bemaerkninger=tuple(_remarks(runde, nyeste, laeser)) if ser else (),
        forklaringer=tuple(_explanations(nyeste)) if ser else (),
        afgoerelser=tuple(_decisions(linjer, laeser)),
        indblik=laeser.indblik,
        ser_runde=laeser.ser_runde,
        i_bilaget=i_bilaget is not None,
    )


def _public_line(tilbud: Tilbud, aar: int, linje: str) -> OffentligLinje | None:
    """The line as it stands in the takstbilag: what is not there has no public trace."""
    offentligt = read_public([tilbud], aar).get(tilbud.pk)
    return next((et for et in offentligt.linjer if et.linje == linje), None) if offentligt else None


def reader_of(tilbud: Tilbud, aar: int, bruger: Bruger | AnonymousUser) -> Laeser:
    """How far the person sees into the tilbud's takster of the year."""
    held = access(bruger)
    driftsherre = driftsherre_of(tilbud, aar)
    ser_runde = held.may(SE_RUNDE, omraade=tilbud.omraade)
    return Laeser(bruger, ser_runde, held.may(INDSEND, driftsherre), insight(held, driftsherre))


def _remarks(runde: Takstrunde, linje: Indsendtlinje, laeser: Laeser) -> Iterable[Bemaerket]:
    """Those on the line, its calculation or its tilbud; a driftsherre sees what was sent to it."""
    steder = (Sted(), Sted(linje.beregning), Sted(linje.beregning, linje.linje))
    for et in read_remarks(runde, [linje.indsendelse.indberetning.tilbud_id]):
        trukket = et.stand.stilling is Stilling.TRUKKET
        if et.sted in steder and (et.er_sendt or (laeser.ser_runde and not trukket)):
            yield et


def _explanations(linje: Indsendtlinje) -> Iterable[Forklaring]:
    """What the driftsherre has said of the line's findings, the newest on each first."""
    alle = linje.indsendelse.indberetning.forklaringer.filter(linje=linje.linje).select_related("skrevet_by")
    kendte = {(fund.kontrol, fund.felt) for fund in load_findings(linje.fund)}
    return (et for et in alle.order_by("-skrevet_at", "-pk") if (et.kontrol, et.felt) in kendte)


def _decisions(linjer: tuple[Indsendtlinje, ...], laeser: Laeser) -> Iterable[Afgoerelsesspor]:
    """The outcomes of decisions that still hold and that the person may know, by meeting."""
    gaelder = Beslutning.objects.newest().values("pk")
    raekker = Linjeafgoerelse.objects.filter(linje__in=linjer, beslutning__in=gaelder).select_related(
        "beslutning__punkt__moede__udvalg", "beslutning__delegation__fra_udvalg",
        "beslutning__delegation__beslutning__punkt",
    )  # fmt: skip
    synlige = set(
        Beslutning.objects.visible_to(laeser.bruger).filter(linjeafgoerelser__in=raekker).values_list("pk", flat=True)
    )
    egne = {linje.pk: linje for linje in linjer}
    moeder = {et.pk: et for et in Moede.objects.in_order().filter(punkter__beslutninger__linjeafgoerelser__in=raekker)}
    for raekke in sorted(raekker, key=lambda et: (moeder[et.beslutning.punkt.moede_id].dato, et.pk)):
        ses = raekke.beslutning_id in synlige
        if ses or laeser.ser_indsendt:
            yield _decision(raekke, moeder, (egne[raekke.linje_id], linjer[0]), ses, laeser)


def _decision(
    raekke: Linjeafgoerelse,
    moeder: dict[int, Moede],
    linjer: tuple[Indsendtlinje, Indsendtlinje],
    ses: bool,
    laeser: Laeser,
) -> Afgoerelsesspor:
    linje, nyeste = linjer
    beslutning = raekke.beslutning
    moede = moeder[beslutning.punkt.moede_id]
    return Afgoerelsesspor(
        udfald=raekke,
        udvalg=short_name(moede.udvalg),
        moede=moede,
        punkt=beslutning.punkt_id,
        beslutning=beslutning if ses else None,
        mandat=mandate_in_words(beslutning),
        linje=linje if laeser.ser_indsendt or raekke.udfald in (*GODKENDT, Linjeafgoerelse.Udfald.UAENDRET) else None,
        gaelder_nyeste=linje.indhold_sha256 == nyeste.indhold_sha256,
    )


def mandate_in_words(beslutning: Beslutning) -> str:
    """By what right the body decided; a recommendation takes none."""
    delegation = beslutning.delegation
    if delegation:
        return f"Efter delegation fra {short_name(delegation.fra_udvalg)} til og med {dato(delegation.udloeber)}"
    return "Egen kompetence" if beslutning.mandat == Mandatart.EGEN else "Indstilling, ikke en afgørelse"
