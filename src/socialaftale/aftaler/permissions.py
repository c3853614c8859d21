"""Who may do what with the agreement. Published texts are open to all, drafts to everyone with a role in the area."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

_SEKRETARIAT = {Rolle.SEKRETARIAT: Raekkevidde.ALLE}

SKRIV = register(
    Ret(
        "aftaler.skriv",
        "oprette aftaler, skrive og offentliggøre deres tekst og lægge bilag ved",
        "aftalen",
        _SEKRETARIAT,
    )
)
GODKENDELSER = register(
    Ret(
        "aftaler.godkendelser",
        "føre ind, hvad kommunalbestyrelse eller regionsråd har svaret på aftalen",
        "aftalen",
        _SEKRETARIAT | {Rolle.LOKALADMINISTRATOR: Raekkevidde.EGEN},
    )
)
BIDRAG = register(
    Ret(
        "aftaler.bidrag",
        "svare på sin parts del af en central udmelding",
        "centrale udmeldinger",
        _SEKRETARIAT
        | dict.fromkeys((Rolle.LOKALADMINISTRATOR, Rolle.KAPACITETSKOORDINATOR, Rolle.VISITATOR), Raekkevidde.EGEN),
    )
)
KRAV = register(
    Ret(
        "aftaler.krav",
        "se, om aftalen lever op til kravene",
        "aftalen",
        {Rolle.LAESER: Raekkevidde.ALLE},
    )
)
OVERTAGELSE = register(
    Ret(
        "aftaler.overtagelse",
        "føre ind, om en kommune ønsker at overtage et tilbud, som regionen driver",
        "aftalen",
        _SEKRETARIAT | {Rolle.LOKALADMINISTRATOR: Raekkevidde.EGEN},
    )
)
