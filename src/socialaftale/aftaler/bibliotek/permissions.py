"""Who fills the library. What is open in it, all may read."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

BIBLIOTEK = register(
    Ret(
        "aftaler.bibliotek",
        "lægge produkter og versioner i biblioteket og lade dem udgå",
        "biblioteket",
        {Rolle.SEKRETARIAT: Raekkevidde.ALLE},
    )
)
