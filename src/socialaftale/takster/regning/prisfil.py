"""The price list as the page reads it: whole øre and hundredths of an hour, so that no number is a fraction."""

from calendar import monthrange
from decimal import Decimal
from typing import Any

from socialaftale.faelles.visning import MAANEDER
from socialaftale.regler.kalender import MAANEDER_PR_AAR
from socialaftale.regler.takst.opgave import Timer

from ..synlighed import OffentligLinje
from ..visning import ENHEDER, PERIODER
from .prisliste import Linjepar, Prisliste, Tilbudspriser


def as_data(liste: Prisliste) -> dict[str, Any]:
    """The list for JSON. Amounts are øre, hours hundredths of an hour; `kalender` holds the days of each month."""
    return {
        "aar": liste.aar,
        "foer": liste.foer,
        "kalender": {str(aar): _months(aar) for aar in (liste.foer, liste.aar)},
        "maaneder": MAANEDER,
        "enheder": {enhed.value: tekst for enhed, tekst in ENHEDER.items()},
        "perioder": PERIODER,
        "eksempeldata": liste.eksempeldata,
        "efterfoelgere": liste.efterfoelgere,
        "tilbud": [_tilbud(et) for et in liste.tilbud],
    }


def _months(aar: int) -> list[int]:
    return [monthrange(aar, maaned)[1] for maaned in range(1, MAANEDER_PR_AAR + 1)]


def _tilbud(et: Tilbudspriser) -> dict[str, Any]:
    linjer = [_linje(par) for par in et.linjer]
    return {"kode": et.kode, "navn": et.navn, "driftsherre": et.driftsherre, "linjer": linjer}


def _linje(par: Linjepar) -> dict[str, Any]:
    return {"id": par.id, "ny": _pris(par.ny), "gammel": _pris(par.gammel)}


def _pris(linje: OffentligLinje | None) -> dict[str, Any] | None:
    if linje is None:
        return None
    return {
        "navn": linje.navn,
        "afdeling": linje.afdeling,
        "beregning": linje.beregning,
        "art": linje.type,
        "enhed": linje.enhed,
        "oere": hundredths(linje.takst_kr),
        "timer": _timer(linje.timer),
        "dage": linje.dage,
    }


def _timer(timer: Timer | None) -> dict[str, Any] | None:
    return timer and {"antal": hundredths(timer.antal), "pr": timer.pr, "art": timer.art}


def hundredths(vaerdi: Decimal) -> int:
    """1234.56 as 123456. Raises ValueError where there are more than two decimals: nothing is rounded on the way."""
    skaleret = vaerdi.scaleb(2)
    if skaleret != skaleret.to_integral_value():
        raise ValueError(f"{vaerdi} har flere end to decimaler.")
    return int(skaleret)
