"""Where the tilbud of a round stand, with what it rests on. All pages of the round ask here: see `runde.stand`.

The number of queries does not grow with what was submitted.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from socialaftale.faelles import tid
from socialaftale.regler.rundestop import Stop

from .afgoerelse.models import Linjeafgoerelse
from .afgoerelse.queries import Indhold, outcomes, settled
from .gennemgang.queries import Bemaerket, content_now, read_remarks
from .models import Budgetbekraeftelse, Forklaring, Indsendelse, Indsendtlinje
from .runde.frys import Sted
from .runde.models import Takstrunde
from .runde.queries import explanations, holding, newest_submissions, read_dates, stop_of
from .runde.stand import Trin, submitted_step, waits_for_driftsherren


@dataclass(frozen=True)
class Indsendtstand:
    """Where the newest submission of a tilbud stands.

    `afgoerelser` are the outcomes of its lines by line id, those without one left out. `bemaerkninger` are the remarks
    that the driftsherre was sent, oldest first. `loefter` are explanations promised and not given.
    """

    indsendelse: Indsendelse
    trin: Trin
    stop: Stop
    afgoerelser: Mapping[str, Linjeafgoerelse]
    bemaerkninger: tuple[Bemaerket, ...]
    loefter: tuple[Forklaring, ...]
    budget_bekraeftet: bool

    @property
    def venter(self) -> tuple[Bemaerket, ...]:
        """The remarks that the driftsherre is to answer."""
        return tuple(et for et in self.bemaerkninger if waits_for_driftsherren(et.stand))

    @property
    def er_foreloebig(self) -> bool:
        """Submitted before the budget was adopted, and not confirmed since."""
        return self.indsendelse.foreloebig and not self.budget_bekraeftet

    @property
    def forfaldne(self) -> tuple[Forklaring, ...]:
        """The promises whose day has come: today is the last day."""
        return tuple(et for et in self.loefter if et.eftersendes_senest <= tid.today())

    @property
    def svarfrist(self) -> dt.date | None:
        """The first day by which a waiting remark is to be answered."""
        frister = [trin.frist for et in self.venter for trin in et.trin if trin.frist]
        return min(frister, default=None)


def read_submitted(runde: Takstrunde, tilbud: Collection[int] | None = None) -> dict[int, Indsendtstand]:
    """By tilbud (primary key): where its newest submission in the round stands; only of those named, where any are."""
    indsendelser = newest_submissions(runde)
    if tilbud is not None:
        indsendelser = {pk: et for pk, et in indsendelser.items() if pk in set(tilbud)}
    if not indsendelser:
        return {}
    datoer = read_dates(runde)
    linjer = _lines(indsendelser.values())
    afgoerelser = _outcomes(runde, indsendelser, linjer)
    bemaerkninger = _remarks(runde, list(indsendelser))
    loefter = _promises(indsendelser.values())
    indsendte = list(indsendelser.values())
    bekraeftede = set(
        Budgetbekraeftelse.objects.filter(indsendelse__in=indsendte).values_list("indsendelse", flat=True)
    )
    staar = {}
    for pk, indsendelse in indsendelser.items():
        egne = afgoerelser[pk]
        mine = bemaerkninger[pk]
        udfald = [egne[linje].udfald if linje in egne else None for linje, _ in linjer[indsendelse.pk]]
        staar[pk] = Indsendtstand(
            indsendelse=indsendelse,
            trin=submitted_step(udfald, sum(waits_for_driftsherren(et.stand) for et in mine)),
            stop=stop_of(indsendelse, datoer),
            afgoerelser=egne,
            bemaerkninger=mine,
            loefter=loefter[indsendelse.indberetning_id],
            budget_bekraeftet=indsendelse.pk in bekraeftede,
        )
    return staar


def _lines(indsendelser: Iterable[Indsendelse]) -> dict[int, list[tuple[str, str]]]:
    """By submission (primary key): the id and the hash of every line."""
    linjer: dict[int, list[tuple[str, str]]] = defaultdict(list)
    raekker = Indsendtlinje.objects.filter(indsendelse__in=list(indsendelser)).order_by("indsendelse", "nr")
    for indsendelse, linje, sha in raekker.values_list("indsendelse", "linje", "indhold_sha256"):
        linjer[indsendelse].append((linje, sha))
    return linjer


def _outcomes(
    runde: Takstrunde, indsendelser: Mapping[int, Indsendelse], linjer: Mapping[int, list[tuple[str, str]]]
) -> dict[int, dict[str, Linjeafgoerelse]]:
    """By tilbud: the outcome of each line. One noted as unchanged stands as the decision left it that approved it."""
    seneste, afgjorte = outcomes(runde), settled(runde)
    fundet: dict[int, dict[str, Linjeafgoerelse]] = defaultdict(dict)
    for pk, indsendelse in indsendelser.items():
        for linje, sha in linjer[indsendelse.pk]:
            indhold = Indhold(pk, linje, sha)
            afgoerelse = seneste.get(indhold)
            if afgoerelse and afgoerelse.udfald == Linjeafgoerelse.Udfald.UAENDRET:
                afgoerelse = afgjorte.get(indhold)
            if afgoerelse:
                fundet[pk][linje] = afgoerelse
    return fundet


def _remarks(runde: Takstrunde, tilbud: list[int]) -> dict[int, tuple[Bemaerket, ...]]:
    fundet: dict[int, list[Bemaerket]] = defaultdict(list)
    for et in read_remarks(runde, tilbud):
        if et.er_sendt:
            fundet[et.bemaerkning.indberetning.tilbud_id].append(et)
    return defaultdict(tuple, {pk: tuple(egne) for pk, egne in fundet.items()})


def _promises(indsendelser: Iterable[Indsendelse]) -> dict[int, tuple[Forklaring, ...]]:
    """By report: the explanations promised for what stands in its submission, the first due first."""
    alle = list(indsendelser)
    nu: Mapping[int, Mapping[Sted, str]] = content_now(alle)
    fundet = {}
    for indberetning, forklaret in explanations([et.indberetning for et in alle]).items():
        gaelder = holding(forklaret, nu[indberetning]).values()
        loefter = [et for et in gaelder if et.eftersendes_senest]
        fundet[indberetning] = tuple(sorted(loefter, key=lambda et: (et.eftersendes_senest, et.pk)))
    return defaultdict(tuple, fundet)
