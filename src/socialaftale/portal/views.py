from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from socialaftale.parter.permissions import aaben


@aaben
def forside(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/forside.jinja")
