"""Pages for what goes wrong: what, why, and what to do. They ask neither the database nor the session."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.template import loader

TEKSTER = {
    400: (
        "Forespørgslen kunne ikke læses",
        "Adressen eller det indsendte er ikke, som siden venter. Gå tilbage, og prøv igen.",
    ),
    403: (
        "Du har ikke adgang",
        "Siden kræver en rolle, du ikke har. Spørg jeres lokaladministrator, hvis du mener, du skal have den.",
    ),
    404: ("Siden findes ikke", "Adressen er forkert, eller siden er flyttet. Brug søgningen eller menuen på forsiden."),
    429: ("Vent et øjeblik", "Der kommer mange forespørgsler fra jeres netværk lige nu. Prøv igen om et minut."),
    413: (
        "Filen er for stor",
        "En fil må højst være 50 MB. Gå tilbage, og vælg en mindre: del den, eller tag bilag fra.",
    ),
    500: (
        "Der skete en fejl hos os",
        "Intet er gemt af det, du var i gang med. Prøv igen om lidt; bliver det ved, så skriv til sekretariatet.",
    ),
}
CSRF = (
    "Siden har været åben for længe, eller din browser gemmer ikke cookies. "
    "Gå tilbage, kopiér det, du skrev, genindlæs siden, og send igen."
)
FOR_MEGET = "Der er sendt mere, end siden kan tage imod, så intet er gemt. Gå tilbage, og send færre linjer ad gangen."


def page(status: int, forklaring: str = "", titel: str = "") -> HttpResponse:
    overskrift, tekst = TEKSTER[status]
    kontekst = {"status": status, "overskrift": titel or overskrift, "tekst": forklaring or tekst}
    return HttpResponse(loader.render_to_string("faelles/fejl.jinja", kontekst), status=status)


def bad_request(request: HttpRequest, exception: Any) -> HttpResponse:
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent)):
        return page(413, FOR_MEGET, "Det er for meget på én gang")
    return page(400)


def forbidden(request: HttpRequest, exception: Any) -> HttpResponse:
    return page(403, str(exception))


def not_found(request: HttpRequest, exception: Any) -> HttpResponse:
    return page(404)


def server_error(request: HttpRequest) -> HttpResponse:
    return page(500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(403, CSRF, "Siden er for gammel")
