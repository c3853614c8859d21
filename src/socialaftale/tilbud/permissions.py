"""Who may do what in the register. What is public needs no right: every page of facts is open to all."""

from django.contrib.auth.models import AnonymousUser

from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, access, access_of, may, register

from .status import Skridt

__all__ = [
    "AFGOER", "BEKRAEFT", "FORESLAA", "INDSKRIV", "PORTAL", "RET", "SE_KLADDE",
    "access_of", "allowed", "holds_role", "may", "own_parties", "reach",
]  # fmt: skip

_EGEN = dict.fromkeys((Rolle.TILBUDSLEDER, Rolle.TAKSTINDBERETTER, Rolle.GODKENDER), Raekkevidde.EGEN)
_SEKRETARIAT = {Rolle.SEKRETARIAT: Raekkevidde.ALLE}

SE_KLADDE = register(
    Ret(
        "tilbud.se_kladde",
        "se kladder og ikke afgjorte ændringer",
        "tilbud",
        _EGEN | _SEKRETARIAT,
        "før offentliggørelse",
    )
)
RET = register(
    Ret("tilbud.ret", "oprette et tilbud som kladde og rette stamdata, målgruppe, adresse og ydelser", "tilbud", _EGEN)
)
FORESLAA = register(
    Ret("tilbud.foreslaa", "foreslå ændring af pladser, afvikling og lukning med dato og årsag", "tilbud", _EGEN)
)
AFGOER = register(
    Ret(
        "tilbud.afgoer",
        "godkende eller afvise en foreslået ændring",
        "tilbud",
        _SEKRETARIAT,
        "når ændringen er foreslået",
    )
)
INDSKRIV = register(
    Ret("tilbud.indskriv", "indskrive tilbud, åbne årets indskrivning og registrere efterfølgere",
        "tilbud", _SEKRETARIAT, "når tilbuddet er indmeldt")
)  # fmt: skip
BEKRAEFT = register(
    Ret("tilbud.bekraeft", "bekræfte eller ændre sidste års register linje for linje", "indskrivning",
        _EGEN | _SEKRETARIAT, "når indskrivningen er åbnet")
)  # fmt: skip
PORTAL = register(
    Ret("tilbud.portal", "se tilbuddets værdier til Tilbudsportalen og mærke dem som indtastet", "tilbud", _EGEN)
)


def reach(bruger: Bruger | AnonymousUser | None, ret: Ret) -> list[Organisation]:
    """Return the parties for which the person holds the right, by name."""
    held = access(bruger)
    if not held.may(ret):
        return []
    return [part for part in Organisation.objects.order_by("sortering", "pk") if held.may(ret, part)]


def own_parties(bruger: Bruger | AnonymousUser | None) -> list[Organisation]:
    """Return the parties whose drafts the person may see."""
    return reach(bruger, SE_KLADDE)


def allowed(bruger: Bruger | AnonymousUser | None, driftsherre: Organisation) -> dict[str, bool]:
    """Return, per right, whether the person holds it for the party: what a page offers."""
    held = access(bruger)
    retter = {"ret": RET, "foreslaa": FORESLAA, "afgoer": AFGOER, "indskriv": INDSKRIV, "portal": PORTAL}
    return {navn: held.may(ret, driftsherre) for navn, ret in retter.items()}


def holds_role(bruger: Bruger | AnonymousUser | None, skridt: Skridt, driftsherre: Organisation) -> bool:
    """Tell whether the person may take the step for the party: the table of steps names the roles."""
    vidde = {rolle: Raekkevidde.ALLE if rolle == Rolle.SEKRETARIAT else Raekkevidde.EGEN for rolle in skridt.roller}
    return access(bruger).may(Ret("tilbud.skridt", skridt.knap, "tilbud", vidde), driftsherre)
