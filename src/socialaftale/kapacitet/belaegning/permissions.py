"""Who reports occupancy, and who sees it of a single tilbud: those who answer for it, and nobody else."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

_TILBUDDETS = (Rolle.TILBUDSLEDER, Rolle.KAPACITETSKOORDINATOR)
_OEKONOMIENS = (Rolle.TAKSTINDBERETTER, Rolle.GODKENDER)

MELD_BELAEGNING = register(
    Ret(
        "kapacitet.meld_belaegning",
        "melde månedens belægning og fortryde den",
        "belægning",
        dict.fromkeys((*_TILBUDDETS, Rolle.TAKSTINDBERETTER), Raekkevidde.EGEN),
        stadie="når området har slået det til",
    )
)
SE_BELAEGNING = register(
    Ret(
        "kapacitet.se_belaegning",
        "se egne tilbuds belægning måned for måned",
        "belægning",
        dict.fromkeys((*_TILBUDDETS, *_OEKONOMIENS), Raekkevidde.EGEN),
        stadie="når området har slået det til",
    )
)
