"""Who sees the whole area's capacity side by side, who asks for an adjustment, and who answers."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

_UDVALG = dict.fromkeys((Rolle.SEKRETARIAT, Rolle.FU, Rolle.DAS), Raekkevidde.ALLE)
_KOORDINATOR = {Rolle.KAPACITETSKOORDINATOR: Raekkevidde.EGEN}

OVERBLIK = register(
    Ret(
        "kapacitet.overblik",
        "se områdets ledige pladser, friskhed, efterspørgsel og arbejdsgange samlet",
        "ledige pladser",
        _UDVALG | {Rolle.KAPACITETSKOORDINATOR: Raekkevidde.ALLE},
    )
)
TILPAS = register(
    Ret("kapacitet.tilpas", "bede en driftsherre overveje at tilpasse et tilbud", "ledige pladser", _UDVALG)
)
SVAR_TILPASNING = register(
    Ret(
        "kapacitet.svar_tilpasning",
        "svare på, om et tilbud kan tilpasses",
        "ledige pladser",
        _KOORDINATOR | dict.fromkeys((Rolle.TILBUDSLEDER, Rolle.GODKENDER), Raekkevidde.EGEN),
        stadie="når driftsherren er spurgt",
    )
)
ARBEJDSGANG = register(
    Ret(
        "kapacitet.arbejdsgang",
        "beskrive, hvordan egne afdelinger melder",
        "ledige pladser",
        _KOORDINATOR | {Rolle.LOKALADMINISTRATOR: Raekkevidde.EGEN},
    )
)
