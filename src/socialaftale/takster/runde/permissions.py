"""Who may do what in a takst round."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

_DRIFTSHERREN = dict.fromkeys((Rolle.TAKSTINDBERETTER, Rolle.GODKENDER), Raekkevidde.EGEN)
_SEKRETARIAT = {Rolle.SEKRETARIAT: Raekkevidde.ALLE}
_UDVALGENE = dict.fromkeys((Rolle.STYRINGSAFTALEGRUPPE, Rolle.FU, Rolle.DAS), Raekkevidde.ALLE)

AABN = register(
    Ret("takster.aabn_runde", "åbne takstrunden, flytte dens datoer og sende påmindelser", "takstrunden", _SEKRETARIAT)
)
INDSEND = register(
    Ret(
        "takster.indsend",
        "indsende, forklare og færdigmelde egne takster og svare på bemærkninger",
        "takstrunden",
        _DRIFTSHERREN,
        "fra runden er åbnet",
    )
)
SE_RUNDE = register(
    Ret(
        "takster.se_runde",
        "se, hvem der har indberettet, og de indsendte taksters linjer med fund og bemærkninger",
        "takstrunden",
        _SEKRETARIAT | _UDVALGENE,
        "når driftsherren har indsendt",
    )
)
