"""Reads on free places. The number of queries does not depend on how many afdelinger are asked about."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum

from socialaftale.faelles import tid
from socialaftale.faelles.sikkerhed import read_once
from socialaftale.parter.models import Aftaleomraade
from socialaftale.regler import ledighed as regel
from socialaftale.regler.ledighed import Friskhed
from socialaftale.tilbud.billede import Afdelingsbillede, Tilbudsbillede, publicerbar
from socialaftale.tilbud.models import Afdeling, Pladsfakta, Tilbud
from socialaftale.tilbud.queries import read_billeder

from .models import Kapacitetsvalg, Ledigmelding, Meldeaftale, Meldefortrydelse
from .optaget import INTET, Optaget, read_optaget

RYTME_UDEN_AFTALE = 30
JA_OG_NEJ = (Ledigmelding.Svar.LEDIG, Ledigmelding.Svar.IKKE_LEDIG)
Afdelinger = QuerySet[Afdeling] | Iterable[int]


@dataclass(frozen=True)
class Ledighed:
    """What is known of an afdeling's free places. `svar` is empty where it never reported."""

    svar: str
    ledig_fra: dt.date | None
    tilbudt: int
    ledig: int
    observeret_at: dt.datetime | None
    bekraeftet_af: str
    telefon: str
    rytme_dage: int
    friskhed: Friskhed
    vises: bool
    venter: bool
    aarsag: str = ""
    optaget: Optaget = INTET

    @property
    def tilstand(self) -> str:
        """The answer where it lies between yes and no; else empty."""
        return "" if self.svar in ("", *JA_OG_NEJ) else self.svar

    @property
    def tilstand_ord(self) -> str:
        """How that answer reads, with why where the unit is closed, or why nothing is left of a yes.

        For who is signed in, never for all.
        """
        if not self.tilstand:
            return f"{self.lovet_bort}{': I kan stå i kø' if self.lovet_bort and self.optaget.reserveret else ''}"
        ord_ = str(Ledigmelding.Svar(self.svar).label).capitalize()
        return f"{ord_}: {Ledigmelding.Lukket(self.aarsag).label}" if self.aarsag else ord_

    @property
    def lovet_bort(self) -> str:
        """Why none of the places reported is left, in words; else empty."""
        return regel.promised_away(self.tilbudt, self.optaget.reserveret, self.optaget.taget)

    @property
    def tilbage(self) -> int:
        """The places reported that are not promised away, now or from the day they are free."""
        return max(0, self.tilbudt - self.optaget.reserveret - self.optaget.taget)

    @property
    def er_ledig(self) -> bool:
        """Tell whether the answer is yes, now or from a later day, and a place is left of it."""
        return self.ledig > 0 or self.venter


@dataclass(frozen=True)
class OffentligLedighed:
    """What everyone may see of one afdeling, and nothing else: yes or no, never a number and never who said it.

    `svar` None: nobody has answered, or the afdeling is so small (`for_lille`) that the answer would tell of a person.
    """

    tilbud: Tilbudsbillede
    afdeling: Afdelingsbillede
    svar: bool | None
    ledig_fra: dt.date | None
    telefon: str
    bekraeftet: dt.date | None
    friskhed: Friskhed
    for_lille: bool


def newest_reports(afdelinger: Afdelinger, kendt_at: dt.datetime) -> QuerySet[Ledigmelding]:
    """Return the report that counts of each afdeling, as known at the instant: the rule `regler.ledighed.newest`.

    What was taken back by then counts for nothing.
    """
    kendte = Ledigmelding.objects.filter(
        afdeling=OuterRef("pk"), observeret_at__lte=kendt_at, registreret_at__lte=kendt_at
    )
    fortrudt = Meldefortrydelse.objects.filter(melding=OuterRef("pk"), fortrudt_at__lte=kendt_at)
    nyeste = kendte.exclude(Exists(fortrudt)).order_by("-observeret_at", "-klient_id").values("pk")[:1]
    enheder = Afdeling.objects.filter(pk__in=_keys(afdelinger)).annotate(nyeste=Subquery(nyeste))
    return Ledigmelding.objects.filter(pk__in=enheder.values("nyeste"))


def _keys(afdelinger: Afdelinger) -> QuerySet | list[int]:
    return afdelinger.values("pk") if isinstance(afdelinger, QuerySet) else list(afdelinger)


def ledighed_nu(afdelinger: Afdelinger, kendt_at: dt.datetime | None = None) -> dict[int, Ledighed]:
    """Return, by primary key of the afdeling, what is known of its free places at the instant (None: now).

    An afdeling without a report and without an agreement is left out. An answer between yes and no is a no where the
    area has switched such answers off since.
    """
    nu = kendt_at or tid.now()
    meldinger = {melding.afdeling_id: melding for melding in newest_reports(afdelinger, nu)}
    aftaler = Meldeaftale.objects.gaeldende(tid.day_of(nu), nu).filter(afdeling__in=_keys(afdelinger))
    efter_afdeling = {aftale.afdeling_id: aftale for aftale in aftaler}
    optaget = read_optaget({pk: melding.observeret_at for pk, melding in meldinger.items()}, nu)
    alle = meldinger.keys() | efter_afdeling.keys()
    for pk in _switched_off(meldinger, tid.day_of(nu)):
        meldinger[pk].svar, meldinger[pk].aarsag = Ledigmelding.Svar.IKKE_LEDIG, ""
    return {
        pk: _ledighed(meldinger.get(pk), efter_afdeling.get(pk), tid.day_of(nu), optaget.get(pk, INTET)) for pk in alle
    }


def _switched_off(meldinger: dict[int, Ledigmelding], dag: dt.date) -> list[int]:
    """Return the afdelinger whose answer lies between yes and no, and whose area asks for no such answer."""
    mellem = [pk for pk, et in meldinger.items() if et.svar not in JA_OG_NEJ]
    if not mellem:
        return []
    til = Kapacitetsvalg.objects.i_kraft(dag).filter(valg=Kapacitetsvalg.Valg.TILSTANDE)
    afdelinger = Afdeling.objects.filter(pk__in=mellem).exclude(tilbud__omraade__in=til.values("omraade"))
    return list(afdelinger.values_list("pk", flat=True))


def _ledighed(melding: Ledigmelding | None, aftale: Meldeaftale | None, dag: dt.date, optaget: Optaget) -> Ledighed:
    rytme = aftale.rytme_dage if aftale else RYTME_UDEN_AFTALE
    bekraeftet = tid.day_of(melding.observeret_at) if melding else None
    tilbudt, fra = (melding.tilbudt, melding.ledig_fra) if melding else (0, None)
    return Ledighed(
        svar=melding.svar if melding else "",
        ledig_fra=fra,
        tilbudt=tilbudt,
        ledig=regel.free_now(regel.Svar(tilbudt, fra), dag, optaget.reserveret, optaget.taget),
        observeret_at=melding.observeret_at if melding else None,
        bekraeftet_af=melding.bekraeftet_af if melding else "",
        telefon=aftale.telefon if aftale else "",
        rytme_dage=rytme,
        friskhed=regel.freshness(bekraeftet, rytme, dag),
        vises=bool(aftale and aftale.vises),
        venter=bool(fra and fra > dag and tilbudt > optaget.reserveret + optaget.taget),
        aarsag=melding.aarsag if melding else "",
        optaget=optaget,
    )


def shown_afdelinger(den: dt.date) -> QuerySet[Afdeling]:
    """Return an afdeling if and only if its driftsherre shows its answer to all, and its tilbud is in operation."""
    vises = Meldeaftale.objects.gaeldende(den).filter(vises=True)
    i_drift = Tilbud.objects.i_drift(den)
    return Afdeling.objects.filter(pk__in=vises.values("afdeling"), tilbud__in=i_drift.values("pk"))


def normed_places(afdelinger: Afdelinger, den: dt.date) -> dict[int, int]:
    """Return the normed places of each afdeling on the day, by its primary key."""
    fakta = Pladsfakta.objects.gaeldende(den).filter(pladsgruppe__afdeling__in=_keys(afdelinger))
    return dict(fakta.values_list("pladsgruppe__afdeling").annotate(antal=Sum("normerede")))


def offentlig_ledighed(afdelinger: Afdelinger, kendt_at: dt.datetime | None = None) -> dict[int, OffentligLedighed]:
    """Return what everyone may see, by primary key: what the driftsherre shows, and nothing that tells of a person."""
    nu = kendt_at or tid.now()
    den = tid.day_of(nu)
    viste = shown_afdelinger(den).filter(pk__in=_keys(afdelinger))
    steder = {kode: (pk, tilbud) for pk, kode, tilbud in viste.values_list("pk", "kode", "tilbud")}
    tilbud = Tilbud.objects.filter(pk__in={tilbud for _, tilbud in steder.values()})
    kendte = ledighed_nu(viste, nu)
    return {
        steder[afdeling.kode][0]: _for_all(billede, afdeling, kendte[steder[afdeling.kode][0]], den)
        for billede in map(publicerbar, read_billeder(tilbud, den))
        for afdeling in billede.afdelinger
        if afdeling.kode in steder
    }


def _for_all(
    billede: Tilbudsbillede, afdeling: Afdelingsbillede, ledighed: Ledighed, den: dt.date
) -> OffentligLedighed:
    """A telephone number leads to an address, so a protected afdeling shows none."""
    for_lille = not regel.shown_to_all(sum(pladser.normerede for pladser in afdeling.pladser), den)
    vist = bool(ledighed.svar) and not for_lille
    return OffentligLedighed(
        tilbud=billede,
        afdeling=afdeling,
        svar=ledighed.er_ledig if vist else None,
        ledig_fra=ledighed.ledig_fra if vist and ledighed.venter else None,
        telefon="" if afdeling.beskyttet else ledighed.telefon,
        bekraeftet=tid.day_of(ledighed.observeret_at) if ledighed.observeret_at else None,
        friskhed=ledighed.friskhed,
        for_lille=for_lille,
    )


def er_slaaet_til(omraade: Aftaleomraade, valg: str, dag: dt.date | None = None) -> bool:
    """Tell whether the agreement area has switched that part on, on the day (None: today)."""
    return Kapacitetsvalg.objects.i_kraft(dag or tid.today()).filter(omraade=omraade, valg=valg).exists()


def areas_with(valg: str) -> set[int]:
    """Return the primary keys of the agreement areas that have switched that part on today."""
    return {omraade for omraade, til in _switched_on(tid.today()) if til == valg}


def _switched_on(den: dt.date) -> set[tuple[int, str]]:
    """Which area has which part on: asked for by the menu, the tasks and the page, so read once for a page."""
    raekker = Kapacitetsvalg.objects
    return read_once(("slået til", den), lambda: {(et.omraade_id, et.valg) for et in raekker.few_in_force(den)})
