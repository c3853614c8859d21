"""What a search reads of every afdeling, derived ahead of time and kept.

It is derived by the functions that read the facts themselves (`omrids`, `steder`), never by others. What is kept holds
until somebody changes something (`tell_changed`), a hold runs out, or the day ends, for a date may arrive: so nothing
in it grows old. The worker keeps it again; until then the afdeling is read from the facts. It also derives ahead what
will be so when the day has ended: where that is the same, what is kept holds a day more.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import ROUND_DOWN
from typing import NamedTuple

from django.db import transaction
from django.db.models import Min, QuerySet
from pydantic import TypeAdapter

from socialaftale.faelles import tid
from socialaftale.faelles.laas import lock_rows
from socialaftale.kapacitet.reservation.models import Reservation
from socialaftale.kapacitet.reservation.stand import held_at
from socialaftale.parter.models import Aftaleomraade
from socialaftale.regler.beloeb import OERE
from socialaftale.regler.matchregler import rules
from socialaftale.regler.pladskrav import Meldt, Plads
from socialaftale.tilbud.foelger import register_foelger
from socialaftale.tilbud.models import Afdeling, Pladsfakta, Tilbud, TilSalg
from socialaftale.tilbud.reference import all_lovgrundlag, all_maalgrupper, same_law

from ..omrids import read_outlines, searchable
from ..steder import UOPLYST, Blik, Listeplads, Oplyst, read_places
from .models import Gemtplads, Soegenoegle

PORTION = 200
FLEST_I_EN_OMGANG = 5_000
JA, MAASKE, UKENDT, NEJ = range(4)


class Sagt(NamedTuple):
    """What a unit has said, as the rules judge it and as a page shows it."""

    meldt: Meldt | None
    oplyst: Oplyst


class Gemt(NamedTuple):
    """One afdeling: as the rules judge it, as a list shows it, and what it has said to its own area and to everyone."""

    omraade: int
    omraade_kode: str
    plads: Plads
    paa_liste: Listeplads
    hjemme: Sagt
    alle: Sagt


GEMT = TypeAdapter(Gemt)


def read_kept(indhold: str) -> Gemt:
    """Return what was kept."""
    return GEMT.validate_json(indhold)


@register_foelger
def mark_changed(tilbud: QuerySet[Tilbud]) -> None:
    """What is kept of these tilbud may be another now."""
    afdelinger = Afdeling.objects.filter(tilbud__in=tilbud.values("pk"))
    Gemtplads.objects.filter(afdeling__in=afdelinger).update(gyldig_til=tid.now())
    nye = afdelinger.filter(gemt=None)
    Gemtplads.objects.bulk_create([Gemtplads(afdeling=et) for et in nye], ignore_conflicts=True)


def derive(afdelinger: Collection[int], nu: dt.datetime) -> dict[int, Gemt]:
    """Return what is to be kept of each afdeling (primary key) that is found by somebody. Constant queries."""
    alle, hjemme = Blik(nu), Blik(nu, frozenset(Aftaleomraade.objects.values_list("pk", flat=True)))
    fundne = searchable(alle).filter(pk__in=afdelinger)
    raekker = list(fundne.values_list("pk", "kode", "tilbud__omraade", "tilbud__omraade__kode"))
    pks = [raekke[0] for raekke in raekker]
    omrids = [{et.id: et for et in read_outlines(pks, blik)} for blik in (hjemme, alle)]
    steder = [{et.afdeling.kode: et for et in read_places(pks, blik)} for blik in (hjemme, alle)]
    return {
        pk: Gemt(
            omraade,
            omraade_kode,
            omrids[0][kode]._replace(meldt=None),
            steder[0][kode].paa_liste._replace(oplyst=UOPLYST),
            *(Sagt(omrids[hvem][kode].meldt, steder[hvem][kode].oplyst) for hvem in (0, 1)),
        )
        for pk, kode, omraade, omraade_kode in raekker
        if kode in omrids[0] and kode in steder[0]
    }


@transaction.atomic
def keep(afdelinger: Collection[int]) -> None:
    """Derive these afdelinger, and keep what was derived."""
    raekker = lock_rows(Gemtplads.objects.filter(pk__in=afdelinger).order_by("pk"))
    pks, nu = [raekke.pk for raekke in raekker], tid.now()
    gemte, indtil = derive(pks, nu), _valid_until(pks, nu)
    for raekke in raekker:
        raekke.indhold = GEMT.dump_json(gemte[raekke.pk]).decode() if raekke.pk in gemte else ""
        raekke.udledt_at, raekke.gyldig_til, raekke.efterset_til = nu, indtil[raekke.pk], None
    Gemtplads.objects.bulk_update(raekker, ["indhold", "udledt_at", "gyldig_til", "efterset_til"])
    Soegenoegle.objects.filter(afdeling__in=pks).delete()
    Soegenoegle.objects.bulk_create(_keys(gemte, nu))


def difference(afdelinger: Collection[int]) -> list[int]:
    """Return those of which another thing is kept than what is derived now."""
    nu = tid.now()
    gemte = derive(afdelinger, nu)
    noegler = Counter(map(_as_values, _keys(gemte, nu)))
    noegler.subtract(map(_as_values, Soegenoegle.objects.filter(afdeling__in=afdelinger)))
    forkerte = {vaerdier[0] for vaerdier, antal in noegler.items() if antal}
    for pk, indhold in Gemtplads.objects.filter(pk__in=afdelinger).values_list("pk", "indhold"):
        if (read_kept(indhold) if indhold else None) != gemte.get(pk):
            forkerte.add(pk)
    return sorted(forkerte)


def _as_values(noegle: Soegenoegle) -> tuple[object, ...]:
    felter = [felt.attname for felt in Soegenoegle._meta.concrete_fields if not felt.primary_key]
    return tuple(str(getattr(noegle, felt)) if felt != "afdeling_id" else noegle.afdeling_id for felt in felter)


def keep_all() -> int:
    """Derive every afdeling anew and return how many there are."""
    mark_changed(Tilbud.objects.all())
    return keep_due(Gemtplads.objects.count())


def keep_due(hoejst: int = FLEST_I_EN_OMGANG) -> int:
    """Derive those that may be another than what is kept of them, and return how many."""
    pks = list(due(tid.now()).order_by("gyldig_til", "pk").values_list("pk", flat=True)[:hoejst])
    for start in range(0, len(pks), PORTION):
        keep(pks[start : start + PORTION])
    return len(pks)


def look_ahead(hoejst: int = FLEST_I_EN_OMGANG) -> int:
    """Let what is kept hold a day more where it will be so then too, and return how many were looked at."""
    ende = tid.end_of_day(tid.today())
    usete = Gemtplads.objects.filter(gyldig_til=ende).exclude(efterset_til=ende)
    pks = list(usete.order_by("pk").values_list("pk", flat=True)[:hoejst])
    for start in range(0, len(pks), PORTION):
        _hold_on(pks[start : start + PORTION], ende)
    return len(pks)


@transaction.atomic
def _hold_on(afdelinger: Collection[int], ende: dt.datetime) -> None:
    raekker = lock_rows(Gemtplads.objects.filter(pk__in=afdelinger, gyldig_til=ende).order_by("pk"))
    pks = [raekke.pk for raekke in raekker]
    with tid.foreseen(ende):
        andre, indtil = set(difference(pks)), _valid_until(pks, ende)
    for raekke in raekker:
        raekke.efterset_til = ende
        if raekke.pk not in andre:
            raekke.gyldig_til = indtil[raekke.pk]
    Gemtplads.objects.bulk_update(raekker, ["efterset_til", "gyldig_til"])


def due(nu: dt.datetime) -> QuerySet[Gemtplads]:
    """Those that must be read from the facts at the instant."""
    return Gemtplads.objects.filter(gyldig_til__lte=nu)


def _valid_until(pks: list[int], nu: dt.datetime) -> dict[int, dt.datetime]:
    """The day's end, for a date may arrive, or the end of the first hold."""
    dagens_ende = tid.end_of_day(tid.day_of(nu))
    holdt = Reservation.objects.filter(held_at(nu), afdeling__in=pks).order_by()
    foerste = dict(holdt.values_list("afdeling").annotate(til=Min("udloeber_at")))
    return {pk: min(dagens_ende, foerste.get(pk, dagens_ende)) for pk in pks}


def _laws(pks: Collection[int], nu: dt.datetime) -> dict[int, set[str]]:
    """The paragraphs that find each afdeling: those of its places, with their old and new names."""
    fakta = Pladsfakta.objects.gaeldende(tid.day_of(nu), nu).filter(
        pladsgruppe__afdeling__in=list(pks), normerede__gt=0
    )
    love: dict[int, set[str]] = defaultdict(set)
    for pk, lov in fakta.values_list("pladsgruppe__afdeling", "lovgrundlag"):
        love[pk] |= {kode for kode in all_lovgrundlag() if lov in same_law(kode)}
    return love


def _keys(gemte: Mapping[int, Gemt], nu: dt.datetime) -> Iterator[Soegenoegle]:
    """One that finds it among all, and one for each paragraph."""
    love = _laws(gemte, nu)
    grupper = {et.navn: kode for kode, et in all_maalgrupper().items()}
    for pk, gemt in gemte.items():
        plads = gemt.plads
        for lov in ["", *sorted(love[pk])]:
            yield Soegenoegle(
                afdeling_id=pk,
                lov=lov,
                slags=_kind(plads),
                udsigt=_outlook(gemt.hjemme.meldt, nu),
                udsigt_alle=_outlook(gemt.alle.meldt, nu),
                kommune=plads.kommune,
                driftsherre=plads.driftsherre,
                maalgrupper=sorted(grupper[navn] for navn in plads.maalgrupper),
                alder_fra=plads.alder_fra,
                alder_til=plads.alder_til,
                takst_kr=plads.takst_kr and plads.takst_kr.quantize(OERE, ROUND_DOWN),  # never above its ceiling
            )


def _kind(plads: Plads) -> Soegenoegle.Slags:
    if not plads.offentlig:
        return Soegenoegle.Slags.PRIVAT
    return Soegenoegle.Slags.EGNE if plads.til_salg == TilSalg.EGNE else Soegenoegle.Slags.TIL_SALG


def _outlook(meldt: Meldt | None, nu: dt.datetime) -> int:
    if meldt is None:
        return UKENDT
    if meldt.ledig:
        return JA if meldt.frisk and (meldt.fra is None or meldt.fra <= tid.day_of(nu)) else MAASKE
    return UKENDT if meldt.tilstand in rules().tilstande.naesten else NEJ
