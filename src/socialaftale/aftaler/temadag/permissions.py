"""Who plans temadage and sees who has signed up. Signing up is open to all."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

TEMADAG = register(
    Ret(
        "aftaler.temadag",
        "planlægge og aflyse temadage og se, hvem der er tilmeldt",
        "temadage",
        {Rolle.SEKRETARIAT: Raekkevidde.ALLE},
    )
)
