"""What a calendar does to a takst year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from socialaftale.faelles import tid
from socialaftale.parter.permissions import aaben
from socialaftale.regler.rundeplan import rules_for

from . import queries
from .forms import TakstaarForm


@aaben
def takstaar(request: HttpRequest) -> HttpResponse:
    naeste = tid.today().year + 1
    form = TakstaarForm({"aar": naeste} | request.GET.dict())
    valg = form.cleaned_data if form.is_valid() else {}
    omraade = valg.get("omraade") or form.first_area()
    regler = rules_for(omraade.kode) if omraade else None
    kontekst = {"form": form, "aar": valg.get("aar") or naeste, "omraade": omraade, "regler": regler, "runde": None}
    if regler:
        runde = queries.plan(omraade, regler, kontekst["aar"], valg.get("budget"), valg.get("frist"))
        dage = queries.meeting_days(omraade, regler, kontekst["aar"])
        kontekst |= {"runde": runde, "linje": queries.timeline(runde, dage)}
        kontekst["opfundet"] = queries.is_invented(omraade, kontekst["aar"])
    return render(request, "moeder/takstaar/takstaar.jinja", kontekst)
