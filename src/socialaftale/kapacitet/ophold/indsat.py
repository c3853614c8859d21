"""Stays pasted from a sheet: all lines or none, each with an id of its own, so that what is sent twice is once."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles.laas import lock_rows
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require
from socialaftale.regler.opholdslinjer import SPAERRING, START, Opholdslinje
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.models import Pladsgruppe, Tilbud

from .actions import add_step, begin
from .grupper import Gruppe
from .kendt import known_lines, line_id, units_named
from .models import Ophold, Opholdsskridt
from .permissions import FOER_OPHOLD

UKENDT_ENHED = "enheden findes ikke her. Skriv dens navn eller kode, som den står på siden"
FLERE_ENHEDER = "flere enheder passer. Skriv enhedens kode, som den står på siden"
UKENDT_OPHOLD = "der er intet ophold med den reference her"


@transaction.atomic
def save_lines(
    *, tilbud: Tilbud, grupper: Sequence[Gruppe], linjer: Sequence[Opholdslinje], indsendelse: UUID,
    igen: Collection[int] = (), by: Bruger,
) -> list[Opholdsskridt]:  # fmt: skip
    """Write what the lines say, in their order, and return a row for each. The same `indsendelse` twice is once.

    `igen`: the numbers of the lines that are meant although they say what stands already.
    Raises PermissionDenied, and ValidationError with a message for each line that cannot be.
    """
    require(by, FOER_OPHOLD, driftsherre_of(tilbud))
    lock_rows(Pladsgruppe.objects.filter(afdeling__tilbud=tilbud).order_by("pk"))
    kendte = known_lines(tilbud, grupper, linjer, indsendelse)
    skridt, fejl = [], []
    for linje in linjer:
        try:
            if linje.nr in kendte and linje.nr not in igen:
                raise ValidationError(str(kendte[linje.nr]))
            with transaction.atomic():
                skridt.append(_save(tilbud, grupper, linje, line_id(indsendelse, linje), by))
        except ValidationError as galt:
            fejl.append(f"Linje {linje.nr}: {' '.join(galt.messages)}")
    if fejl:
        raise ValidationError(fejl)
    return skridt


@transaction.atomic
def try_lines(**felter: object) -> None:
    """Raise what `save_lines` would raise, and write nothing."""
    save_lines(**felter)  # type: ignore[arg-type]
    transaction.set_rollback(True)


def _save(tilbud: Tilbud, grupper: Sequence[Gruppe], linje: Opholdslinje, klient_id: UUID, by: Bruger) -> Opholdsskridt:
    if linje.handling in (START, SPAERRING):
        gruppe = _unit(grupper, linje.hvem)
        art = (linje.pladser, linje.udenfor, linje.handling == SPAERRING)
        ophold = begin(pladsgruppe=gruppe, klient_id=klient_id, dag=linje.dag, art=art, by=by)
        return ophold.skridt.get(klient_id=klient_id)
    ophold = Ophold.objects.filter(reference=linje.hvem.upper(), pladsgruppe__afdeling__tilbud=tilbud).first()
    if ophold is None:
        raise ValidationError(UKENDT_OPHOLD)
    return add_step(ophold=ophold, klient_id=klient_id, handling=linje.handling, dag=linje.dag, by=by)


def _unit(grupper: Sequence[Gruppe], hvem: str) -> Pladsgruppe:
    """The unit by its name or code; where the tilbud has one only, it need not be named."""
    fundne = units_named(grupper, hvem)
    if len(fundne) != 1:
        raise ValidationError(FLERE_ENHEDER if fundne else UKENDT_ENHED)
    return Pladsgruppe.objects.get(pk=fundne[0].pk)
