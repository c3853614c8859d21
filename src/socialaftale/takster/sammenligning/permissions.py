"""Who may compare driftsherrer, and who may ask what a common choice would mean for them."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

_INDBERETTERE = dict.fromkeys((Rolle.TAKSTINDBERETTER, Rolle.GODKENDER), Raekkevidde.EGEN)
_GENNEMGANG = dict.fromkeys((Rolle.SEKRETARIAT, Rolle.STYRINGSAFTALEGRUPPE), Raekkevidde.ALLE)
_BESLUTTERE = dict.fromkeys((Rolle.FU, Rolle.DAS), Raekkevidde.ALLE)
_BEKRAEFTET = "når driftsherren har bekræftet"

SAMMENLIGN = register(
    Ret(
        "takster.sammenlign",
        "se overheadniveau og prisudvikling for hver driftsherre",
        "takster",
        _INDBERETTERE | _GENNEMGANG | _BESLUTTERE,
        _BEKRAEFTET,
    )
)
SIMULER = register(
    Ret(
        "takster.simuler",
        "beregne, hvad et fælles overhead eller et andet belægningsgulv betyder for hver driftsherre",
        "takster",
        _GENNEMGANG | _BESLUTTERE,
        _BEKRAEFTET,
    )
)
SIMULER_PAKKER = register(
    Ret(
        "takster.simuler_pakker",
        "beregne, hvad udkastet til en pakkemodel flytter mellem pladser hos hver driftsherre",
        "takster",
        _GENNEMGANG,
        _BEKRAEFTET,
    )
)
