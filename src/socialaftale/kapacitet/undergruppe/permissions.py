"""Who says what a pladsgruppe can take care of, and whom some of its places are for."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

KRITERIER = register(
    Ret(
        "kapacitet.kriterier",
        "sige, hvilke særlige behov pladserne kan tage imod, og hvilke undergrupper nogle af dem er til",
        "ledige pladser",
        dict.fromkeys((Rolle.TILBUDSLEDER, Rolle.KAPACITETSKOORDINATOR, Rolle.LOKALADMINISTRATOR), Raekkevidde.EGEN),
    )
)
