"""Who does what in det forstærkede samarbejde. Who is in it, and why, is open to all."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

_DATA = "det forstærkede samarbejde"
_SEKRETARIAT = {Rolle.SEKRETARIAT: Raekkevidde.ALLE}
_DRIFTSHERREN = dict.fromkeys((Rolle.LOKALADMINISTRATOR, Rolle.GODKENDER), Raekkevidde.EGEN)

MELD = register(
    Ret(
        "aftaler.forstaerket_meld",
        "indmelde et tilbud i det forstærkede samarbejde, melde det ud og trække det tilbage",
        _DATA,
        _SEKRETARIAT | _DRIFTSHERREN,
    )
)
VURDER = register(
    Ret(
        "aftaler.forstaerket_vurder",
        "skrive Ekspertpanelets vurdering af et tilbud, kriterium for kriterium",
        _DATA,
        _SEKRETARIAT | {Rolle.EKSPERTPANEL: Raekkevidde.ALLE},
        stadie="når tilbuddet er indmeldt og ikke afgjort",
    )
)
PANEL = register(
    Ret("aftaler.forstaerket_panel", "skrive, hvem der sidder i Ekspertpanelet", _DATA, _SEKRETARIAT),
)
RAPPORT = register(
    Ret(
        "aftaler.forstaerket_rapport",
        "sende årsrapporten om et tilbud i det forstærkede samarbejde",
        _DATA,
        _SEKRETARIAT | _DRIFTSHERREN | {Rolle.TILBUDSLEDER: Raekkevidde.EGEN},
    )
)
