"""What must always be true of the holds. Each is told in docs/regler/reservationer.md."""

from collections.abc import Iterator

from django.db.models import Count, F, Q

from ..invarianter import invariant
from .arbejde import overdue_for_erasure
from .models import Reservation
from .status import Slut


@invariant("R1", "Da en plads blev holdt, var der ikke holdt og besat flere, end meldingen tilbød")
def _never_more_than_offered() -> Iterator[str]:
    for reservation in Reservation.objects.filter(aktiv_at__isnull=False).select_related("melding").iterator():
        if _counted_at(reservation) > reservation.melding.tilbudt:
            yield f"reservationen {reservation.pk}"


def _counted_at(reservation: Reservation) -> int:
    """Holds that the instant of this one saw, itself included, and the places taken since its report until then."""
    at, egne = reservation.aktiv_at, Reservation.objects.filter(afdeling=reservation.afdeling_id)
    holdt = egne.filter(Q(slut_at__isnull=True) | Q(slut_at__gt=at), aktiv_at__lte=at, udloeber_at__gt=at)
    taget = egne.filter(slut=Slut.TAGET, slut_at__gt=reservation.melding.observeret_at, slut_at__lte=at)
    return holdt.count() + taget.count()


@invariant("R2", "En plads holdes på en melding fra sin egen afdeling, kendt da den blev holdt")
def _on_its_own_report() -> Iterator[str]:
    holdte = Reservation.objects.filter(aktiv_at__isnull=False)
    forkerte = holdte.exclude(melding__afdeling=F("afdeling"), melding__observeret_at__lte=F("aktiv_at"))
    yield from (f"reservationen {pk}" for pk in forkerte.values_list("pk", flat=True))


@invariant("R3", "Ingen sag holder eller venter på to pladser i samme afdeling")
def _one_per_case() -> Iterator[str]:
    aabne = Reservation.objects.filter(slut="").order_by().values("afdeling", "myndighed", "reference")
    dobbelte = aabne.annotate(antal=Count("pk")).filter(antal__gt=1)
    yield from (f"afdelingen {raekke['afdeling']}" for raekke in dobbelte)


@invariant("R4", "Enhver reservation har en frist, den slutter ved")
def _every_hold_ends() -> Iterator[str]:
    uden = Q(venter_til_at__lte=F("oprettet_at")) | Q(aktiv_at__isnull=False) & ~Q(udloeber_at__gt=F("aktiv_at"))
    yield from (f"reservationen {pk}" for pk in Reservation.objects.filter(uden).values_list("pk", flat=True))


@invariant("R5", "Det, der peger på én borger, er fjernet til tiden")
def _erased_in_time() -> Iterator[str]:
    yield from (f"reservationen {pk}" for pk in overdue_for_erasure().values_list("pk", flat=True))
