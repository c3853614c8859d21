"""A person's own account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode
from django.views.decorators.cache import never_cache

from socialaftale.faelles.sikkerhed import secret_link

from . import actions, queries
from .forms import AdgangskodeForm
from .models import Bruger
from .permissions import aaben, personlig


@personlig
def konto(request: HttpRequest) -> HttpResponse:
    kontekst = {
        "roller": queries.roles_of([request.user])[request.user.pk],
        "funktioner": queries.functions_of(request.user),
        "har_overtaget": request.user.overtagelser.exists(),
        "forfaldne": queries.contacts_due(request.user),
    }
    return render(request, "parter/konto.jinja", kontekst)


@personlig
def overtaget(request: HttpRequest) -> HttpResponse:
    return render(request, "parter/overtaget.jinja", {"overtagelser": queries.taken_over(request.user)})


@aaben
@secret_link
@never_cache
def ny_adgangskode(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Spend the link that a local administrator handed over."""
    bruger = _user_of(uid)
    if bruger is None or not actions.link_holds(bruger, token):
        return render(request, "parter/link_brugt.jinja", status=410)
    form = AdgangskodeForm(bruger, request.POST or None)
    if form.is_valid():
        actions.choose_password(bruger=bruger, token=token, password=form.cleaned_data["new_password1"])
        messages.success(request, "Adgangskoden er valgt. Log på med din e-mail og den nye adgangskode.")
        return redirect("account_login")
    return render(request, "parter/ny_adgangskode.jinja", {"form": form, "bruger": bruger})


def for_password_holders(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say why there is nothing to change where a person signs in without a password here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.has_usable_password():
            return render(request, "parter/uden_adgangskode.jinja")
        return view(request, *args, **kwargs)

    return guarded


@reauthentication_required(app="allauth.mfa")
def genoprettelseskoder(request: HttpRequest) -> HttpResponse:
    """Show the unused codes. The library's own page writes that it was seen, and a GET must not write."""
    koder = get_object_or_404(Authenticator, user=request.user, type=Authenticator.Type.RECOVERY_CODES)
    kontekst = {"koder": koder.wrap().get_unused_codes(), "i_alt": app_settings.RECOVERY_CODE_COUNT}
    return render(request, "parter/genoprettelseskoder.jinja", kontekst)


def _user_of(uid: str) -> Bruger | None:
    try:
        return Bruger.objects.filter(pk=int(force_str(urlsafe_base64_decode(uid)))).first()
    except (ValueError, UnicodeDecodeError):
        return None
