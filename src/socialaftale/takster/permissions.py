"""Who may do what with takster. What is published is open to all and needs no right."""

from enum import StrEnum

from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import Access, Raekkevidde, Ret, Rolle, access, register

_DRIFTSHERREN = dict.fromkeys((Rolle.TAKSTINDBERETTER, Rolle.GODKENDER), Raekkevidde.EGEN)
_GENNEMGANG = dict.fromkeys((Rolle.SEKRETARIAT, Rolle.STYRINGSAFTALEGRUPPE), Raekkevidde.ALLE)

INDBERET = register(Ret("takster.indberet", "indlæse, rette, bekræfte og dele egne takster", "takster", _DRIFTSHERREN))
SE_GRUNDLAG = register(Ret("takster.se_grundlag", "se takstgrundlaget med hver omkostning", "takster", _DRIFTSHERREN))
SE_KORT = register(
    Ret(
        "takster.se_kort",
        "se den korte indberetning, og grundlaget hvor driftsherren har delt det",
        "takster",
        _DRIFTSHERREN | _GENNEMGANG,
        "når driftsherren har bekræftet",
    )
)
IMPORTER = register(
    Ret(
        "takster.importer",
        "indlæse og bekræfte takster fra et eksisterende takstbilag",
        "takster",
        _DRIFTSHERREN | {Rolle.SEKRETARIAT: Raekkevidde.ALLE},
    )
)
OFFENTLIGGOER = register(
    Ret(
        "takster.offentliggoer",
        "offentliggøre årets bekræftede takster",
        "takster",
        {Rolle.SEKRETARIAT: Raekkevidde.ALLE},
    )
)


class Indblik(StrEnum):
    """How far into a report a person sees."""

    FULDT = "fuldt"
    KORT = "kort"
    OFFENTLIGT = "offentligt"


def insight(adgang: Access, driftsherre: Organisation) -> Indblik:
    """Return how far the person sees into the reports of the driftsherre."""
    if adgang.may(SE_GRUNDLAG, driftsherre):
        return Indblik.FULDT
    return Indblik.KORT if adgang.may(SE_KORT, driftsherre) else Indblik.OFFENTLIGT


def reach_to_report(bruger: Bruger) -> list[Organisation]:
    """Return the parties that the person reports for, by name."""
    adgang = access(bruger)
    egne = {tildeling.organisation_id for tildeling in adgang.tildelinger if tildeling.organisation_id}
    parter = Organisation.objects.filter(pk__in=egne).order_by("sortering", "pk")
    return [part for part in parter if adgang.may(INDBERET, part)]
