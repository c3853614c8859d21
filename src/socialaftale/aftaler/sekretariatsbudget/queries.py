"""Reads of the secretariat's budget: its lines, its sums, who pays what, and what the bodies have decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from socialaftale.moeder.models import Beslutning, Dagsordenspunkt
from socialaftale.parter.models import HOEJESTE_ALDER
from socialaftale.parter.queries import population_key, population_years
from socialaftale.parter.roller import Rolle
from socialaftale.regler import sekretariatsbudget as regel
from socialaftale.regler.objektiv import Andel, Noegletal, UbrugeligNoegle

from .models import Budgetaar, Budgetpost, Budgettal

FOR = "sekretariatsbudget-"


@dataclass(frozen=True)
class Postvisning:
    post: Budgetpost
    tal: Mapping[str, Budgettal]

    @property
    def regel(self) -> regel.Post:
        """The line as `regler.sekretariatsbudget` reads it."""
        return regel.Post(regel.Slags(self.post.slags), *(self._amount(art) for art in Budgettal.Art.values))

    def _amount(self, art: str) -> Decimal | None:
        return self.tal[art].beloeb_kr if art in self.tal else None


@dataclass(frozen=True)
class Budgetvisning:
    """A year with its sums; `andele` is empty where no key is known, and `noegleaar` the year of the inhabitants."""

    budgetaar: Budgetaar
    poster: list[Postvisning]
    opgoerelse: regel.Opgoerelse
    andele: list[Andel]
    noegleaar: int | None
    deling: regel.Deling
    beslutninger: Mapping[str, Beslutning]


def shown_budget(budgetaar: Budgetaar) -> Budgetvisning:
    poster = [Postvisning(post, _figures(post)) for post in budgetaar.poster.prefetch_related("tal__registreret_by")]
    opgoerelse = regel.account([vist.regel for vist in poster])
    andele, aar = _shares(budgetaar, opgoerelse)
    deling = regel.rule_for(budgetaar.aar)
    return Budgetvisning(budgetaar, poster, opgoerelse, andele, aar, deling, decisions(budgetaar))


def _figures(post: Budgetpost) -> dict[str, Budgettal]:
    """The figure that holds of each kind: `tal` comes in the order of their numbers."""
    return {tal.art: tal for tal in sorted(post.tal.all(), key=lambda tal: tal.nr)}


def _shares(budgetaar: Budgetaar, opgoerelse: regel.Opgoerelse) -> tuple[list[Andel], int | None]:
    """By the latest inhabitants that are known up to the year of the budget."""
    aar = next((et for et in population_years(HOEJESTE_ALDER) if et <= budgetaar.aar), None)
    if aar is None:
        return [], None
    kendte = population_key(budgetaar.omraade, aar, HOEJESTE_ALDER)
    if any(raekke is None for raekke in kendte.values()):
        return [], aar
    noegle = [Noegletal(k.kode, k.navn, Decimal(raekke.antal)) for k, raekke in kendte.items() if raekke]
    try:
        return regel.shares(opgoerelse, noegle), aar
    except UbrugeligNoegle:
        return [], aar


def decisions(budgetaar: Budgetaar) -> dict[str, Beslutning]:
    """Return the newest decision of DAS and of KKR on the budget, by role."""
    punkter = Dagsordenspunkt.objects.filter(noegle=key_of(budgetaar), moede__udvalg__omraade=budgetaar.omraade)
    alle = Beslutning.objects.filter(punkt__in=punkter, punkt__moede__udvalg__rolle__in=[Rolle.DAS, Rolle.KKR])
    alle = alle.select_related("punkt__moede__udvalg").order_by("nr", "pk")
    return {beslutning.punkt.moede.udvalg.rolle: beslutning for beslutning in alle}


def key_of(budgetaar: Budgetaar) -> str:
    """What the point of a year is known by on an agenda."""
    return f"{FOR}{budgetaar.aar}"
