"""Somebody who is not signed in asks for what takes a role: she signs in first, and keeps what she had typed."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

LAENGDE = 15  # a text shorter than this is a choice or a number, and soon made again


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in, and from there back to the page. What was typed when the session ended is shown first."""
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    skrevet = [tekst for navn, tekst in request.POST.items() if len(tekst) >= LAENGDE and navn != "csrfmiddlewaretoken"]
    if not skrevet:
        return redirect_to_login(_page_of_form(request))
    log_paa = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': _page_of_form(request)})}"
    kontekst = {"linjer": [tekst.splitlines() for tekst in skrevet], "log_paa": log_paa}
    return render(request, "parter/logget_af.jinja", kontekst, status=403)


def _page_of_form(request: HttpRequest) -> str:
    """Return the page that the form stood on: the address it was sent to may only take what is sent."""
    fra = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(fra, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    return urlsplit(fra).path
