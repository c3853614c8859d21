"""Who holds places, and who answers for them."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

RESERVER = register(
    Ret(
        "kapacitet.reserver",
        "holde en ledig plads for en borger, stille sig i kø og give pladsen fri",
        "reservationer",
        {Rolle.VISITATOR: Raekkevidde.EGEN},
        stadie="når området har slået det til",
    )
)
SVAR = register(
    Ret(
        "kapacitet.svar_reservation",
        "se, hvem der holder en plads hos tilbuddet, sige, at den er besat, og afslå",
        "reservationer",
        dict.fromkeys((Rolle.TILBUDSLEDER, Rolle.KAPACITETSKOORDINATOR), Raekkevidde.EGEN),
        stadie="når området har slået det til",
    )
)
SE = register(
    Ret(
        "kapacitet.se_reservationer",
        "se listen over egne reservationer",
        "reservationer",
        dict.fromkeys((Rolle.VISITATOR, Rolle.TILBUDSLEDER, Rolle.KAPACITETSKOORDINATOR), Raekkevidde.EGEN),
        stadie="når området har slået det til",
    )
)
