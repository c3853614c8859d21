"""The picker of example people: one tap signs in. It exists in a demo alone, and is not found anywhere else."""

import ipaddress

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from .eksempeldata import EKSEMPEL, description, example_people
from .models import Bruger
from .permissions import aaben


@aaben
@never_cache
def vaelg(request: HttpRequest) -> HttpResponse:
    if not _is_local_demo(request):
        raise Http404
    if request.method == "POST":
        bruger = get_object_or_404(Bruger, subjekt=request.POST.get("bruger", ""), udsteder=EKSEMPEL, aktiv=True)
        login(request, bruger, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("forside")
    personer = [(bruger, description(bruger)) for bruger in example_people()]
    return render(request, "parter/demo.jinja", {"personer": personer})


def _is_local_demo(request: HttpRequest) -> bool:
    """A demo answers its own machine only: no other address, and no proxy that would hide one."""
    kommer_via_andre = "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META
    return settings.DEMO and not kommer_via_andre and _is_loopback(request.META.get("REMOTE_ADDR", ""))


def _is_loopback(adresse: str) -> bool:
    try:
        return ipaddress.ip_address(adresse).is_loopback
    except ValueError:
        return False
