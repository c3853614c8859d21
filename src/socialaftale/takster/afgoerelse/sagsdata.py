"""What a body must know about a round, read from where it stands. No word of the case is written here."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Count, OuterRef, Q, Subquery, Sum

from socialaftale.faelles import tid
from socialaftale.moeder.models import Beslutning, Dagsordenspunkt
from socialaftale.parter.models import Organisation, Udvalg
from socialaftale.regler.rundestop import Led, Rundedage
from socialaftale.regler.takst.opgave import Linje
from socialaftale.tilbud.models import Pladsfakta, Stamfakta

from ..gennemgang.queries import Bemaerket, content_now, read_remarks
from ..gennemgang.stilling import Stilling
from ..models import Indsendelse
from ..queries import register_day, tilbud_in_year
from ..runde.frys import read_short
from ..runde.models import Erklaering, Forklaring, Takstrunde
from ..runde.queries import explanations, holding, read_dates, statements
from .models import Linjeafgoerelse
from .moedesag import (
    Moedesag,
    deciding_body,
    delegation_to,
    is_about_lines,
    next_meeting,
    points_of,
    recommending_body,
    short_name,
)
from .sagslinjer import Sagslinje, Synsvinkel, read_lines

AENDRING = "V2"
"""The check that asks why a takst changes: its answer is the one to tell."""

STOERSTE = 10
"""How many of the largest changes a case shows with their causes."""


@dataclass(frozen=True)
class Partsstand:
    """A driftsherre in the round. `mangler` are the names of its tilbud that are not submitted.

    `dage_for_sent` are those of its latest first submission, 0 where all came in time.
    """

    kode: str
    navn: str
    tilbud: int
    pladser: int
    mangler: tuple[str, ...]
    erklaering: str
    senest: dt.date | None
    dage_for_sent: int
    foreloebige: int
    overtaget: tuple[str, ...]


@dataclass(frozen=True)
class Aarsag:
    """What the driftsherre says about a line: its reported form, and what it answered to the findings on it."""

    linje: Linje | None
    forklaringer: tuple[str, ...]
    tilbuddets: str


@dataclass(frozen=True)
class Sagsdata:
    """The case as it lies before one meeting. `fu` is what the body is called that recommends.

    `beslutning` is what the meeting decided, `tidligere` what other meetings did, the newest row of each point;
    `udfald` counts, by decision (primary key), its lines by outcome. `modtager` is who gets a recommendation.
    `delegeres_til` is how long a delegation must last to be of use: the year out, or till the recommending body meets
    again; `er_delegeret` where one lasts that long already.
    """

    sag: Moedesag
    dage: Rundedage
    fu: str
    parter: tuple[Partsstand, ...]
    linjer: tuple[Sagslinje, ...]
    bemaerkninger: tuple[Bemaerket, ...]
    loefter: tuple[tuple[str, Forklaring], ...]
    aarsager: Mapping[int, Aarsag]
    tidligere: tuple[Beslutning, ...]
    beslutning: Beslutning | None
    udfald: Mapping[int, Mapping[str, int]]
    modtager: Udvalg | None
    delegeres_til: dt.date
    er_delegeret: bool
    sagsnr: str

    @property
    def runde(self) -> Takstrunde:
        return self.sag.runde

    @property
    def forelagt(self) -> tuple[Sagslinje, ...]:
        """The lines that the meeting is asked about: at a later meeting only those that nothing has settled."""
        if self.sag.rundens:
            return self.linjer
        return tuple(linje for linje in self.linjer if linje.afgjort is None)

    @property
    def uafgjorte(self) -> tuple[Sagslinje, ...]:
        return tuple(linje for linje in self.linjer if linje.afgjort is None)

    @property
    def foreslaaede(self) -> tuple[Sagslinje, ...]:
        """Those proposed to be approved or recommended."""
        return tuple(linje for linje in self.uafgjorte if not linje.udsaettes)

    @property
    def udsatte(self) -> tuple[Sagslinje, ...]:
        """Those proposed to be put off."""
        return tuple(linje for linje in self.uafgjorte if linje.udsaettes)


def read_case(sag: Moedesag) -> Sagsdata:
    """Read everything about the round that concerns the meeting, in the same number of queries however large it is."""
    runde, datoer = sag.runde, read_dates(sag.runde)
    indsendelser = read_submissions(runde)
    bemaerkninger = tuple(read_remarks(runde))
    holder = _holding(indsendelser)
    loefter = _promises(holder)
    vinkel = Synsvinkel(runde, sag.led, sag.moede.pk)
    linjer = tuple(read_lines(vinkel, datoer, bemaerkninger, loefter))
    fu = recommending_body(runde, datoer)
    punkter = points_of(runde)
    egne = [punkt for punkt in punkter if punkt.moede_id == sag.moede.pk and is_about_lines(punkt)]
    afgjorte = [(punkt, et) for punkt in punkter if (et := _newest(punkt.beslutninger.all()))]
    naeste = next_meeting(runde, fu, sag.dato + dt.timedelta(days=1))
    til = max([dt.date(sag.dato.year, 12, 31), *([naeste.dato] if naeste else [])])
    data = Sagsdata(
        sag=sag,
        dage=datoer.dage,
        fu=short_name(fu) if fu else "Forretningsudvalget",
        parter=tuple(_parties(runde, indsendelser)),
        linjer=linjer,
        bemaerkninger=tuple(et for et in bemaerkninger if et.stand.stilling is not Stilling.TRUKKET),
        loefter=tuple(_named_promises(linjer, loefter)),
        aarsager={},
        tidligere=tuple(_on(punkt, et) for punkt, et in afgjorte if punkt not in egne),
        beslutning=next((_on(punkt, et) for punkt, et in afgjorte if punkt in egne), None),
        udfald=_counted(et.pk for _, et in afgjorte),
        modtager=deciding_body(runde),
        delegeres_til=til,
        er_delegeret=delegation_to(fu, runde, til) is not None,
        sagsnr=next((punkt.sagsnr for punkt in egne if punkt.sagsnr), ""),
    )
    return _with_causes(data, holder)


def read_submissions(runde: Takstrunde) -> list[Indsendelse]:
    """The newest submission of every tilbud, without its report and its full basis.

    `foerste_indsendt_at` and `foerste_frist` say when the tilbud was first submitted, and what the deadline was then.
    """
    foerste = Indsendelse.objects.filter(indberetning=OuterRef("indberetning"), nr=1)
    nyeste = Indsendelse.objects.of_round(runde).newest().select_related("budgetbekraeftelse")
    nyeste = nyeste.annotate(**{f"foerste_{felt}": Subquery(foerste.values(felt)) for felt in ("indsendt_at", "frist")})
    return list(nyeste.defer("kort", "fund", "version__indhold").order_by("indberetning"))


def largest_changes(linjer: Iterable[Sagslinje]) -> list[Sagslinje]:
    """The lines whose takst moves most, up or down, in per cent of last year's."""
    med = [linje for linje in linjer if linje.aendring_procent]
    return sorted(med, key=lambda linje: (-abs(linje.aendring_procent or Decimal(0)), linje.pk))[:STOERSTE]


def _newest(beslutninger: Iterable[Beslutning]) -> Beslutning | None:
    return max(beslutninger, key=lambda et: et.nr, default=None)


def _counted(beslutninger: Iterable[int]) -> dict[int, dict[str, int]]:
    raekker = Linjeafgoerelse.objects.filter(beslutning__in=list(beslutninger))
    fundet: dict[int, dict[str, int]] = defaultdict(dict)
    for pk, udfald, antal in raekker.values_list("beslutning", "udfald").annotate(antal=Count("pk")):
        fundet[pk][udfald] = antal
    return fundet


def _on(punkt: Dagsordenspunkt, beslutning: Beslutning) -> Beslutning:
    beslutning.punkt = punkt
    return beslutning


def read_as_now(runde: Takstrunde) -> list[Sagslinje]:
    """The lines on the table as they are now, every decision counted."""
    loefter = _promises(_holding(read_submissions(runde)))
    return read_lines(Synsvinkel(runde, Led.INDSTILLING), read_dates(runde), read_remarks(runde), loefter)


def _holding(indsendelser: Sequence[Indsendelse]) -> dict[int, list[Forklaring]]:
    """By report (primary key): the explanations that were given on what stands there now."""
    nu = content_now(indsendelser)
    alle = explanations(et.indberetning_id for et in indsendelser)
    return {pk: list(holding(egne, nu.get(pk, {})).values()) for pk, egne in alle.items()}


def _promises(holder: Mapping[int, list[Forklaring]]) -> dict[int, list[Forklaring]]:
    return {pk: [et for et in alle if et.eftersendes_senest] for pk, alle in holder.items()}


def _named_promises(
    linjer: Iterable[Sagslinje], loefter: Mapping[int, list[Forklaring]]
) -> Iterable[tuple[str, Forklaring]]:
    """Each promised explanation with where it is to stand, in words."""
    navne: dict[tuple[int, str, str], str] = {}
    for linje in linjer:
        navne.setdefault((linje.indberetning, "", ""), linje.tilbud)
        navne.setdefault((linje.indberetning, linje.beregning, ""), f"{linje.tilbud}, {linje.afdeling}")
        navne[linje.indberetning, linje.beregning, linje.linje] = linje.sted
    for pk, alle in loefter.items():
        yield from ((navne[pk, et.beregning, et.linje], et) for et in alle if (pk, et.beregning, et.linje) in navne)


def _parties(runde: Takstrunde, indsendelser: list[Indsendelse]) -> Iterable[Partsstand]:
    dag = register_day(runde.aar)
    i_drift = set(tilbud_in_year(runde.omraade, runde.aar).values_list("pk", flat=True))
    alle = i_drift | {et.indberetning.tilbud_id for et in indsendelser}
    stam = {
        et.tilbud_id: et
        for et in Stamfakta.objects.gaeldende(dag).filter(tilbud__in=alle).select_related("driftsherre")
    }
    pladser = dict(
        Pladsfakta.objects.gaeldende(dag)
        .filter(pladsgruppe__afdeling__tilbud__in=alle)
        .values_list("pladsgruppe__afdeling__tilbud")
        .annotate(antal=Sum("normerede"))
    )
    egne: dict[Organisation, list[Indsendelse]] = defaultdict(list)
    for et in indsendelser:
        nu = stam.get(et.indberetning.tilbud_id)
        egne[nu.driftsherre if nu else et.driftsherre].append(et)
    erklaeret = statements(runde)
    indsendt = {et.indberetning.tilbud_id for et in indsendelser}
    for part in _expected(runde, egne, erklaeret):
        mangler = sorted(et.navn for pk, et in stam.items() if et.driftsherre == part and pk in i_drift - indsendt)
        yield _party(part, egne.get(part, []), erklaeret.get(part.pk), tuple(mangler), (pladser, stam))


def _expected(
    runde: Takstrunde, egne: Mapping[Organisation, object], erklaeret: Mapping[int, Erklaering]
) -> list[Organisation]:
    """The municipalities and the region of the area, and whoever else takes part in the round, by name."""
    offentlige = Q(art__in=(Organisation.Art.KOMMUNE, Organisation.Art.REGION))
    parter = Organisation.objects.i_omraade(runde.omraade).filter(offentlige)
    andre = Organisation.objects.filter(pk__in=[*(part.pk for part in egne), *erklaeret])
    return sorted({*parter, *andre}, key=lambda part: (part.sortering, part.pk))


def _party(
    part: Organisation,
    egne: list[Indsendelse],
    erklaering: Erklaering | None,
    mangler: tuple[str, ...],
    register: tuple[Mapping[int, int], Mapping[int, Stamfakta]],
) -> Partsstand:
    pladser, stam = register
    fremmede = [et for et in egne if et.driftsherre != part]
    return Partsstand(
        kode=part.kode,
        navn=part.navn,
        tilbud=len(egne),
        pladser=sum(pladser.get(et.indberetning.tilbud_id) or 0 for et in egne),
        mangler=mangler,
        erklaering=erklaering.art if erklaering else "",
        senest=max((tid.day_of(et.indsendt_at) for et in egne), default=None),
        dage_for_sent=max(
            (max((tid.day_of(et.foerste_indsendt_at) - et.foerste_frist).days, 0) for et in egne), default=0
        ),
        foreloebige=sum(et.foreloebig and not hasattr(et, "budgetbekraeftelse") for et in egne),
        overtaget=tuple(f"{stam[et.indberetning.tilbud_id].navn} fra {et.driftsherre}" for et in fremmede),
    )


def _with_causes(data: Sagsdata, holder: Mapping[int, list[Forklaring]]) -> Sagsdata:
    """Add what the driftsherrer say about the largest changes."""
    stoerste = largest_changes(data.forelagt)
    rapporter = dict(Indsendelse.objects.filter(pk__in={et.indsendelse for et in stoerste}).values_list("pk", "kort"))
    aarsager = {}
    for en in stoerste:
        kort = read_short(rapporter[en.indsendelse])
        linje = next((et for del_ in kort.beregninger for et in del_.linjer if et.id == en.linje), None)
        egne = [et for et in holder.get(en.indberetning, ()) if et.linje == en.linje and et.tekst]
        svar = [et.tekst for et in egne if et.kontrol == AENDRING] or [et.tekst for et in egne]
        aarsager[en.pk] = Aarsag(linje, tuple(svar), kort.begrundelse)
    return replace(data, aarsager=aarsager)
