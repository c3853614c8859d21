"""A limit on how often one visitor asks, so that a robot does not take the site from everyone else.

A view names its limit: `parter.permissions.aaben` gives every public view one, `@limited` another. Each process counts
for itself, in memory: no request waits for a disk, and with more processes a visitor may only do more than the rule
says. A library (django-ratelimit) wants a shared cache with atomic counting, a service that an installation has no
other need for.
"""

import hashlib
import ipaddress
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, JsonResponse

from socialaftale.regler.trafik import Graense, limit_for

from . import tid
from .fejlsider import page

Handler = Callable[[HttpRequest], HttpResponse]
IPV6_HUSSTAND = 64  # one subscriber has this many bits of prefix, and a free choice of the rest
PAUSE = "Der kommer mange forespørgsler fra jeres netværk lige nu. Vent {vent}, og prøv igen."
LOG_PAA = "Er I mange bag den samme adresse, så log på: så bliver I ikke talt sammen."


def limited(navn: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let the limit of that name count for the view."""

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        view.graense = navn  # type: ignore[attr-defined]
        return view

    return mark


def trafik_middleware(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_view = refuse_too_many  # type: ignore[attr-defined]
    return middleware


def refuse_too_many(
    request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse | None:
    """Answer 429 where the visitor is over the limit of the view; None lets the request through."""
    navn = getattr(view, "graense", "")
    if not navn or not settings.TRAFIKGRAENSER:
        return None
    graense = limit_for(navn, tid.today())
    if graense.pr_noegle is None and request.user.is_authenticated:
        return None
    maal = [(client_address(request), graense.pr_adresse)]
    hemmelighed = kwargs.get("token") or request.headers.get("Authorization", "")
    if graense.pr_noegle is not None and hemmelighed:
        maal.append((hashlib.sha256(str(hemmelighed).encode()).hexdigest(), graense.pr_noegle))
    over = [_is_over(graense, hvem, hoejst) for hvem, hoejst in maal]  # both are counted, also where the first is over
    return _too_many(graense) if any(over) else None


def client_address(request: HttpRequest) -> str:
    """Return the visitor's address as the trusted proxies tell it; of IPv6 the part that a subscriber is given."""
    adresse = request.META.get("REMOTE_ADDR", "")
    proxyer = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    kaede = [et.strip() for et in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxyer and len(kaede) >= proxyer:
        adresse = kaede[-proxyer]
    try:
        ip = ipaddress.ip_address(adresse)
    except ValueError:
        return adresse
    return str(ip) if ip.version == 4 else str(ipaddress.ip_network((ip, IPV6_HUSSTAND), strict=False))


def _is_over(graense: Graense, hvem: str, hoejst: int) -> bool:
    """Count one more from this visitor in the stretch of time that it is, and tell whether that is too many."""
    strakt = int(tid.now().timestamp()) // graense.sekunder
    noegle = f"{graense.navn}:{strakt}:{hvem}"
    taellere = caches["trafik"]
    taellere.add(noegle, 0, graense.sekunder)
    try:
        return taellere.incr(noegle) > hoejst
    except ValueError:  # it was thrown out in the meantime: the memory is full
        return False


def _too_many(graense: Graense) -> HttpResponse:
    sekunder = graense.sekunder - int(tid.now().timestamp()) % graense.sekunder
    vent = "1 sekund" if sekunder == 1 else f"{sekunder} sekunder"
    tekst = PAUSE.format(vent=vent)
    svar: HttpResponse
    if graense.navn == "api":
        svar = JsonResponse({"fejl": tekst}, status=429)
    else:
        svar = page(429, tekst if graense.pr_noegle else f"{tekst} {LOG_PAA}")
    svar.headers["Retry-After"] = str(sekunder)
    svar.headers["Cache-Control"] = "no-store"
    return svar
