"""The board of the review: the lines on the table of a round as they were frozen. Nothing is computed here."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Abs

from socialaftale.parter.models import Organisation
from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.kontrol import Alvor
from socialaftale.tilbud.models import Stamfakta
from socialaftale.tilbud.reference import same_law
from socialaftale.tilbud.soegning import search

from ..models import Indsendelse, Indsendtlinje
from ..queries import register_day
from ..runde.frys import Sted
from ..runde.models import Forklaring, Takstrunde
from .bord import Bord
from .models import Gennemset
from .stilling import AABNE, Stilling

ALVORER = {alvor.value: nr for nr, alvor in enumerate(Alvor)}
AABEN = ALVORER[Alvor.KRAEVER_FORKLARING]
"""A line with this number in `alvor`, or a smaller one, has a finding that somebody must answer for."""

FELTER = (
    "pk", "indsendelse", "indsendelse__indberetning", "indsendelse__driftsherre", "beregning", "beregning_navn",
    "linje", "navn", "takst_kr", "forrige_kr", "aendring_procent", "pladser", "belaegning_procent", "overhead_procent",
    "kr_pr_ata_time", "indhold_sha256", "fund", "alvor",
)  # fmt: skip
ORDENER = {
    "takst": "takst_kr",
    "sidste": "forrige_kr",
    "aendring": "aendring_procent",
    "pladser": "pladser",
    "belaegning": "belaegning_procent",
    "overhead": "overhead_procent",
    "ata": "kr_pr_ata_time",
    "tilbud": "tilbud_sortering",
    "driftsherre": "indsendelse__driftsherre__sortering",
}
"""What the board can be put in order by; a minus before it turns it round. Else the gravest and largest come first."""


SIDST = ("indsendelse_id", "nr")
"""By primary key: `indsendelse` would bring the order of every model above it along."""


@dataclass(frozen=True)
class Tavleraekke:
    """One line of the board. `stillinger` are those of its remarks, those on its house and tilbud too."""

    linje: Any
    driftsherre: str
    fund: Mapping[str, str] | None
    andre: int
    besvaret: bool
    eftersendes: dt.date | None
    stillinger: list[Stilling]
    aendret: bool
    gennemset: bool

    @property
    def aabne(self) -> int:
        """How many remarks are open."""
        return sum(stilling in AABNE for stilling in self.stillinger)

    @property
    def genaabnet(self) -> bool:
        return Stilling.GENAABNET in self.stillinger

    @property
    def afklaret(self) -> bool:
        """Whether it had remarks, and all are settled."""
        return bool(self.stillinger) and not self.aabne


@dataclass(frozen=True)
class Optaelling:
    """How many lines lie on the table: in all, with open findings, without a question; and open remarks.

    `driftsherrer` are the code and name of those who submitted, by primary key, in order.
    """

    linjer: int
    aabne: int
    uden: int
    bemaerkninger: int
    driftsherrer: Mapping[int, tuple[str, str]]

    @property
    def andel_uden(self) -> Decimal:
        """The lines without a question, per cent of all."""
        return REGNING.divide(Decimal(100 * self.uden), Decimal(self.linjer or 1))


def count_lines(bord: Bord) -> Optaelling:
    """Count the lines on the table: two queries beside those of the table."""
    antal = bord.linjer.aggregate(
        linjer=Count("pk"),
        aabne=Count("pk", filter=Q(alvor__lte=AABEN)),
        uden=Count("pk", filter=Q(uden_spoergsmaal=True)),
    )
    indsendt = Indsendelse.objects.filter(runde=bord.runde).order_by().values("driftsherre")
    parter = Organisation.objects.filter(pk__in=indsendt).order_by("sortering", "pk")
    driftsherrer = {pk: (kode, navn) for pk, kode, navn in parter.values_list("pk", "kode", "navn")}
    return Optaelling(**antal, bemaerkninger=bord.aabne, driftsherrer=driftsherrer)


def find_lines(bord: Bord, valg: Mapping[str, Any]) -> QuerySet[Indsendtlinje]:
    """The lines that are asked for, in the order asked for. What is not asked for does not narrow.

    `valg`: q, driftsherre (code), lov (code; its old and new names too), art, alvor, vis, orden.
    """
    linjer = bord.linjer
    if valg.get("driftsherre"):
        linjer = linjer.filter(indsendelse__driftsherre__kode=valg["driftsherre"])
    if valg.get("lov"):
        linjer = linjer.filter(lovgrundlag__in=sorted(same_law(valg["lov"])))
    if valg.get("art"):
        linjer = linjer.filter(art=valg["art"])
    if valg.get("alvor"):
        linjer = linjer.filter(alvor=valg["alvor"])
    if valg.get("vis"):
        linjer = linjer.filter(_shown(bord, valg["vis"]))
    if valg.get("q"):
        linjer = linjer.filter(pk__in=_named(linjer, valg["q"]))
    return in_order(linjer, bord.runde, valg.get("orden") or "")


def _shown(bord: Bord, vis: str) -> Q:
    match vis:
        case "bemaerkning":
            return Q(pk__in=bord.with_open_remarks())
        case "aendret":
            return Q(pk__in=bord.aendrede)
        case "mangler":
            return bord.unsettled()
    return Q(uden_spoergsmaal=True)


def _named(linjer: QuerySet[Indsendtlinje], tekst: str) -> list[int]:
    """The lines of the tilbud that the words find, and those whose own name, or whose house's, holds the text."""
    tilbud = (search(tekst) or {}).keys()
    soegt = tekst.casefold()
    felter = ("pk", "indsendelse__indberetning__tilbud", "navn", "beregning_navn", "indsendelse__driftsherre__navn")
    return [
        pk
        for pk, hos, *navne in linjer.order_by().values_list(*felter)
        if hos in tilbud or any(soegt in navn.casefold() for navn in navne)
    ]


def in_order(linjer: QuerySet[Indsendtlinje], runde: Takstrunde, orden: str) -> QuerySet[Indsendtlinje]:
    """The lines by a column of `ORDENER`; where none is named, the gravest finding, then the largest change."""
    felt = ORDENER.get(orden.removeprefix("-"))
    if felt is None:
        return linjer.order_by("alvor", Abs("aendring_procent").desc(nulls_last=True), *SIDST)
    if felt == "tilbud_sortering":
        stam = Stamfakta.objects.gaeldende(register_day(runde.aar))
        navne = stam.filter(tilbud=OuterRef("indsendelse__indberetning__tilbud")).values("sortering")[:1]
        linjer = linjer.annotate(tilbud_sortering=Subquery(navne))
    retning = F(felt).desc(nulls_last=True) if orden.startswith("-") else F(felt).asc(nulls_last=True)
    return linjer.order_by(retning, *SIDST)


def read_rows(bord: Bord, antal: Optaelling, linjer: QuerySet[Indsendtlinje]) -> list[Tavleraekke]:
    """The lines as rows of the board, in the order given: at most five queries."""
    # What is put in order is only the keys: to sort the lines with all they hold takes twice as long.
    pks = list(linjer.values_list("pk", flat=True))
    hele = (
        Indsendtlinje.objects.filter(pk__in=pks)
        .order_by()
        .annotate(tilbud=KeyTextTransform("navn", "indsendelse__kort"))
    )
    alle = {raekke.pk: raekke for raekke in hele.values_list(*FELTER, "tilbud", named=True)}
    raekker = [alle[pk] for pk in pks]
    gennemsete = Gennemset.objects.gaeldende().filter(
        runde=bord.runde, indberetning__in={raekke.indsendelse__indberetning for raekke in raekker}
    )
    kendt = Kendt(
        frozenset(gennemsete.order_by().values_list("indberetning", "linje", "indhold_sha256")),
        _answers(raekke.indsendelse__indberetning for raekke in raekker if raekke.alvor <= AABEN),
        _shared(raekke.indsendelse for raekke in raekker if _gravest(raekke.fund, raekke.alvor) is None),
    )
    return [_row(bord, antal, raekke, kendt) for raekke in raekker]


Noegle = tuple[int, str, str, str, str]
"""A finding: the report, the check, its calculation, line and field."""
Svar = tuple[str, dt.date | None]
"""The hash that a finding was answered on, and the day the answer comes."""


class Kendt(NamedTuple):
    """What is known about the lines of a page beside themselves.

    `faelles` are, by submission, the findings on its houses and the tilbud, and the hashes of what stands there.
    """

    gennemsete: frozenset[tuple[int, str, str]]
    svar: Mapping[Noegle, Svar]
    faelles: Mapping[int, tuple[list[dict[str, str]], Mapping[str, str]]]


def _row(bord: Bord, antal: Optaelling, raekke: Any, kendt: Kendt) -> Tavleraekke:
    hos = raekke.indsendelse__indberetning
    fund, steder = _gravest(raekke.fund, raekke.alvor), {}
    if fund is None and raekke.indsendelse in kendt.faelles:
        faelles, steder = kendt.faelles[raekke.indsendelse]
        fund = _gravest([et for et in faelles if et["beregning"] in ("", raekke.beregning)], raekke.alvor)
    sha, eftersendes = "", None
    if fund is not None:
        noegle = (hos, fund["kontrol"], fund["beregning"], fund["linje"], fund["felt"])
        egen = fund["linje"] == raekke.linje
        nu = raekke.indhold_sha256 if egen else steder.get(fund["beregning"], steder.get(""))
        sha, eftersendes = kendt.svar.get(noegle, ("", None))
        sha, eftersendes = (sha, eftersendes) if sha == nu else ("", None)
    return Tavleraekke(
        linje=raekke,
        driftsherre=antal.driftsherrer[raekke.indsendelse__driftsherre][1],
        fund=fund,
        andre=len(raekke.fund) - (fund in raekke.fund),
        besvaret=bool(sha) and not eftersendes,
        eftersendes=eftersendes,
        stillinger=bord.remarks_on(hos, Sted(raekke.beregning, raekke.linje)),
        aendret=raekke.pk in bord.aendrede,
        gennemset=(hos, raekke.linje, raekke.indhold_sha256) in kendt.gennemsete,
    )


def _gravest(fund: Iterable[dict[str, str]], alvor: int) -> dict[str, str] | None:
    """The first finding that is as grave as the line is said to be; None where it stands elsewhere."""
    return next((et for et in fund if ALVORER[et["alvor"]] == alvor), None)


def _shared(indsendelser: Iterable[int]) -> dict[int, tuple[list[dict[str, str]], Mapping[str, str]]]:
    pks = set(indsendelser)
    raekker = Indsendelse.objects.filter(pk__in=pks).order_by().values_list("pk", "fund", "steder") if pks else ()
    return {pk: (fund, steder) for pk, fund, steder in raekker}


def _answers(indberetninger: Iterable[int]) -> dict[Noegle, Svar]:
    """By finding: its newest answer."""
    felter = ("indberetning", "kontrol", "beregning", "linje", "felt", "indhold_sha256", "eftersendes_senest")
    alle = Forklaring.objects.filter(indberetning__in=set(indberetninger)).order_by("skrevet_at", "pk")
    return {raekke[:5]: raekke[5:] for raekke in alle.values_list(*felter)}
