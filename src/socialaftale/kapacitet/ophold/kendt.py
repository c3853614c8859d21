"""Which pasted lines say what stands already: the same sheet pasted again begins nobody's stay twice."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from socialaftale.faelles import tid
from socialaftale.faelles.visning import dato
from socialaftale.regler.indsat import key_of
from socialaftale.regler.opholdslinjer import SPAERRING, START, Opholdslinje
from socialaftale.tilbud.models import Tilbud

from .grupper import Gruppe
from .models import Opholdsskridt

Noegle = tuple[object, ...]
KAN_IGEN = {START, SPAERRING, Opholdsskridt.Handling.VARSEL}


@dataclass(frozen=True)
class Kendt:
    """That a line says the same as `skridt`, which stands, or as an earlier line, `linje`.

    `kan_igen`: it can be true a second time, for two people may begin on the same day.
    """

    skridt: Opholdsskridt | None
    linje: int
    kan_igen: bool

    def __str__(self) -> str:
        if self.skridt is None:
            return f"Siger det samme som linje {self.linje}"
        return f"Står der allerede fra {dato(tid.day_of(self.skridt.registreret_at))}"


def line_id(indsendelse: UUID, linje: Opholdslinje) -> UUID:
    """Return the line's own id: the same press and line give the same."""
    return uuid5(indsendelse, repr(linje))


def units_named(grupper: Sequence[Gruppe], hvem: str) -> list[Gruppe]:
    """Return the units that go by the name or code; all of them where none is named."""
    navn = key_of(hvem)
    return [et for et in grupper if not navn or navn in (key_of(et.navn), key_of(et.kode), key_of(et.afdeling))]


def known_lines(
    tilbud: Tilbud, grupper: Sequence[Gruppe], linjer: Iterable[Opholdslinje], indsendelse: UUID
) -> dict[int, Kendt]:
    """Return, by its number, each line that says what stands already or what an earlier line says.

    Two are the same where unit, what happened, day and places are, or stay, what happened and day. What was taken back
    stands no more, and what this very press wrote is a receipt. One query.
    """
    linjer = list(linjer)
    staar = _standing(tilbud, linjer, {line_id(indsendelse, linje) for linje in linjer})
    foer: dict[Noegle, int] = {}
    kendte = {}
    for linje in linjer:
        noegle = _key_of_line(grupper, linje)
        raekker = staar.get(noegle, [])
        if raekker or noegle in foer:
            skridt = raekker.pop(0) if raekker else None
            kendte[linje.nr] = Kendt(skridt, foer.get(noegle, 0), linje.handling in KAN_IGEN)
        foer.setdefault(noegle, linje.nr)
    return kendte


def _standing(
    tilbud: Tilbud, linjer: Iterable[Opholdslinje], egne: Collection[UUID]
) -> dict[Noegle, list[Opholdsskridt]]:
    skridt = Opholdsskridt.objects.filter(
        ophold__pladsgruppe__afdeling__tilbud=tilbud, dag__in={linje.dag for linje in linjer},
        fjerner=None, fjernet_af=None,
    )  # fmt: skip
    alle: dict[Noegle, list[Opholdsskridt]] = {}
    for et in skridt.select_related("ophold").order_by("registreret_at", "pk"):
        if et.klient_id not in egne:
            alle.setdefault(_key_of_step(et), []).append(et)
    return alle


def _key_of_step(skridt: Opholdsskridt) -> Noegle:
    if skridt.handling == START:
        handling = SPAERRING if skridt.ophold.spaerring else START
        return (skridt.ophold.pladsgruppe_id, handling, skridt.dag, skridt.pladser)
    return (skridt.ophold.reference, skridt.handling, skridt.dag)


def _key_of_line(grupper: Sequence[Gruppe], linje: Opholdslinje) -> Noegle:
    if linje.handling not in (START, SPAERRING):
        return (linje.hvem.upper(), linje.handling, linje.dag)
    enheder = units_named(grupper, linje.hvem)
    enhed = enheder[0].pk if len(enheder) == 1 else key_of(linje.hvem)
    return (enhed, linje.handling, linje.dag, linje.pladser)
