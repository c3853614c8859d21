"""The lines on the table as a body sees them: what was said of each, what is open, and what is proposed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from socialaftale.faelles import tid
from socialaftale.faelles.visning import dato
from socialaftale.moeder.models import Moede
from socialaftale.regler.rundestop import Led, Rundedage, next_stop
from socialaftale.regler.sagsvej import Forelagt, Ord, waits_for
from socialaftale.tilbud.models import Stamfakta, Tilbud

from ..gennemgang.queries import Bemaerket
from ..gennemgang.stilling import Stilling
from ..models import Indsendtlinje
from ..queries import register_day
from ..runde.frys import Sted
from ..runde.models import Forklaring, Takstrunde
from ..runde.queries import Datoer
from .models import GODKENDT, Linjeafgoerelse
from .moedesag import delegation_to, level, next_meeting, recommending_body, short_name
from .queries import AFGJORT, MED_MANDAT, Indhold, content_of, facts_of, standing

Udfald = Linjeafgoerelse.Udfald
UDSAETTER = {
    Stilling.NY: "En bemærkning er ikke sendt til driftsherren.",
    Stilling.SENDT: "En bemærkning venter på svar.",
    Stilling.FASTHOLDT: "En bemærkning er fastholdt.",
    Stilling.GENAABNET: "Taksten er ændret, efter at en bemærkning var afklaret.",
}
BESVARET = "En bemærkning er besvaret, men ikke afklaret."


@dataclass(frozen=True)
class Udsagn:
    """What a body said of a line's content; `bindende` where it had the mandate."""

    led: Led
    udvalg: str
    dato: dt.date
    udfald: str
    grund: str
    bindende: bool
    beslutning: int

    @property
    def afgoer(self) -> bool:
        return self.bindende and self.udfald in AFGJORT


@dataclass(frozen=True)
class Aabent:
    """Something that is not in place. `udsaet`: as long as it is not, the proposal is to put the line off.

    `ord` is what is then written as the reason, where that is not `grund` itself.
    """

    grund: str
    udsaet: bool
    ord: str = ""


@dataclass(frozen=True)
class Sagslinje:
    """One line. Amounts are kroner per `enhed`, shares per cent. `part` is the code of who runs the tilbud now.

    `foreloebig`: the budget that it rests on is not said to be adopted.
    """

    pk: int
    indsendelse: int
    indberetning: int
    indhold: Indhold
    kode: str
    tilbud: str
    part: str
    beregning: str
    afdeling: str
    linje: str
    navn: str
    type: str
    enhed: str
    takst_kr: Decimal | None
    forrige_kr: Decimal | None
    aendring_procent: Decimal | None
    pladser: Decimal | None
    overhead_procent: Decimal | None
    udsagn: tuple[Udsagn, ...]
    aabne: tuple[Aabent, ...]
    foreloebig: bool
    venter_paa: Led

    @property
    def afgjort(self) -> Udsagn | None:
        """The last word of a body with mandate that settles the content; None where nothing has."""
        return next((et for et in reversed(self.udsagn) if et.afgoer), None)

    @property
    def godkendt(self) -> bool:
        return self.afgjort is not None and self.afgjort.udfald in GODKENDT

    @property
    def udsaettes(self) -> str:
        """Why the proposal is to put the line off; empty where it is not."""
        return " ".join(et.ord or et.grund for et in self.aabne if et.udsaet)

    @property
    def sted(self) -> str:
        """The line in words: `Lærkehuset, Hovedhuset: Døgntakst`."""
        return f"{self.tilbud}, {self.afdeling}: {self.navn}"


@dataclass(frozen=True)
class Synsvinkel:
    """For whom the lines are read: a body's level, and the meeting (primary key) whose own decision does not count."""

    runde: Takstrunde
    led: Led
    uden_moede: int | None = None


@dataclass(frozen=True)
class Baggrund:
    """What is read once for all lines. `bemaerkninger` and `loefter` are by report (primary key) and place."""

    vinkel: Synsvinkel
    dage: Rundedage
    fu: str
    fu_har_moedt: bool
    delegeret: bool
    stam: Mapping[int, Stamfakta]
    i_drift: frozenset[int]
    udsagn: Mapping[Indhold, tuple[Udsagn, ...]]
    bemaerkninger: Mapping[int, list[Bemaerket]]
    loefter: Mapping[int, list[Forklaring]]


FELTER = (
    "pk", "indsendelse", "indsendelse__indberetning", "indsendelse__indberetning__tilbud",
    "indsendelse__indberetning__tilbud__kode", "indsendelse__driftsherre__kode", "indsendelse__indsendt_at",
    "indsendelse__frist", "indsendelse__foreloebig", "indsendelse__budgetbekraeftelse", "beregning", "beregning_navn",
    "linje", "navn", "type", "enhed", "takst_kr", "forrige_kr", "aendring_procent", "pladser", "overhead_procent",
    "indhold_sha256",
)  # fmt: skip


def read_lines(
    vinkel: Synsvinkel, datoer: Datoer, bemaerkninger: Iterable[Bemaerket], loefter: Mapping[int, list[Forklaring]]
) -> list[Sagslinje]:
    """Every line on the table with what was said of it and what is open.

    By driftsherre, tilbud and line, in the same number of queries however many they are.
    """
    raekker = list(Indsendtlinje.objects.on_the_table(vinkel.runde).order_by("indsendelse", "nr").values(*FELTER))
    baggrund = _background(vinkel, datoer, {et["indsendelse__indberetning__tilbud"] for et in raekker}, loefter)
    for et in bemaerkninger:
        if et.stand.stilling is not Stilling.TRUKKET:
            baggrund.bemaerkninger[et.bemaerkning.indberetning_id].append(et)
    linjer = [_line(raekke, baggrund) for raekke in raekker]
    orden = {pk: nr for nr, pk in enumerate(_by_party(baggrund.stam))}
    return sorted(linjer, key=lambda linje: orden.get(linje.indhold.tilbud, len(orden)))


def said(runde: Takstrunde, uden_moede: int | None = None) -> dict[Indhold, tuple[Udsagn, ...]]:
    """By content: what the bodies said of it by decisions that still hold, in order; that of one meeting left out."""
    raekker = [et for et in standing(runde) if et.beslutning.punkt.moede_id != uden_moede]
    moeder = {et.beslutning.punkt.moede_id for et in raekker}
    dage = {moede.pk: moede.dato for moede in Moede.objects.with_time().filter(pk__in=moeder)}
    samlet: dict[Indhold, list[Udsagn]] = defaultdict(list)
    for raekke in raekker:
        if raekke.udfald != Udfald.UAENDRET:
            samlet[content_of(raekke)].append(_statement(raekke, dage))
    return {indhold: tuple(udsagn) for indhold, udsagn in samlet.items()}


def _statement(raekke: Linjeafgoerelse, dage: Mapping[int, dt.date]) -> Udsagn:
    beslutning = raekke.beslutning
    udvalg = beslutning.punkt.moede.udvalg
    dag = dage[beslutning.punkt.moede_id]
    bindende = beslutning.mandat in MED_MANDAT
    return Udsagn(
        level(udvalg), short_name(udvalg), dag, raekke.udfald, raekke.betingelse, bindende, beslutning.pk
    )  # fmt: skip


def _background(
    vinkel: Synsvinkel, datoer: Datoer, tilbud: set[int], loefter: Mapping[int, list[Forklaring]]
) -> Baggrund:
    runde, dag = vinkel.runde, register_day(vinkel.runde.aar)
    udsagn = said(runde, vinkel.uden_moede)
    fu = recommending_body(runde, datoer)
    naeste = next_meeting(runde, fu, tid.today())
    return Baggrund(
        vinkel=vinkel,
        dage=datoer.dage,
        fu=short_name(fu) if fu else "Udvalget, der indstiller,",
        fu_har_moedt=any(et.led is Led.INDSTILLING for alle in udsagn.values() for et in alle),
        delegeret=delegation_to(fu, runde, naeste.dato if naeste else tid.today()) is not None,
        stam=facts_of(runde.aar, tilbud),
        i_drift=frozenset(Tilbud.objects.i_drift(dag).filter(pk__in=tilbud).values_list("pk", flat=True)),
        udsagn=udsagn,
        bemaerkninger=defaultdict(list),
        loefter=loefter,
    )


def _line(raekke: Mapping[str, Any], baggrund: Baggrund) -> Sagslinje:
    tilbud = raekke["indsendelse__indberetning__tilbud"]
    stam = baggrund.stam.get(tilbud)
    indhold = Indhold(tilbud, raekke["linje"], raekke["indhold_sha256"])
    udsagn = baggrund.udsagn.get(indhold, ())
    egne = {
        felt: raekke[felt]
        for felt in ("pk", "indsendelse", "beregning", "linje", "navn", "type", "enhed", "takst_kr", "forrige_kr",
            "aendring_procent", "pladser", "overhead_procent")
    }  # fmt: skip
    return Sagslinje(
        indberetning=raekke["indsendelse__indberetning"],
        indhold=indhold,
        kode=raekke["indsendelse__indberetning__tilbud__kode"],
        tilbud=stam.navn if stam else raekke["indsendelse__indberetning__tilbud__kode"],
        part=stam.driftsherre.kode if stam else raekke["indsendelse__driftsherre__kode"],
        afdeling=raekke["beregning_navn"],
        udsagn=udsagn,
        aabne=tuple(dict.fromkeys(_open_matters(raekke, udsagn, baggrund))),
        foreloebig=raekke["indsendelse__foreloebig"] and raekke["indsendelse__budgetbekraeftelse"] is None,
        venter_paa=_waits_for(raekke, udsagn, baggrund),
        **egne,
    )


def _waits_for(raekke: Mapping[str, Any], udsagn: tuple[Udsagn, ...], baggrund: Baggrund) -> Led:
    dage = baggrund.dage._replace(frist=raekke["indsendelse__frist"])
    stop = next_stop(tid.day_of(raekke["indsendelse__indsendt_at"]), dage).led
    uafgjort = [et for et in udsagn if et.udfald in (Udfald.INDSTILLET, Udfald.UDSAT)]
    sidste = Forelagt(uafgjort[-1].led, Ord(uafgjort[-1].udfald)) if uafgjort else None
    return waits_for(stop, sidste, baggrund.fu_har_moedt, baggrund.delegeret)


def _open_matters(raekke: Mapping[str, Any], udsagn: tuple[Udsagn, ...], baggrund: Baggrund) -> Iterable[Aabent]:
    vinkel, aar = baggrund.vinkel, baggrund.vinkel.runde.aar
    if raekke["indsendelse__indberetning__tilbud"] not in baggrund.i_drift:
        yield Aabent(f"Tilbuddet er ikke i drift i {aar}.", True)
    fra_fu = [et for et in udsagn if et.led is Led.INDSTILLING]
    indstillet = bool(fra_fu) and fra_fu[-1].udfald == Udfald.INDSTILLET
    if vinkel.led is Led.AFGOERELSE and baggrund.fu_har_moedt and not indstillet:
        yield _not_recommended(fra_fu, baggrund.fu)
    elif udsagn and udsagn[-1].udfald == Udfald.UDSAT:
        yield Aabent(_put_off(udsagn[-1]), False)
    yield from _remarks_and_promises(raekke, baggrund, vinkel.led is Led.AFGOERELSE and indstillet)


def _not_recommended(fra_fu: list[Udsagn], fu: str) -> Aabent:
    if not fra_fu:
        return Aabent(f"{fu} har ikke behandlet taksten, som den er nu.", True)
    return Aabent(_put_off(fra_fu[-1]), True, fra_fu[-1].grund)


def _put_off(udsagn: Udsagn) -> str:
    hvem = f"Udsat af {udsagn.udvalg} {dato(udsagn.dato)}"
    return f"{hvem}: {udsagn.grund.rstrip('. ')}." if udsagn.grund else f"{hvem}."


def _remarks_and_promises(raekke: Mapping[str, Any], baggrund: Baggrund, indstillet: bool) -> Iterable[Aabent]:
    """What is said of the line, its calculation or its tilbud. Once it is recommended in spite of it, it only shows."""
    indberetning = raekke["indsendelse__indberetning"]
    steder = (Sted(), Sted(raekke["beregning"]), Sted(raekke["beregning"], raekke["linje"]))
    stillinger = {et.stand.stilling for et in baggrund.bemaerkninger.get(indberetning, ()) if et.sted in steder}
    for stilling, grund in UDSAETTER.items():
        if stilling in stillinger:
            yield Aabent(grund, not indstillet)
    if Stilling.BESVARET in stillinger:
        yield Aabent(BESVARET, False)
    for loefte in baggrund.loefter.get(indberetning, ()):
        if Sted(loefte.beregning, loefte.linje) in steder:
            yield Aabent(f"En forklaring er lovet senest {dato(loefte.eftersendes_senest)}.", not indstillet)


def _by_party(stam: Mapping[int, Stamfakta]) -> list[int]:
    """The tilbud (primary keys) by driftsherre and name."""
    return sorted(stam, key=lambda pk: (stam[pk].driftsherre.sortering, stam[pk].sortering, pk))
