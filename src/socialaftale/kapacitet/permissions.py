"""Who may report free places and see who has not. Whoever has the link in the mail needs no right: it is the key."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

_SEKRETARIAT = {Rolle.SEKRETARIAT: Raekkevidde.ALLE}
_EGEN = dict.fromkeys((Rolle.TILBUDSLEDER, Rolle.KAPACITETSKOORDINATOR), Raekkevidde.EGEN)

MELD = register(
    Ret("kapacitet.meld", "melde, om der er ledige pladser, og se, hvad der sidst er meldt", "ledige pladser", _EGEN)
)
FOELG = register(
    Ret("kapacitet.foelg", "se, hvilke afdelinger der ikke har bekræftet deres ledige pladser", "ledige pladser",
        {Rolle.KAPACITETSKOORDINATOR: Raekkevidde.EGEN} | _SEKRETARIAT, "når løftet er udløbet")
)  # fmt: skip
AFTALER = register(
    Ret("kapacitet.aftaler", "bestemme, hvor tit en afdeling bekræfter, hvem der svarer, og om alle må se svaret",
        "ledige pladser", dict.fromkeys((Rolle.KAPACITETSKOORDINATOR, Rolle.LOKALADMINISTRATOR), Raekkevidde.EGEN))
)  # fmt: skip
VALG = register(
    Ret("kapacitet.valg", "slå dele af den ledige kapacitet til og fra for aftaleområdet", "ledige pladser",
        _SEKRETARIAT, "når udvalget har besluttet det")
)  # fmt: skip
