"""Who may take an evidence pack out. It holds no more than the person sees on the pages."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

EVIDENS = register(
    Ret(
        "takster.evidens",
        "hente evidenspakken om et tilbuds takster: med grundlag for egne og delte, ellers den korte indberetning",
        "takster",
        dict.fromkeys((Rolle.TAKSTINDBERETTER, Rolle.GODKENDER), Raekkevidde.EGEN)
        | dict.fromkeys((Rolle.SEKRETARIAT, Rolle.STYRINGSAFTALEGRUPPE), Raekkevidde.ALLE),
    )
)
