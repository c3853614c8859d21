"""What must always be true of the facts on free places, looked for in the database by whoever runs the checker.

Each is told in docs/regler/ledighed.md. A part of the app that keeps more facts registers its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q

from socialaftale.faelles import tid
from socialaftale.regler import ledighed as regel
from socialaftale.tilbud.models import Afdeling

from .melding import FORTRYD_INDEN
from .models import Kapacitetsvalg, Ledigmelding, Meldeaftale, Meldefortrydelse, Meldelink
from .queries import er_slaaet_til, ledighed_nu, newest_reports, offentlig_ledighed, shown_afdelinger

FLEST_BRUD = 20  # of each: who has more, has one fault


@dataclass(frozen=True)
class Invariant:
    id: str
    tekst: str
    find: Callable[[], Iterator[str]]


@dataclass(frozen=True)
class Brud:
    """Something that is not as it must be: which invariant, and where."""

    invariant: Invariant
    hvor: str


_INVARIANTER: list[Invariant] = []


def invariant(id_: str, tekst: str) -> Callable[[Callable[[], Iterator[str]]], Callable[[], Iterator[str]]]:
    """Register a function that finds breaches; usable as a decorator. Raises ValueError where the id is taken."""

    def register(find: Callable[[], Iterator[str]]) -> Callable[[], Iterator[str]]:
        if any(et.id == id_ for et in _INVARIANTER):
            raise ValueError(f"Invarianten {id_} er registreret to gange.")
        _INVARIANTER.append(Invariant(id_, tekst, find))
        return find

    return register


def all_invariants() -> list[Invariant]:
    return sorted(_INVARIANTER, key=lambda et: et.id)


def check() -> list[Brud]:
    """Return what is not as it must be, at most twenty of each."""
    return [Brud(et, hvor) for et in all_invariants() for _, hvor in zip(range(FLEST_BRUD), et.find(), strict=False)]


@invariant("L1", "En melding er registreret én gang")
def _once() -> Iterator[str]:
    dobbelt = Ledigmelding.objects.order_by().values("klient_id").annotate(antal=Count("pk")).filter(antal__gt=1)
    yield from (f"meldingen {raekke['klient_id']} står {raekke['antal']} gange" for raekke in dobbelt)


@invariant("L2", "Et ja er mindst én plads, et nej er ingen og har ingen dato")
def _answer_and_places() -> Iterator[str]:
    ja, nej = Q(svar="ledig"), ~Q(svar="ledig")
    forkerte = Ledigmelding.objects.filter(ja & Q(tilbudt=0) | nej & (~Q(tilbudt=0) | Q(ledig_fra__isnull=False)))
    yield from (f"meldingen {melding.klient_id}" for melding in forkerte.iterator())


@invariant("L3", "Ingen melding gælder fra fremtiden")
def _not_from_the_future() -> Iterator[str]:
    forkerte = Ledigmelding.objects.filter(Q(observeret_at__gt=F("registreret_at")) | Q(registreret_at__gt=tid.now()))
    yield from (f"meldingen {melding.klient_id}" for melding in forkerte.iterator())


@invariant("L4", "Den melding, siden viser, er den, reglen vælger")
def _the_rule_and_the_query_agree() -> Iterator[str]:
    nu = tid.now()
    viste = dict(newest_reports(Afdeling.objects.all(), nu).values_list("afdeling", "klient_id"))
    seneste = Ledigmelding.objects.filter(observeret_at__lte=nu, registreret_at__lte=nu, fortrydelse=None)
    for afdeling, at in seneste.order_by().values_list("afdeling").annotate(at=Max("observeret_at")):
        lige = seneste.filter(afdeling=afdeling, observeret_at=at)
        valgt = regel.newest(lige, nu)
        if valgt is None or viste.get(afdeling) != valgt.klient_id:
            yield f"afdelingen {afdeling}"


@invariant("L5", "Ingen afdeling har flere ledige pladser, end den har meldt, eller færre end ingen")
def _within_what_was_reported() -> Iterator[str]:
    alle = ledighed_nu(Afdeling.objects.all())
    yield from (
        f"afdelingen {pk}: {et.ledig} af {et.tilbudt}" for pk, et in alle.items() if not 0 <= et.ledig <= et.tilbudt
    )


@invariant("L6", "Et link har givet højst én melding: sin egen, om sin egen afdeling, før det udløb")
def _one_report_per_link() -> Iterator[str]:
    brugte = Meldelink.objects.filter(melding__isnull=False)
    forkerte = brugte.exclude(melding__klient_id=F("klient_id"), melding__afdeling=F("afdeling"), melding__kilde="link")
    for_sent = brugte.filter(melding__registreret_at__gte=F("udloeber_at"))
    yield from (f"linket {link.pk}" for link in (forkerte | for_sent).iterator())


@invariant("L10", "En fortrudt melding er fortrudt inden ti minutter af den, der meldte")
def _taken_back_in_time() -> Iterator[str]:
    sene = Q(fortrudt_at__gt=F("melding__registreret_at") + FORTRYD_INDEN) | Q(
        fortrudt_at__lt=F("melding__registreret_at")
    )
    fremmede = ~Q(fortrudt_by=F("melding__registreret_by"))
    forkerte = Meldefortrydelse.objects.filter(sene | fremmede).select_related("melding")
    yield from (f"meldingen {et.melding.klient_id}" for et in forkerte.iterator())


@invariant("L7", "Uden tal er et ja én plads")
def _one_place_without_numbers() -> Iterator[str]:
    flere = Ledigmelding.objects.filter(tilbudt__gt=1).select_related("afdeling__tilbud__omraade")
    for melding in flere.iterator():
        if not er_slaaet_til(
            melding.afdeling.tilbud.omraade, Kapacitetsvalg.Valg.TAL, tid.day_of(melding.registreret_at)
        ):
            yield f"meldingen {melding.klient_id} har {melding.tilbudt} pladser"


@invariant("L8", "Det, udvalget har besluttet at slå til, er besluttet i områdets eget udvalg")
def _decided_at_home() -> Iterator[str]:
    besluttede = Kapacitetsvalg.objects.filter(beslutning__isnull=False)
    fremmede = besluttede.exclude(beslutning__punkt__moede__udvalg__omraade=F("omraade"))
    yield from (f"{valg.valg} i {valg.omraade}" for valg in fremmede.select_related("omraade"))


@invariant("L9", "Alle ser kun det, driftsherren viser, og intet svar fra en lille afdeling")
def _public_shows_no_more() -> Iterator[str]:
    dag = tid.today()
    vises = set(Meldeaftale.objects.gaeldende(dag).filter(vises=True).values_list("afdeling", flat=True))
    for pk, et in offentlig_ledighed(shown_afdelinger(dag)).items():
        pladser = sum(gruppe.normerede for gruppe in et.afdeling.pladser)
        lille = not regel.shown_to_all(pladser, dag) and et.svar is not None
        if pk not in vises or lille or (et.afdeling.beskyttet and (et.telefon or et.afdeling.vej)):
            yield f"afdelingen {pk}"


@invariant("T1", "Uden flere tilstande er svaret ja eller nej")
def _yes_or_no_without_states() -> Iterator[str]:
    andre = Ledigmelding.objects.exclude(svar__in=["ledig", "ikke_ledig"]).select_related("afdeling__tilbud__omraade")
    for melding in andre.iterator():
        dag = tid.day_of(melding.registreret_at)
        if not er_slaaet_til(melding.afdeling.tilbud.omraade, Kapacitetsvalg.Valg.TILSTANDE, dag):
            yield f"meldingen {melding.klient_id} siger {melding.svar}"
