"""What the page of one line shows to those who review it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from socialaftale.faelles import tid
from socialaftale.parter.permissions import Access
from socialaftale.regler.kontrol import Alvor, Fund
from socialaftale.regler.takst.opgave import Linje, Takstberegning, TilbudIndberetning

from .. import queries as takster
from ..models import Indsendelse, Indsendtlinje
from ..permissions import Indblik, insight
from ..runde.frys import Sted, load_findings, place_of, read_short
from ..runde.models import Forklaring
from ..runde.queries import Fundsted, explanations, key_of
from ..udvikling import Takstbro, bridges
from .queries import Bemaerket, content_now, read_remarks


@dataclass(frozen=True)
class Fundvisning:
    """A finding with its newest answer, and whether that was given on what stands there now."""

    fund: Fund
    forklaring: Forklaring | None
    gaelder: bool

    @property
    def loefte(self) -> dt.date | None:
        """The day by which an answer is promised that is not here yet."""
        return self.forklaring.eftersendes_senest if self.forklaring and self.gaelder else None

    @property
    def forfaldent(self) -> bool:
        """The day that was promised has come."""
        return self.loefte is not None and self.loefte <= tid.today()

    @property
    def besvaret(self) -> bool:
        return bool(self.forklaring and self.gaelder and self.forklaring.tekst)


@dataclass(frozen=True)
class Indsendt:
    """A submission as the review reads it: the frozen report, its findings with answers, its remarks.

    `nyeste` is the submission that lies on the table for the tilbud now.
    """

    indsendelse: Indsendelse
    nyeste: Indsendelse
    kort: TilbudIndberetning
    fund: tuple[Fundvisning, ...]
    bemaerkninger: tuple[Bemaerket, ...]

    @property
    def er_nyeste(self) -> bool:
        return self.indsendelse.pk == self.nyeste.pk

    def on(self, linje: Indsendtlinje) -> "Omlinje":
        """What is said about a line, on it or on its house or tilbud, and the line itself."""
        steder = (Sted(linje.beregning, linje.linje), Sted(linje.beregning), Sted())
        beregning = next(et for et in self.kort.beregninger if et.id == linje.beregning)
        return Omlinje(
            linje,
            beregning,
            next(et for et in beregning.linjer if et.id == linje.linje),
            tuple(et for et in self.fund if place_of(et.fund) in steder),
            tuple(et for et in self.bemaerkninger if et.sted in steder),
        )

    @property
    def om_tilbuddet(self) -> tuple[Fundvisning, ...]:
        """The findings on no line that is reported."""
        linjer = {linje.id for et in self.kort.beregninger for linje in et.linjer}
        return tuple(et for et in self.fund if et.fund.linje not in linjer)


@dataclass(frozen=True)
class Omlinje:
    """A line with what is said about it."""

    linje: Indsendtlinje
    beregning: Takstberegning
    indhold: Linje
    fund: tuple[Fundvisning, ...]
    bemaerkninger: tuple[Bemaerket, ...]

    @property
    def aabne(self) -> int:
        return sum(et.stand.er_aaben for et in self.bemaerkninger)


def read_submission(indsendelse: Indsendelse) -> Indsendt:
    """The submission with all that was said about its tilbud in the round, in a few queries."""
    linjer = list(indsendelse.linjer.all())
    fund = [*load_findings(indsendelse.fund), *(et for linje in linjer for et in load_findings(linje.fund))]
    orden = list(Alvor)
    fund.sort(key=lambda et: orden.index(et.alvor))
    indberetning = indsendelse.indberetning
    svar = explanations([indberetning]).get(indberetning.pk, {})
    nu = content_now([indsendelse])[indberetning.pk]
    nyeste = indsendelse.runde.indsendelser.filter(indberetning=indberetning).order_by("-nr").first() or indsendelse
    return Indsendt(
        indsendelse,
        nyeste,
        read_short(indsendelse.kort),
        tuple(_answered(et, svar, nu) for et in fund),
        tuple(read_remarks(indsendelse.runde, [indberetning.tilbud_id])),
    )


def _answered(fund: Fund, svar: Mapping[Fundsted, Forklaring], nu: Mapping[Sted, str]) -> Fundvisning:
    forklaring, sted = svar.get(key_of(fund)), place_of(fund)
    # A finding on a line that is no longer reported is about what its calculation holds: see `frys.place_hashes`.
    sha = nu.get(sted) or nu.get(Sted(sted.beregning)) or nu[Sted()]
    return Fundvisning(fund, forklaring, forklaring is not None and forklaring.indhold_sha256 == sha)


def year_bridge(indsendt: Indsendt, linje: Indsendtlinje, adgang: Access) -> Takstbro | None:
    """The computed bridge of the line, for those who see the full basis of what is on the table; else None."""
    indsendelse = indsendt.indsendelse
    hvor_langt = insight(adgang, indsendelse.driftsherre)
    if not indsendt.er_nyeste or hvor_langt is Indblik.OFFENTLIGT:
        return None
    if hvor_langt is Indblik.KORT and not indsendelse.version.delt:
        return None
    runde = indsendelse.runde
    raekke = takster.find_row(indsendelse.indberetning.tilbud, runde.aar, adgang)
    if raekke is None or raekke.blad is None or raekke.version != indsendelse.version:
        return None
    broer = bridges(raekke.blad, runde.aar, runde.omraade.kode)
    return next((bro for bro in broer if bro.linje.id == linje.linje), None)


def earlier_submissions(linje: Indsendtlinje) -> list[Indsendtlinje]:
    """The same line in every submission of its tilbud in the round, the newest first."""
    hos = {"indsendelse__indberetning": linje.indsendelse.indberetning_id, "linje": linje.linje}
    return list(Indsendtlinje.objects.filter(**hos).select_related("indsendelse").order_by("-indsendelse__nr"))
