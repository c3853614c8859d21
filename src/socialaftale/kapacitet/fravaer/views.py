"""The page where a leader says that she is away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.faelles import tid
from socialaftale.parter.attempt import attempt, press
from socialaftale.parter.permissions import adgang

from ..permissions import MELD
from .actions import standing, take_back, tell_absence
from .forms import FravaerForm
from .models import Lederfravaer


@adgang(MELD)
def fravaer(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and "tag_tilbage" in request.POST:
        egne = Lederfravaer.objects.filter(bruger=request.user)
        nr = request.POST["tag_tilbage"]
        raekke = get_object_or_404(egne, pk=int(nr) if nr.isdecimal() else 0)
        press(request, take_back, "Taget tilbage. Mailen kommer til dig igen.", fravaer=raekke)
        return redirect("leder_fravaer")
    form = FravaerForm(request.POST or None, bruger=request.user)
    if request.method == "POST" and attempt(form, tell_absence, by=request.user):
        messages.success(request, "Gemt. Imens kommer mailen til den, du har valgt.")
        return redirect("leder_fravaer")
    egne = standing(tid.today()).filter(bruger=request.user)
    return render(request, "kapacitet/fravaer.jinja", {"form": form, "egne": egne})
