"""Who asks, who answers, and who sees the answers: a party its own, the secretariat all, everyone what is published."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

_SEKRETARIAT = {Rolle.SEKRETARIAT: Raekkevidde.ALLE}

SPOERG = register(
    Ret("aftaler.spoerg", "spørge alle parter, se deres svar og offentliggøre dem", "spørgerunder", _SEKRETARIAT)
)
SVAR = register(
    Ret(
        "aftaler.svar",
        "svare for sin part i en spørgerunde og se partens svar",
        "spørgerunder",
        {
            Rolle.SEKRETARIAT: Raekkevidde.ALLE,
            Rolle.LOKALADMINISTRATOR: Raekkevidde.EGEN,
            Rolle.GODKENDER: Raekkevidde.EGEN,
            Rolle.KAPACITETSKOORDINATOR: Raekkevidde.EGEN,
            Rolle.VISITATOR: Raekkevidde.EGEN,
        },
        stadie="når runden er åbnet",
    )
)
