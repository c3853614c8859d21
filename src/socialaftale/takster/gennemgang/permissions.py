"""Who may do what in the review."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

_GENNEMGANG = dict.fromkeys((Rolle.SEKRETARIAT, Rolle.STYRINGSAFTALEGRUPPE), Raekkevidde.ALLE)

BEMAERK = register(
    Ret("takster.bemaerk", "skrive, sende og trække bemærkninger til indsendte takster", "takstrunden", _GENNEMGANG)
)
AFKLAR = register(
    Ret(
        "takster.afklar",
        "afklare eller fastholde en bemærkning, når man kommer fra en anden myndighed end driftsherren",
        "takstrunden",
        _GENNEMGANG,
    )
)
LED_GENNEMGANG = register(
    Ret(
        "takster.led_gennemgang",
        "afslutte gennemgangens møde og sende bemærkningerne",
        "takstrunden",
        {Rolle.SEKRETARIAT: Raekkevidde.ALLE},
    )
)
