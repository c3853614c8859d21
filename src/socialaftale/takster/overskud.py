"""What a driftsherre may set aside of a year's surplus, worked out on its own confirmed reports. Stored nowhere."""

from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.regler.forklaring import KanIkkeBeregnes, Led, add
from socialaftale.regler.overskud import KR, Overskudsdeling, share_surplus
from socialaftale.regler.parametre import Overskudsregler, Parameter, Regelsaet, regelsaet_for
from socialaftale.regler.takst.grundlag import build_grundlag
from socialaftale.regler.takst.opgave import TilbudIndberetning

from .indhold import load
from .models import Indberetningsversion
from .queries import tilbud_in_year, years

PAA_SIDEN = {"overskud": "Skrevet på siden", "oenske": "Skrevet på siden"}


class Grundlagskilde(NamedTuple):
    """The takst basis of a driftsherre's confirmed reports: by code the tilbud's name and its basis, kroner a year."""

    aar: int
    tilbud: dict[str, Led]

    def total(self, koder: Collection[str] = ()) -> Led | None:
        """The basis of the tilbud named, of all where none is; None where no confirmed report has a full basis."""
        valgte = [led for kode, led in self.tilbud.items() if not koder or kode in koder]
        return add(f"Takstgrundlag {self.aar}", valgte, KR) if valgte else None


class Aarsregel(NamedTuple):
    """A year that follows from a rule: what happens, the year, and the rule as a number of years."""

    hvad: str
    aar: int
    regel: Parameter


def read_basis(driftsherre: Organisation, omraade: Aftaleomraade, aar: int) -> Grundlagskilde:
    """The basis in the confirmed reports of takst year `aar`. Raises UkendtRegelsaet. Ask SE_GRUNDLAG first."""
    regelsaet = regelsaet_for(aar, omraade.kode).regelsaet
    tilbud = {et.pk: et for et in tilbud_in_year(omraade, aar, driftsherre)}
    fundet: dict[str, Led] = {}
    for version in Indberetningsversion.objects.for_aar(tilbud, aar).newest_confirmed():
        rapport = load(version.indhold)
        led = _basis_of(rapport, regelsaet, aar)
        if led is not None:
            fundet[tilbud[version.indberetning.tilbud_id].kode] = led
    return Grundlagskilde(aar, fundet)


def _basis_of(rapport: TilbudIndberetning, regelsaet: Regelsaet, aar: int) -> Led | None:
    """The basis of a whole tilbud; None where one of its calculations has none, for a part would be too low."""
    try:
        dele = [
            build_grundlag(et.grundlag, regelsaet, aar).ialt._replace(navn=et.navn)
            for et in rapport.beregninger
            if et.grundlag is not None
        ]
    except KanIkkeBeregnes:
        return None
    return add(rapport.navn, dele, KR) if dele and len(dele) == len(rapport.beregninger) else None


def share(aar: int, overskud_kr: Decimal, grundlag_kr: Decimal, oenske_kr: Decimal, omraade: str) -> Overskudsdeling:
    """The split by the rules of the accounts year. Raises UkendtRegelsaet, and ValueError as `share_surplus`."""
    deling = share_surplus(aar, overskud_kr, grundlag_kr, oenske_kr, rules_for(aar, omraade))
    return deling._replace(hensat=deling.hensat.sourced(PAA_SIDEN), tilbage=deling.tilbage.sourced(PAA_SIDEN))


def rules_for(aar: int, omraade: str) -> Overskudsregler:
    return regelsaet_for(aar, omraade).regelsaet.overskud


def years_of(deling: Overskudsdeling, regler: Overskudsregler) -> list[Aarsregel]:
    """When the rest lowers the takst, and the last year in which what is set aside can be used."""
    return [
        Aarsregel("Det, der går tilbage, sænker taksten for", deling.indregnes_aar, regler.indregning_forskydning),
        Aarsregel("Det hensatte skal senest bruges i", deling.udloeber_aar, regler.hensaettelse_aar),
    ]


def years_of_accounts() -> list[int]:
    """The accounts years a page offers: those before the takst year that is worked on."""
    return [aar - 1 for aar in years()]
