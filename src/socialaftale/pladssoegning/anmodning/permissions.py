"""Who asks for a place, and who answers."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

_TILBUDDET = dict.fromkeys((Rolle.TILBUDSLEDER, Rolle.KAPACITETSKOORDINATOR), Raekkevidde.EGEN)
_MYNDIGHEDEN = {Rolle.VISITATOR: Raekkevidde.EGEN}
_STADIE = "når området har slået det til"

ANMOD = register(
    Ret("pladssoegning.anmod", "spørge et tilbud, om det kan tage imod en borger, og trække det tilbage",
        "anmodninger", _MYNDIGHEDEN, _STADIE)
)  # fmt: skip
SVAR = register(
    Ret("pladssoegning.svar", "se, hvem der spørger tilbuddet om en plads, og svare ja eller nej med en årsag",
        "anmodninger", _TILBUDDET, _STADIE)
)  # fmt: skip
SE = register(
    Ret("pladssoegning.se_anmodninger", "se listen over egne anmodninger", "anmodninger", _MYNDIGHEDEN | _TILBUDDET,
        _STADIE)
)  # fmt: skip
