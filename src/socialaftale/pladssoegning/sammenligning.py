"""What the places that are compared say of special needs, and whom their free places are for."""

from socialaftale.regler.pladskrav import KOEN, Meldt, Plads, band, said_of
from socialaftale.regler.saerbehov import all_needs
from socialaftale.regler.undergruppe import Undergruppe
from socialaftale.tilbud.models import Afdeling

from .omrids import read_outlines
from .steder import Blik

Raekke = tuple[str, list[str]]
ALLE = "Hele målgruppen"


def compare_criteria(koder: list[str], blik: Blik) -> list[Raekke]:
    """Return a row for each need that any of the units says or names, and one for whom the free places are for.

    The units come in the order of their codes given; what is not told to who looks is not there.
    """
    pks = Afdeling.objects.filter(kode__in=koder).values_list("pk", flat=True)
    pladser = sorted(read_outlines(list(pks), blik), key=lambda plads: koder.index(plads.id))
    raekker = [
        (behov.navn, [said_of(behov.kode, plads) for plads in pladser])
        for behov in all_needs().values()
        if any(behov.kode in plads.kan | plads.kan_ikke | plads.naevner for plads in pladser)
    ]
    til = [_whom(plads) for plads in pladser]
    return [("Pladserne er til", [et or ALLE for et in til]), *raekker] if any(til) else raekker


def _whom(plads: Plads) -> str:
    grupper = plads.meldt.grupper if plads.meldt else ()
    return "; ".join(f"{et.antal} af {_reported(plads.meldt)}: »{et.navn}«{_criteria(et)}" for et in grupper)


def _reported(meldt: Meldt) -> str:
    """How many were reported, said so where some of them are promised away."""
    return str(meldt.tilbudt) if meldt.tilbage == meldt.tilbudt else f"de {meldt.tilbudt} meldte"


def _criteria(gruppe: Undergruppe) -> str:
    dele = list(gruppe.maalgrupper)
    if gruppe.alder_fra is not None and gruppe.alder_til is not None:
        dele.append(band(gruppe.alder_fra, gruppe.alder_til))
    if gruppe.koen:
        dele.append(f"kun {KOEN[gruppe.koen]}")
    return f" ({', '.join(dele)})" if dele else ""
