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
SVAR_FOR_EGEN = register(
    Ret(
        "takster.svar_for_egen",
        "svare på bemærkninger til takster fra den kommune eller region, man selv taler for i gennemgangen",
        "takstrunden",
        {Rolle.STYRINGSAFTALEGRUPPE: Raekkevidde.ALLE},
        "når bemærkningen er sendt",
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
