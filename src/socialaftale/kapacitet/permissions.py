"""Who may report free places and see who has not. Whoever has the link in the mail needs no right: it is the key."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

_EGEN = dict.fromkeys((Rolle.TILBUDSLEDER, Rolle.KAPACITETSKOORDINATOR), Raekkevidde.EGEN)

MELD = register(
    Ret("kapacitet.meld", "melde, om der er ledige pladser, og se, hvad der sidst er meldt", "ledige pladser", _EGEN)
)
