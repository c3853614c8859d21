"""Reads across the facts. Every read takes the day asked about and the instant of knowledge (None: as known now)."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.queries import responsible_for_takster

from .billede import Afdelingsbillede, Pladser, Tilbudsbillede, make_pladser
from .models import (
    Aendring,
    Afdelingsfakta,
    Efterfoelger,
    Form,
    Indskrivning,
    Indskrivningslinje,
    Maalgruppefakta,
    Pladsfakta,
    Portaludtraek,
    Stamfakta,
    Statusfakta,
    Tilbud,
    Ydelsesfakta,
)
from .oekonomi import Celle, added_values
from .permissions import own_parties
from .portal import Forskel, differences, values_of
from .reference import find_lovgrundlag
from .status import I_DRIFT, Status


def read_billeder(tilbud: Iterable[Tilbud], den: dt.date, kendt_at: dt.datetime | None = None) -> list[Tilbudsbillede]:
    """Return the tilbud as they were on `den`, in the order given, in eight queries however many they are.

    A tilbud without a name or a status on that day is left out: it was not there.
    """
    alle = list(tilbud)
    pks = [et.pk for et in alle]
    om_tilbud = {"tilbud__in": pks}
    stam = _by(Stamfakta.objects.gaeldende(den, kendt_at).filter(**om_tilbud).select_related("driftsherre"))
    status = _by(Statusfakta.objects.gaeldende(den, kendt_at).filter(**om_tilbud))
    maal = _by(Maalgruppefakta.objects.gaeldende(den, kendt_at).filter(**om_tilbud))
    afdelinger = _afdelinger(pks, den, kendt_at)
    ydelser = _ydelser(pks, den, kendt_at)
    return [
        Tilbudsbillede(
            kode=et.kode,
            pk=et.pk,
            eksempeldata=et.eksempeldata,
            stam=stam[et.pk],
            status=Status(status[et.pk].status),
            statusfakta=status[et.pk],
            maalgruppe=maal.get(et.pk),
            afdelinger=tuple(afdelinger[et.pk]),
            ydelser=tuple(ydelser[et.pk]),
        )
        for et in alle
        if et.pk in stam and et.pk in status
    ]


def protected_afdelinger() -> QuerySet:
    """Return the afdelinger whose address is protected today or later, as known now.

    Asked however far back a page looks: that an address was once open does not open it again.
    """
    nu = Afdelingsfakta.objects.gaeldende(tid.today()).filter(beskyttet=True)
    senere = Afdelingsfakta.objects.filter(beskyttet=True, gaelder_fra__gt=tid.today())
    return Afdelingsfakta.objects.filter(Q(pk__in=nu.values("pk")) | Q(pk__in=senere.values("pk"))).values("afdeling")


def places_per_kommune(den: dt.date, omraade_kode: str) -> dict[str, dict[str, int]]:
    """Return normed places in operation: kommune kode -> art of driftsherre (kommune, region, privat) -> places."""
    tilbud = list(Tilbud.objects.i_drift(den).filter(omraade__kode=omraade_kode).values_list("pk", flat=True))
    stam = Stamfakta.objects.gaeldende(den).filter(tilbud__in=tilbud)
    arter = dict(stam.values_list("tilbud", "driftsherre__art"))
    kommuner = dict(Afdelingsfakta.objects.gaeldende(den).values_list("afdeling", "kommune__kode"))
    antal: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    pladser = (
        Pladsfakta.objects.gaeldende(den)
        .filter(pladsgruppe__afdeling__tilbud__in=tilbud)
        .values_list("pladsgruppe__afdeling", "pladsgruppe__afdeling__tilbud")
        .annotate(antal=Sum("normerede"))
    )
    for afdeling, tilbud_pk, normerede in pladser:
        antal[kommuner[afdeling]][arter[tilbud_pk]] += normerede
    return {kommune: dict(efter_art) for kommune, efter_art in antal.items()}


@dataclass(frozen=True)
class Slaegtning:
    """A tilbud that this one came of, or goes on in."""

    kode: str
    navn: str
    art: str
    fra: dt.date
    er_efterfoelger: bool


def read_slaegt(tilbud: Tilbud) -> list[Slaegtning]:
    """Return predecessors and successors by date, those that everyone may see."""
    nu = tid.today()
    med = Q(fra=tilbud) | Q(til=tilbud)
    i_kraft = Efterfoelger.objects.i_kraft(nu).filter(med)
    egne = [*i_kraft, *Efterfoelger.objects.filter(med, gaelder_fra__gt=nu, ophoert=False)]
    andre = {et.til_id if et.fra_id == tilbud.pk else et.fra_id for et in egne}
    billeder = {b.pk: b for b in read_billeder(Tilbud.objects.offentlige(nu).filter(pk__in=andre), nu)}
    slaegt = []
    for et in sorted(egne, key=lambda et: et.gaelder_fra):
        efter = et.fra_id == tilbud.pk
        anden = billeder.get(et.til_id if efter else et.fra_id)
        if anden:
            slaegt.append(Slaegtning(anden.kode, anden.navn, et.get_art_display(), et.gaelder_fra, efter))
    return slaegt


def places_by_form(billeder: Iterable[Tilbudsbillede]) -> dict[str, int]:
    """Return normed places in operation by form, in the order of the forms; forms without places are left out."""
    antal = dict.fromkeys(Form.values, 0)
    for billede in billeder:
        if billede.status in I_DRIFT:
            for pladser in billede.pladser:
                antal[pladser.form] += pladser.normerede
    return {Form(form).label: sum_ for form, sum_ in antal.items() if sum_}


def _by(raekker: QuerySet) -> dict:
    return {raekke.tilbud_id: raekke for raekke in raekker}


def _afdelinger(pks: list[int], den: dt.date, kendt_at: dt.datetime | None) -> dict[int, list[Afdelingsbillede]]:
    pladser = _pladser(pks, den, kendt_at)
    beskyttede = set(protected_afdelinger().filter(afdeling__tilbud__in=pks).values_list("afdeling", flat=True))
    samlet: dict[int, list[Afdelingsbillede]] = defaultdict(list)
    fakta = Afdelingsfakta.objects.gaeldende(den, kendt_at).filter(afdeling__tilbud__in=pks).order_by("afdeling")
    # Values, not rows: a list page reads many, and making three objects of each is most of what that costs.
    vist = ("afdeling__kode", "navn", "vej", "postnummer", "postdistrikt", "kommune__kode", "kommune__navn")
    for tilbud, afdeling, beskyttet, *resten in fakta.values_list("afdeling__tilbud", "afdeling", "beskyttet", *vist):
        skjult = beskyttet or afdeling in beskyttede
        samlet[tilbud].append(Afdelingsbillede(*resten, beskyttet=skjult, pladser=tuple(pladser[afdeling])))
    return samlet


def _pladser(pks: list[int], den: dt.date, kendt_at: dt.datetime | None) -> dict[int, list[Pladser]]:
    samlet: dict[int, list[Pladser]] = defaultdict(list)
    raekker = (
        Pladsfakta.objects.gaeldende(den, kendt_at)
        .filter(pladsgruppe__afdeling__tilbud__in=pks)
        .order_by("pladsgruppe")
        .values_list("pladsgruppe__afdeling", "pladsgruppe__kode", "lovgrundlag", "form", "godkendte", "normerede")
    )
    for afdeling, *resten in raekker:
        samlet[afdeling].append(make_pladser(*resten))
    return samlet


def _ydelser(pks: list[int], den: dt.date, kendt_at: dt.datetime | None) -> dict[int, list[Ydelsesfakta]]:
    samlet: dict[int, list[Ydelsesfakta]] = defaultdict(list)
    fakta = Ydelsesfakta.objects.gaeldende(den, kendt_at).filter(ydelse__tilbud__in=pks)
    for raekke in fakta.select_related("ydelse").order_by("ydelse"):
        samlet[raekke.ydelse.tilbud_id].append(raekke)
    return samlet


def name_of(tilbud: Tilbud) -> str:
    """Return the name of today, or the first one to come."""
    fakta = Stamfakta.objects.filter(tilbud=tilbud)
    nu = fakta.gaeldende(tid.today()).first() or fakta.order_by("gaelder_fra", "-registreret_at").first()
    return nu.navn if nu else tilbud.kode


def status_of(tilbud: Tilbud) -> Status:
    """Return the status of today, or the first one to come."""
    fakta = Statusfakta.objects.filter(tilbud=tilbud)
    nu = fakta.gaeldende(tid.today()).first() or fakta.earliest("gaelder_fra", "-registreret_at")
    return Status(nu.status)


def places_to_change(tilbud: Tilbud) -> list[tuple[str, str, int, int]]:
    """Return (code, label, approved, normed) of the pladsgrupper, as they are today."""
    navne = dict(
        Afdelingsfakta.objects.gaeldende(tid.today()).filter(afdeling__tilbud=tilbud).values_list("afdeling", "navn")
    )
    fakta = Pladsfakta.objects.gaeldende(tid.today()).filter(pladsgruppe__afdeling__tilbud=tilbud)
    return [
        (
            f.pladsgruppe.kode,
            f"{navne.get(f.pladsgruppe.afdeling_id, 'Afdeling')}, {find_lovgrundlag(f.lovgrundlag).paragraf}",
            f.godkendte,
            f.normerede,
        )
        for f in fakta.select_related("pladsgruppe").order_by("pladsgruppe")
    ]


def changes_for(bruger: Bruger) -> list[tuple[Aendring, str]]:
    """Return the proposals that the person may see with the name of each tilbud, the undecided first."""
    egne = Stamfakta.objects.gaeldende(tid.today()).filter(driftsherre__in=own_parties(bruger))
    navne = dict(egne.values_list("tilbud", "navn"))
    sager = Aendring.objects.filter(tilbud__in=navne).select_related("tilbud", "foreslaaet_by")
    alle = [(sag, navne[sag.tilbud_id]) for sag in sager]
    return sorted(alle, key=lambda par: par[0].status != Aendring.Status.FORESLAAET)


def lines_of(sag: Aendring) -> list[tuple[str, int, int, int, int]]:
    """Return (label, approved before, after, normed before, after) of a proposal for places."""
    dagen_foer = sag.gaelder_fra - dt.timedelta(days=1)
    fakta = Pladsfakta.objects.gaeldende(dagen_foer).filter(pladsgruppe__kode__in=sag.pladser)
    return [
        (
            find_lovgrundlag(f.lovgrundlag).paragraf,
            f.godkendte,
            sag.pladser[f.pladsgruppe.kode]["godkendte"],
            f.normerede,
            sag.pladser[f.pladsgruppe.kode]["normerede"],
        )
        for f in fakta.select_related("pladsgruppe")
    ]


def rounds_for(omraader: QuerySet) -> QuerySet:
    """Return the inscriptions with how many lines they have and how many are unanswered."""
    ubesvaret = Count("linjer", filter=Q(linjer__svar=Indskrivningslinje.Svar.MANGLER))
    return Indskrivning.objects.filter(omraade__in=omraader).annotate(antal=Count("linjer"), mangler=ubesvaret)


def lines_in(runde: Indskrivning, parter: list[Organisation]) -> list[tuple[Indskrivningslinje, Tilbudsbillede]]:
    """Return the lines of the parties with each tilbud as the register has it, the unanswered first, by name."""
    linjer = runde.linjer.filter(driftsherre__in=parter).select_related("tilbud", "driftsherre", "besvaret_by")
    billeder = {b.pk: b for b in read_billeder([linje.tilbud for linje in linjer], tid.today())}
    par = [(linje, billeder[linje.tilbud_id]) for linje in linjer if linje.tilbud_id in billeder]
    return sorted(par, key=lambda p: (p[0].svar != Indskrivningslinje.Svar.MANGLER, p[1].stam.sortering))


@dataclass(frozen=True)
class Partssvar:
    """How far one driftsherre has come with an inscription, and whether somebody there is written to."""

    part: Organisation
    linjer: int
    mangler: int
    faar_post: bool


def answers_by_party(runde: Indskrivning, parter: list[Organisation]) -> list[Partssvar]:
    """Return the parties that have lines in the inscription, those that lack the most answers first."""
    alle, mangler = Counter(), Counter()
    for driftsherre, svar in runde.linjer.filter(driftsherre__in=parter).values_list("driftsherre", "svar"):
        alle[driftsherre] += 1
        mangler[driftsherre] += svar == Indskrivningslinje.Svar.MANGLER
    egne = [part for part in parter if alle[part.pk]]
    adresser = responsible_for_takster(egne)
    samlet = [Partssvar(part, alle[part.pk], mangler[part.pk], bool(adresser[part.pk])) for part in egne]
    return sorted(samlet, key=lambda en: (-en.mangler, en.part.sortering))


def portal_values(tilbud: Iterable[Tilbud]) -> list[tuple[Tilbudsbillede, dict[str, str]]]:
    """Return each tilbud as it is today with its values to Tilbudsportalen, this year's public takster among them."""
    alle, nu = list(tilbud), tid.today()
    oekonomi: dict[str, dict[str, Celle]] = {}
    for omraade in sorted({et.omraade.kode for et in alle}):
        oekonomi |= added_values(omraade, nu.year, [et.kode for et in alle if et.omraade.kode == omraade])
    return [(billede, values_of(billede, oekonomi[billede.kode])) for billede in read_billeder(alle, nu)]


def compare_rows(udtraek: Portaludtraek) -> list[tuple[int, dict[str, str], Tilbudsbillede | None, list[Forskel]]]:
    """Return, per row of an extract, the driftsherre's tilbud with that id and where the two differ."""
    ider = [raekke["portal_id"] for raekke in udtraek.raekker if raekke.get("portal_id")]
    egne = Stamfakta.objects.gaeldende(tid.today()).filter(driftsherre=udtraek.organisation, tilbudsportal_id__in=ider)
    tilbud = Tilbud.objects.filter(pk__in=list(egne.values_list("tilbud", flat=True))).select_related("omraade")
    efter_id = {billede.stam.tilbudsportal_id: (billede, vaerdier) for billede, vaerdier in portal_values(tilbud)}
    svar = []
    for nr, raekke in enumerate(udtraek.raekker):
        billede, vaerdier = efter_id.get(raekke.get("portal_id", ""), (None, {}))
        svar.append((nr, raekke, billede, differences(vaerdier, raekke) if billede else []))
    return svar
