"""Who keeps stays: those who run the tilbud from day to day, and nobody else."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

FOER_OPHOLD = register(
    Ret(
        "kapacitet.foer_ophold",
        "føre ophold uden navne (begyndelse, fravær, varslet og sidste dag), og lade et kildesystem sende dem",
        "ophold",
        dict.fromkeys((Rolle.TILBUDSLEDER, Rolle.KAPACITETSKOORDINATOR), Raekkevidde.EGEN),
        stadie="når området har slået det til",
    )
)
