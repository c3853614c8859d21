"""What keeps a report from being submitted: the findings that nobody has mended or answered."""

from collections.abc import Iterable, Mapping

from socialaftale.parter.models import Organisation
from socialaftale.regler.kontrol import Alvor, Fund

from ..models import Tilbudsindberetning
from ..permissions import Indblik
from ..queries import Aarsraekke, read_both, tilbud_in_year
from . import queries
from .frys import place_hashes
from .models import Forklaring, Takstrunde

Raekker = dict[Indblik, dict[int, Aarsraekke]]


def read_sheets(runde: Takstrunde, driftsherre: Organisation, kladder: bool = False) -> Raekker:
    """Every tilbud of the driftsherre, as itself sees it and as those who review do, by primary key.

    With `kladder` both are of the newest version, submitted or not.
    """
    alle = tilbud_in_year(runde.omraade, runde.aar, driftsherre)
    fuldt, kort = read_both(alle, runde.omraade, runde.aar, kladder)
    return {
        Indblik.FULDT: {raekke.billede.pk: raekke for raekke in fuldt},
        Indblik.KORT: {raekke.billede.pk: raekke for raekke in kort},
    }


Forklaret = Mapping[queries.Fundsted, Forklaring]


def missing(
    indberetninger: Iterable[Tilbudsindberetning], blade: Raekker, forklaret: Mapping[int, Forklaret] | None = None
) -> dict[str, list[Fund]]:
    """By the code of the tilbud: what stands in the way, whether the driftsherre or those who review see it.

    `forklaret` spares reading the explanations where that is done.
    """
    alle = list(indberetninger)
    kendt = queries.explanations(alle) if forklaret is None else forklaret
    mangler = {}
    for indberetning in alle:
        raekker = [et for indblik in blade if (et := blade[indblik].get(indberetning.tilbud_id))]
        fund = blocking(raekker, kendt.get(indberetning.pk, {}))
        if fund:
            mangler[raekker[0].billede.kode] = fund
    return mangler


def blocking(raekker: Iterable[Aarsraekke], forklaret: Forklaret) -> list[Fund]:
    """The findings of a report that nobody has mended or answered; `fejl` has no answer but to be mended."""
    fundet: dict[queries.Fundsted, Fund] = {}
    for raekke in raekker:
        if raekke.blad is None:
            continue
        gaelder = queries.holding(forklaret, place_hashes(raekke.blad))
        for fund in raekke.blad.alle_fund:
            noegle = queries.key_of(fund)
            besvaret = fund.alvor is Alvor.KRAEVER_FORKLARING and noegle in gaelder
            if fund.er_aabent and not besvaret:
                fundet.setdefault(noegle, fund)
    return list(fundet.values())
