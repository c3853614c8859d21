from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forside(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/forside.jinja")
