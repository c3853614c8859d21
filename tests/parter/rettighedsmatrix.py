"""Everyone who can come to a page, and what the page must answer: for sweeping addresses role by role.

@pytest.mark.parametrize("hvem", alle_roller())
def test_...(hvem, nord, client):
    bruger = person(hvem, nord)
"""

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import AABEN, PERSONLIG, Ret, Rolle, may
from socialaftale.parter.roller import PARTSROLLER, UDVALGSROLLER

ANONYM, UDEN_ROLLE = "anonym", "uden_rolle"
LOGIN = "/konto/log-paa/"

# What stands in an address for each kind of parameter: nothing that exists, for the right is asked for first.
PARAMETRE = {"IntConverter": 999_999, "SlugConverter": "findes-ikke", "StringConverter": "findes-ikke"}
PARAMETRE |= {"UUIDConverter": "00000000-0000-4000-8000-000000000000", "PathConverter": "findes/ikke"}


def alle_roller() -> list[str]:
    """Return nobody, a person without roles, and every role that is given."""
    return [ANONYM, UDEN_ROLLE, *(rolle.value for rolle in PARTSROLLER + UDVALGSROLLER)]


def person(hvem: str, omraade) -> Bruger | None:
    """Return such a person in the area (the fixture `nord` or `fiktivland`), None for nobody."""
    if hvem == ANONYM:
        return None
    if hvem == UDEN_ROLLE:
        return Bruger.objects.create_user("uden@eksempel.dk", navn="Uden rolle", organisation=omraade.kommune)
    rolle = Rolle(hvem)
    if rolle in UDVALGSROLLER:
        return omraade.person(rolle, omraade.udvalg)
    return omraade.person(rolle, omraade.sekretariat if rolle == Rolle.SEKRETARIAT else omraade.kommune)


def expected(adgang: str | Ret, bruger: Bruger | None) -> str:
    """Return `ind`, `log på` or `nej`, from what the view says of itself in `adgang`."""
    if adgang == AABEN or (isinstance(adgang, Ret) and may(bruger, adgang)):
        return "ind"
    if bruger is None:
        return "log på"
    return "ind" if adgang == PERSONLIG else "nej"


def answer(client: Client, metode: str, adresse: str) -> str:
    """Return `ind`, `log på` or `nej`: what the page said. A server error raises."""
    svar = getattr(client, metode)(adresse)
    if svar.status_code == 302 and svar.headers["Location"].startswith(LOGIN + "?next="):
        return "log på"
    return "nej" if svar.status_code == 403 else "ind"


def addresses() -> list[tuple[str, URLPattern]]:
    """Return every address of the site with its pattern, parameters filled in."""
    return sorted(_walk(get_resolver(), "/"), key=lambda par: par[0])


def _walk(resolver: URLResolver, foran: str) -> list[tuple[str, URLPattern]]:
    fundet: list[tuple[str, URLPattern]] = []
    for moenster in resolver.url_patterns:
        adresse = foran + _filled(moenster)
        fundet += _walk(moenster, adresse) if isinstance(moenster, URLResolver) else [(adresse, moenster)]
    return fundet


def _filled(moenster: URLPattern | URLResolver) -> str:
    rute = str(moenster.pattern)
    for navn, converter in moenster.pattern.converters.items():
        vaerdi = PARAMETRE[type(converter).__name__]
        for skrevet in (f"<{navn}>", *(f"<{slags}:{navn}>" for slags in ("int", "slug", "str", "uuid", "path"))):
            rute = rute.replace(skrevet, str(vaerdi))
    return rute
