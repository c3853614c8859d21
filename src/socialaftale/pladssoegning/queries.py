"""Finding places: which units are looked at, and in which order they are shown."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Generic, TypeVar

from django.db.models import Q, QuerySet, Sum

from socialaftale.faelles import tid
from socialaftale.kapacitet.models import Ledigmelding
from socialaftale.kapacitet.overblik.behov import Behov, register_behov
from socialaftale.kapacitet.undergruppe.queries import said_since
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.regler.pladskrav import Dom, Plads
from socialaftale.regler.pladsmatch import Vurdering, judge, open_to, rank, short_of_words
from socialaftale.tilbud.models import Afdeling
from socialaftale.tilbud.soegning import answer_words

from .behov import Kriterier, need_of
from .behovstal import FANDT_PLADS
from .models import Behovstal, Notatkrav, Soegeagent, Soegning
from .steder import Blik, Listeplads, Oplyst, Sted, read_places
from .udvalg import choose, read_at

AABEN_I_DAGE = 30
FLEST_AT_RINGE_TIL = 10


S = TypeVar("S", Sted, Listeplads)


@dataclass(frozen=True)
class Fund(Generic[S]):
    """One unit that is shown, in full or as a row of a list."""

    sted: S
    vurdering: Vurdering

    @property
    def kode(self) -> str:
        return self.vurdering.plads.id


@dataclass(frozen=True)
class Svar:
    """The answer in the order shown. What is left out is counted: private suppliers, and those units that say yes and
    fit or almost do, but are for another driftsherre's own citizens only.
    """

    vurderinger: tuple[Vurdering, ...]
    private: int = 0
    egne: int = 0
    flere: bool = False
    """There are more than were looked at."""
    gemte: Mapping[str, Listeplads] = field(default_factory=dict)
    mangler: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The words typed that a place does not answer, by the code of its afdeling."""

    @cached_property
    def passer(self) -> list[Vurdering]:
        return self._af(Dom.PASSER)

    @cached_property
    def naesten(self) -> list[Vurdering]:
        return self._af(Dom.NAESTEN)

    @cached_property
    def ikke(self) -> list[Vurdering]:
        return self._af(Dom.IKKE)

    @property
    def ellers_ledige(self) -> int:
        """How many more say yes: an old yes, one from a later day, or a place that does not fit in all."""
        return sum(bool(et.plads.meldt and et.plads.meldt.ledig) for et in (*self.naesten, *self.ikke))

    @property
    def at_ringe_til(self) -> list[Vurdering]:
        """Those worth a call: what fits, then what almost does."""
        return [*self.passer, *self.naesten][:FLEST_AT_RINGE_TIL]

    def _af(self, dom: Dom) -> list[Vurdering]:
        return [et for et in self.vurderinger if et.dom == dom]


def find_places(kriterier: Kriterier, blik: Blik) -> Svar:
    """Return the public units against the need, the best first; by the words alone where only words are asked for."""
    ordsvar = answer_words(kriterier.get("tekst", ""))
    point = ordsvar.point if ordsvar else None
    udvalg = choose(kriterier, point, blik)
    svar = _judged(kriterier, udvalg.pladser, blik)
    svar = replace(svar, private=udvalg.private, flere=udvalg.flere, gemte=udvalg.gemte)
    if ordsvar is None or point is None:
        return svar
    kun_ord = set(kriterier) <= {"tekst", "fra"}
    laeste = [et.plads.id for et in svar.vurderinger if et.plads.id not in udvalg.pks]
    koder = udvalg.pks | (dict(_keys(laeste)) if laeste else {})

    def order(et: Vurdering) -> tuple[int, int]:
        return (0 if kun_ord else list(Dom).index(et.dom), -point[koder[et.plads.id]])

    mangler = {et.plads.id: ordsvar.mangler.get(koder[et.plads.id], ()) for et in svar.vurderinger}
    svar = _short_of(svar, mangler)
    return replace(svar, vurderinger=tuple(sorted(svar.vurderinger, key=order)))


def _short_of(svar: Svar, mangler: Mapping[str, tuple[str, ...]]) -> Svar:
    vurderinger = tuple(short_of_words(et, mangler.get(et.plads.id, ())) for et in svar.vurderinger)
    return replace(svar, vurderinger=vurderinger, mangler={kode: ordene for kode, ordene in mangler.items() if ordene})


def read_again(soegning: Soegning) -> Svar:
    """Return the answer of a kept search as it was: the same units, by what was known then."""
    koder = {kode: nr for nr, (kode, *_) in enumerate(soegning.resultat)}
    blik = sight_of(soegning)
    udvalg = read_at([pk for _, pk in _keys(list(koder))], blik)
    mangler = {kode: tuple(ordene) for kode, _, *ordene in soegning.resultat}
    svar = _short_of(_judged(soegning.kriterier, udvalg.pladser, blik), mangler)
    vurderinger = tuple(sorted(svar.vurderinger, key=lambda et: koder[et.plads.id]))
    return replace(svar, vurderinger=vurderinger, flere=udvalg.flere, gemte=udvalg.gemte)


def show(
    vurderinger: Iterable[Vurdering], blik: Blik, gemte: Mapping[str, Listeplads] | None = None
) -> list[Fund[Sted]]:
    """Return the units with all that a page shows of them, in that order; what the kept have said is not read again."""
    efter_kode = {et.plads.id: et for et in vurderinger}
    sagt = {kode: gemt.oplyst for kode, gemt in (gemte or {}).items()}
    return [Fund(sted, efter_kode[sted.afdeling.kode]) for sted in read_chosen(list(efter_kode), blik, sagt)]


def show_list(vurderinger: Iterable[Vurdering], svar: Svar, blik: Blik) -> list[Fund[Listeplads]]:
    """Return the units as rows of a list, in that order; those that are kept need not be read."""
    alle = list(vurderinger)
    ikke_gemte = [et for et in alle if et.plads.id not in svar.gemte]
    resten = show(ikke_gemte, blik) if ikke_gemte else []
    raekker = svar.gemte | {et.kode: et.sted.paa_liste for et in resten}
    return [Fund(raekker[et.plads.id], et) for et in alle if et.plads.id in raekker]


def sight_of(soegning: Soegning) -> Blik:
    """Return what she who searched saw then."""
    return sight_for(soegning, soegning.soegt_at)


def sight_for(soegning: Soegning, at: dt.datetime) -> Blik:
    """Return what the one whose search it is sees at the instant."""
    omraader, fra = frozenset([soegning.omraade_id]), soegning.kriterier.get("fra", "")
    return Blik(at, omraader, fra, soegning.organisation.kode)


def new_since(soegning: Soegning, foer: Svar) -> list[Fund[Listeplads]]:
    """Return what fits now and did not when the search was made: what its mail tells of."""
    blik, kendte = sight_for(soegning, tid.now()), {et.plads.id for et in foer.passer}
    nu = find_places(soegning.kriterier, blik)
    return show_list([et for et in nu.passer if et.plads.id not in kendte], nu, blik)


def read_chosen(koder: list[str], blik: Blik, sagt: Mapping[str, Oplyst] | None = None) -> list[Sted]:
    """Return the units of these codes that everyone may know of, in that order; see `read_places` of `sagt`."""
    steder = read_places([pk for _, pk in _keys(koder)], blik, sagt)
    return sorted(steder, key=lambda sted: koder.index(sted.afdeling.kode))


def _keys(koder: list[str]) -> QuerySet:
    return Afdeling.objects.filter(kode__in=koder).values_list("kode", "pk")


def searches_of(bruger: Bruger) -> QuerySet[Soegning]:
    """Return the person's own searches, the newest first: nobody else sees what she looked for."""
    egne = Soegning.objects.filter(soegt_by=bruger).select_related("organisation")
    return egne.order_by("-soegt_at", "-pk")


def open_searches(bruger: Bruger) -> QuerySet[Soegning]:
    """Return her searches of late that are neither closed nor watched, the newest first."""
    siden = tid.now() - dt.timedelta(days=AABEN_I_DAGE)
    sete = Soegeagent.objects.filter(stoppet_at=None, udloeber__gte=tid.today())
    return searches_of(bruger).filter(lukket_at=None, soegt_at__gte=siden).exclude(agent__in=sete)


def watched_by(bruger: Bruger) -> list[Soegeagent]:
    """Return the searches of hers that she is written to about, the first to end first."""
    egne = Soegeagent.objects.filter(soegning__soegt_by=bruger, stoppet_at=None, udloeber__gte=tid.today())
    return list(egne.select_related("soegning").order_by("udloeber", "pk"))


def _judged(kriterier: Kriterier, pladser: list[Plads], blik: Blik) -> Svar:
    offentlige = [plads for plads in pladser if plads.offentlig]
    behov = need_of(kriterier)
    mulige = frozenset(et for et in offentlige if open_to(et, blik.hjem))
    siger_ja = [et for et in offentlige if not open_to(et, blik.hjem) and et.meldt and et.meldt.ledig]
    egne = sum(judge(behov, et, blik.den).dom != Dom.IKKE for et in siger_ja)
    return Svar(rank(behov, mulige, blik.den), egne=egne)


def anything_new(omraade: int, siden: dt.datetime) -> bool:
    """Tell whether a unit of the area has reported or said whom it is for since, or a new day has begun."""
    if tid.day_of(siden) != tid.today():
        return True
    meldt = Ledigmelding.objects.filter(registreret_at__gt=siden, afdeling__tilbud__omraade=omraade)
    return meldt.exists() or said_since(omraade, siden)


def needs_by_month(omraader: Iterable[int]) -> QuerySet[Behovstal]:
    """Return the tallies of the areas, the newest month first."""
    return Behovstal.objects.filter(omraade__in=list(omraader)).select_related("omraade")


@register_behov
def needs_by_law(omraade: Aftaleomraade, fra: dt.date, til: dt.date) -> dict[str, Behov]:
    """Return how many needs were met and not, by the legal basis searched for."""
    raekker = Behovstal.objects.filter(omraade=omraade, maaned__gte=fra, maaned__lt=til).exclude(lovgrundlag="")
    intet = Sum("antal", filter=~Q(aarsag=FANDT_PLADS), default=0)
    ialt = raekker.order_by().values_list("lovgrundlag").annotate(ialt=Sum("antal"), intet=intet)
    return {lov: Behov(moedt=alle - umoedt, umoedt=umoedt) for lov, alle, umoedt in ialt}


def note_is_asked_for(organisation: Organisation) -> bool:
    """Tell whether the party asks its own visitatorer for a note today."""
    return Notatkrav.objects.i_kraft(tid.today()).filter(organisation=organisation).exists()


def without_note(bruger: Bruger) -> list[Soegning]:
    """Return her searches that her party asks for a note on, and that have none, the newest first."""
    krav = {et.organisation_id: et for et in Notatkrav.objects.i_kraft(tid.today())}
    mangler = searches_of(bruger).filter(notat=None, organisation__in=krav)
    return [et for et in mangler if tid.day_of(et.soegt_at) >= krav[et.organisation_id].gaelder_fra]
