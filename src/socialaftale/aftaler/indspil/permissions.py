"""Who hands themes in to other forums. The one who looks after a theme tells what came back, by being its owner."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

INDSPIL = register(
    Ret(
        "aftaler.indspil",
        "skrive ind, hvad der er spillet ind til andre fora, hvem der følger det, og hvad der kom tilbage",
        "indspil til andre fora",
        {Rolle.SEKRETARIAT: Raekkevidde.ALLE},
    )
)
