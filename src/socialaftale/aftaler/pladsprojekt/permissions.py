"""Who writes about projects, puljer and agreements with other regions."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

_SEKRETARIAT = {Rolle.SEKRETARIAT: Raekkevidde.ALLE}

PROJEKT = register(
    Ret(
        "aftaler.projekt",
        "oprette projekter, der giver flere pladser, og skrive, hvor langt de er",
        "projekter med flere pladser",
        _SEKRETARIAT | {Rolle.LOKALADMINISTRATOR: Raekkevidde.EGEN, Rolle.GODKENDER: Raekkevidde.EGEN},
    )
)
PULJE = register(
    Ret(
        "aftaler.pulje",
        "skrive puljer og samarbejdsaftaler med andre regioner ind",
        "projekter med flere pladser",
        _SEKRETARIAT,
    )
)
