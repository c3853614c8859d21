"""Finding places: which units are looked at, and in which order they are shown."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from socialaftale.faelles import tid
from socialaftale.kapacitet.models import Ledigmelding
from socialaftale.kapacitet.queries import newest_reports
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.regler.pladsmatch import Dom, Vurdering, rank
from socialaftale.tilbud.models import Afdeling, Maalgruppefakta, Pladsfakta, Tilbud
from socialaftale.tilbud.reference import all_lovgrundlag, all_maalgrupper, same_law
from socialaftale.tilbud.soegning import search_afdelinger

from .behov import FLERE, Kriterier, need_of
from .models import Notatkrav, Soegning, UmoedtBehov
from .steder import Blik, Sted, read_places

FLEST_SETE = 400
"""How many units are judged in one search; where more come in question, those that say yes are looked at first."""
FLEST_GEMTE = 200


@dataclass(frozen=True)
class Fund:
    """One unit in the answer."""

    sted: Sted
    vurdering: Vurdering

    @property
    def kode(self) -> str:
        return self.sted.afdeling.kode


@dataclass(frozen=True)
class Svar:
    """The answer in the order shown. Private suppliers are counted, and found in Tilbudsportalen."""

    fund: tuple[Fund, ...]
    private: int = 0

    def af(self, *domme: Dom) -> list[Fund]:
        return [et for et in self.fund if et.vurdering.dom in domme]

    @property
    def passer(self) -> list[Fund]:
        return self.af(Dom.PASSER)

    @property
    def naesten(self) -> list[Fund]:
        return self.af(Dom.NAESTEN)

    @property
    def ikke(self) -> list[Fund]:
        return self.af(Dom.IKKE)

    @property
    def at_ringe_til(self) -> list[Fund]:
        """Those worth a call: what fits, then what almost does."""
        return self.af(Dom.PASSER, Dom.NAESTEN)[:FLEST_AT_RINGE_TIL]


FLEST_AT_RINGE_TIL = 10


def find_places(kriterier: Kriterier, blik: Blik) -> Svar:
    """Return the public units against the need, the best first; by the words alone where only words are asked for."""
    point = search_afdelinger(kriterier.get("tekst", ""))
    steder = read_places(_candidates(kriterier, point, blik), blik)
    svar = _judged(kriterier, steder, blik)
    if point is None:
        return svar
    kun_ord = set(kriterier) <= {"tekst", "fra"}
    koder = dict(Afdeling.objects.filter(pk__in=point).values_list("kode", "pk"))

    def order(fund: Fund) -> tuple[int, int]:
        return (0 if kun_ord else list(Dom).index(fund.vurdering.dom), -point[koder[fund.kode]])

    return Svar(tuple(sorted(svar.fund, key=order)), svar.private)


def read_again(soegning: Soegning) -> Svar:
    """Return the answer of a kept search as it was: the same units, by what was known then."""
    koder = [kode for kode, _ in soegning.resultat]
    afdelinger = Afdeling.objects.filter(kode__in=koder).values_list("pk", flat=True)
    svar = _judged(soegning.kriterier, read_places(list(afdelinger), sight_of(soegning)), sight_of(soegning))
    return Svar(tuple(sorted(svar.fund, key=lambda fund: koder.index(fund.kode))), svar.private)


def sight_of(soegning: Soegning) -> Blik:
    return Blik(soegning.soegt_at, frozenset([soegning.omraade_id]), soegning.kriterier.get("fra", ""))


def read_chosen(koder: list[str], blik: Blik) -> list[Sted]:
    """Return the units of these codes that everyone may know of, in that order."""
    afdelinger = Afdeling.objects.filter(kode__in=koder).values_list("pk", flat=True)
    return sorted(read_places(list(afdelinger), blik), key=lambda sted: koder.index(sted.afdeling.kode))


def searches_of(bruger: Bruger) -> QuerySet[Soegning]:
    """Return the person's own searches, the newest first: nobody else sees what she looked for."""
    return Soegning.objects.filter(soegt_by=bruger).order_by("-soegt_at", "-pk")


def _judged(kriterier: Kriterier, steder: list[Sted], blik: Blik) -> Svar:
    offentlige = {sted.afdeling.kode: sted for sted in steder if sted.offentlig}
    raekke = rank(need_of(kriterier), [sted.plads() for sted in offentlige.values()], blik.den)
    fund = tuple(Fund(offentlige[et.plads.id], et) for et in raekke)
    return Svar(fund, len(steder) - len(offentlige))


def _candidates(kriterier: Kriterier, point: dict[int, int] | None, blik: Blik) -> list[int]:
    """The units with places after the paragraph, and that the words find; those most worth looking at where many."""
    krav: dict[str, Any] = {}
    if kriterier.get("lov") in all_lovgrundlag():
        krav["lovgrundlag__in"] = sorted(same_law(kriterier["lov"]))
    pladser = Pladsfakta.objects.gaeldende(blik.den, blik.at).filter(Q(normerede__gt=0), **krav)
    i_drift = Tilbud.objects.i_drift(blik.den, blik.at)
    enheder = Afdeling.objects.filter(pk__in=pladser.values("pladsgruppe__afdeling"), tilbud__in=i_drift.values("pk"))
    alle = list(enheder.order_by("pk").values_list("pk", flat=True))
    if point is not None:
        alle = sorted((pk for pk in alle if pk in point), key=lambda pk: -point[pk])
    return alle if len(alle) <= FLEST_SETE else _most_promising(alle, point, blik.at)


def _most_promising(alle: list[int], point: dict[int, int] | None, at: dt.datetime) -> list[int]:
    if point is not None:
        return alle[:FLEST_SETE]
    siger_ja = set(newest_reports(alle, at).filter(svar="ledig").values_list("afdeling", flat=True))
    return sorted(alle, key=lambda pk: pk not in siger_ja)[:FLEST_SETE]


def anything_new(omraade: int, siden: dt.datetime) -> bool:
    """Tell whether a unit of the area has reported since, or a new day has begun, on which a place may be free."""
    if tid.day_of(siden) != tid.today():
        return True
    return Ledigmelding.objects.filter(registreret_at__gt=siden, afdeling__tilbud__omraade=omraade).exists()


def count_searches(afdeling: Afdeling, fra: dt.date, til: dt.date) -> int:
    """Return the searches from one day up to another for the paragraphs and broad groups of the afdeling.

    A person who searches again and again on one day is one.
    """
    dag = tid.today()
    pladser = Pladsfakta.objects.gaeldende(dag).filter(pladsgruppe__afdeling=afdeling)
    love = {kode for lov in set(pladser.values_list("lovgrundlag", flat=True)) for kode in same_law(lov)}
    maal = Maalgruppefakta.objects.gaeldende(dag).filter(tilbud=afdeling.tilbud_id).first()
    grupper = {all_maalgrupper()[kode].gruppe for kode in (maal.maalgrupper if maal else ())}
    soegninger = Soegning.objects.filter(
        omraade=afdeling.tilbud.omraade_id,
        lovgrundlag__in=sorted(love),
        bred_gruppe__in=sorted(grupper | {FLERE}),
        soegt_at__gte=tid.end_of_day(fra - dt.timedelta(days=1)),
        soegt_at__lt=tid.end_of_day(til - dt.timedelta(days=1)),
    )
    return len({(by, tid.day_of(at)) for by, at in soegninger.values_list("soegt_by", "soegt_at")})


def unmet_by_month(omraader: Iterable[int]) -> QuerySet[UmoedtBehov]:
    """Return the tallies of the areas, the newest month first."""
    return UmoedtBehov.objects.filter(omraade__in=list(omraader)).select_related("omraade")


def note_is_asked_for(organisation: Organisation) -> bool:
    """Tell whether the party asks its own visitatorer for a note today."""
    return Notatkrav.objects.i_kraft(tid.today()).filter(organisation=organisation).exists()


def without_note(bruger: Bruger) -> list[Soegning]:
    """Return her searches that her party asks for a note on, and that have none, the newest first."""
    krav = {et.organisation_id: et for et in Notatkrav.objects.i_kraft(tid.today())}
    mangler = searches_of(bruger).filter(notat=None, organisation__in=krav)
    return [et for et in mangler if tid.day_of(et.soegt_at) >= krav[et.organisation_id].gaelder_fra]
