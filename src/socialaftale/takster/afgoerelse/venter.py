"""What no decision has settled: which body it waits for, when that meets next, and with what right it decides."""

from collections.abc import Iterable
from dataclasses import dataclass

from socialaftale.faelles import tid
from socialaftale.moeder.models import Moede
from socialaftale.parter.models import Udvalg
from socialaftale.regler.kompetence import Delegering
from socialaftale.regler.rundestop import Led

from ..runde.models import Takstrunde
from ..runde.queries import Datoer, read_dates
from .moedesag import deciding_body, delegation_to, next_meeting, recommending_body
from .sagsdata import read_as_now
from .sagslinjer import Sagslinje


@dataclass(frozen=True)
class Ventende:
    """The lines that wait for one body. `moede` is its next one, `delegering` what lets it decide on that day."""

    led: Led
    udvalg: Udvalg | None
    moede: Moede | None
    delegering: Delegering | None
    linjer: tuple[Sagslinje, ...]


def waiting(runde: Takstrunde) -> list[Ventende]:
    """The lines of the round that are not settled, by the body they wait for, in the order of the round."""
    datoer = read_dates(runde)
    uafgjorte = [linje for linje in read_as_now(runde) if linje.afgjort is None]
    return [_group(runde, datoer, led, egne) for led in Led if (egne := _of(uafgjorte, led))]


def _of(linjer: Iterable[Sagslinje], led: Led) -> tuple[Sagslinje, ...]:
    return tuple(linje for linje in linjer if linje.venter_paa is led)


def _group(runde: Takstrunde, datoer: Datoer, led: Led, linjer: tuple[Sagslinje, ...]) -> Ventende:
    udvalg = _body(runde, datoer, led)
    moede = next_meeting(runde, udvalg, tid.today())
    den = moede.dato if moede else tid.today()
    return Ventende(led, udvalg, moede, delegation_to(udvalg, runde, den), linjer)


def _body(runde: Takstrunde, datoer: Datoer, led: Led) -> Udvalg | None:
    match led:
        case Led.AFGOERELSE:
            return deciding_body(runde)
        case Led.GENNEMGANG:
            pk = datoer.sat.gennemgang_id
            return Udvalg.objects.get(moeder=pk) if pk else None
    return recommending_body(runde, datoer)
