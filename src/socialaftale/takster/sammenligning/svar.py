"""The answer to a simulation: the effect on each driftsherre and on the area. Stored nowhere."""

from collections.abc import Sequence
from typing import NamedTuple

from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.regler.forklaring import Led
from socialaftale.regler.parametre import Parameter, Regelsaet, all_regelsaet, regelsaet_for
from socialaftale.regler.takst.omfordeling import (
    Omfordeling,
    Pakkespoergsmaal,
    redistribution,
    simulate_packages,
    total_redistribution,
)
from socialaftale.regler.takst.pakkemodel import UDKAST, rules_with_packages
from socialaftale.regler.takst.simulering import Spoergsmaal, Takstaar
from socialaftale.regler.takst.virkning import Tilbudsgrundlag, Virkning, simulate, summed, total

from .forms import GulvForm, OverheadForm, PakkeForm
from .queries import Aaret, by_driftsherre


class Raekke(NamedTuple):
    """One driftsherre: the effect on it, and in the package model what is moved between its places."""

    driftsherre: Organisation
    virkning: Virkning
    omfordeling: Omfordeling | None = None

    @property
    def procent(self) -> Led | None:
        """What the picture shows: the effect in per cent; in the package model what is moved."""
        if self.omfordeling is None:
            return self.virkning.procent
        return self.omfordeling.percent_of(self.virkning.omsaetning)


class Svar(NamedTuple):
    """Every driftsherre that stands by a report, and the area. `regler` are what the answer rests on, by name."""

    raekker: tuple[Raekke, ...]
    virkning: Virkning
    omfordeling: Omfordeling | None
    regler: tuple[tuple[str, Parameter], ...]


def answer(form: OverheadForm | GulvForm | PakkeForm, rapporter: Aaret, omraade: Aftaleomraade, aar: int) -> Svar:
    """The answer to a valid form. Raises UkendtRegelsaet."""
    takstaar = Takstaar(aar, regelsaet_for(aar, omraade.kode).regelsaet)
    grupper = {part: _basis(egne) for part, egne in by_driftsherre(rapporter).items()}
    if isinstance(form, PakkeForm):
        return _packages(form, grupper, takstaar)
    spoergsmaal: Spoergsmaal = form.question()
    raekker = tuple(Raekke(part, summed(simulate(tilbud, spoergsmaal, takstaar))) for part, tilbud in grupper.items())
    regler = floors(takstaar.regelsaet) if isinstance(form, GulvForm) else ()
    return Svar(raekker, _total(raekker), None, regler)


def _basis(rapporter: Aaret) -> list[Tilbudsgrundlag]:
    return [Tilbudsgrundlag(rapport.indhold, rapport.delt) for rapport in rapporter]


def floors(regelsaet: Regelsaet) -> tuple[tuple[str, Parameter], ...]:
    """The floors of the year's rules."""
    regler = regelsaet.belaegning
    return ("Gulv for almindelige pladser", regler.gulv), ("Gulv for korte ophold", regler.gulv_kort)


def floors_of_year(omraade: Aftaleomraade, aar: int) -> tuple[tuple[str, Parameter], ...]:
    """The floors in force in the takst year. Raises UkendtRegelsaet."""
    return floors(regelsaet_for(aar, omraade.kode).regelsaet)


def package_rules() -> tuple[tuple[str, Parameter], ...]:
    """What the draft package model fixes."""
    pakker = all_regelsaet()[UDKAST].regelsaet.pakker
    return ("Antal pakker", pakker.antal), ("Midtpunkt i et interval", pakker.midtpunkt)


def _packages(form: PakkeForm, grupper: dict[Organisation, list[Tilbudsgrundlag]], nu: Takstaar) -> Svar:
    saa = nu._replace(regelsaet=rules_with_packages(nu.regelsaet, all_regelsaet()[UDKAST].regelsaet))
    spoergsmaal = Pakkespoergsmaal(form.cleaned_data["interval"], nu, saa)
    raekker = []
    for part, tilbud in grupper.items():
        virkninger = simulate_packages(tilbud, spoergsmaal)
        raekker.append(Raekke(part, summed(virkninger), redistribution(virkninger)))
    omfordelt = [(raekke.driftsherre.navn, raekke.omfordeling) for raekke in raekker if raekke.omfordeling]
    return Svar(tuple(raekker), _total(raekker), total_redistribution(omfordelt), package_rules())


def _total(raekker: Sequence[Raekke]) -> Virkning:
    return total([(raekke.driftsherre.navn, raekke.virkning) for raekke in raekker])
