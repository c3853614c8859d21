"""What a recorded decision means: which takster got which answer, and who was told."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder.models import Beslutning

from ..runde.models import Rundebesked, Takstrunde
from .models import Linjeafgoerelse
from .post import OVERSKRIFT, mail_prefix
from .queries import TUNGE, facts_of

Udfald = Linjeafgoerelse.Udfald


@dataclass(frozen=True)
class Udfaldslinje:
    sted: str
    part: str
    driftsherre: str
    grund: str
    spor: str


@dataclass(frozen=True)
class Udfaldsgruppe:
    """The lines with one answer, by driftsherre and tilbud."""

    udfald: str
    navn: str
    linjer: tuple[Udfaldslinje, ...]


@dataclass(frozen=True)
class Besked:
    """What a driftsherre was told: its mails, none where nobody there has an address."""

    driftsherre: str
    mails: tuple[Udgaaende, ...]


@dataclass(frozen=True)
class Afgoerelsesudfald:
    grupper: tuple[Udfaldsgruppe, ...]
    beskeder: tuple[Besked, ...]


def read_outcome(runde: Takstrunde, beslutning: Beslutning) -> Afgoerelsesudfald:
    """The lines of a decision by answer, and the mails that told of it."""
    tunge = [f"linje__indsendelse__{felt}" for felt in TUNGE]
    raekker = list(
        beslutning.linjeafgoerelser.select_related(
            "linje__indsendelse__indberetning__tilbud", "linje__indsendelse__driftsherre"
        ).defer(*tunge, "linje__fund").order_by("linje__indsendelse", "linje__nr")
    )  # fmt: skip
    linjer = _named(runde, raekker)
    navne = {**OVERSKRIFT, Udfald.UAENDRET: "Godkendt tidligere og uændret"}
    grupper = tuple(
        Udfaldsgruppe(udfald, navn, egne)
        for udfald, navn in navne.items()
        if (egne := tuple(linje for linje, et in linjer if et == udfald))
    )
    return Afgoerelsesudfald(grupper, tuple(_told(runde, beslutning, linjer)))


def _named(runde: Takstrunde, raekker: Iterable[Linjeafgoerelse]) -> list[tuple[Udfaldslinje, str]]:
    raekker = list(raekker)
    stam = facts_of(runde.aar, {et.linje.indsendelse.indberetning.tilbud_id for et in raekker})
    linjer = []
    for et in raekker:
        linje, tilbud = et.linje, et.linje.indsendelse.indberetning.tilbud
        fakta = stam.get(tilbud.pk)
        part = fakta.driftsherre if fakta else linje.indsendelse.driftsherre
        sted = f"{fakta.navn if fakta else tilbud.kode}, {linje.beregning_navn}: {linje.navn}"
        spor = reverse("takst_spor", args=[tilbud.kode, runde.aar, linje.linje])
        linjer.append((part.sortering, Udfaldslinje(sted, part.kode, part.navn, et.betingelse, spor), et.udfald))
    return [(linje, udfald) for _, linje, udfald in sorted(linjer, key=lambda et: (et[0], et[1].sted))]


def _told(runde: Takstrunde, beslutning: Beslutning, linjer: Iterable[tuple[Udfaldslinje, str]]) -> Iterable[Besked]:
    """Every driftsherre whose takster got an answer, with its mails."""
    sendt = Rundebesked.objects.filter(runde=runde, noegle__startswith=mail_prefix(beslutning)).select_related("besked")
    alle = [(raekke.noegle.removeprefix(mail_prefix(beslutning)), raekke.besked) for raekke in sendt.order_by("pk")]
    parter = {linje.part: linje.driftsherre for linje, udfald in linjer if udfald != Udfald.UAENDRET}
    for kode, navn in parter.items():
        yield Besked(navn, tuple(mail for noegle, mail in alle if noegle.rpartition("-")[0] == kode))
