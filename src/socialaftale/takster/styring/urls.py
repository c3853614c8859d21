from django.urls import path

from . import postviews, sporviews, views

_RUNDE = "takster/runde/<slug:omraade>/<int:aar>"

urlpatterns = [
    path("takster/runde/", views.indgang, name="takstrunder"),
    path("takster/runde/<slug:omraade>/kalender/<slug:rolle>.ics", views.kalender, name="takstrunde_kalender"),
    path(f"{_RUNDE}/", views.overblik, name="takstrunde"),
    path(f"{_RUNDE}/aabn/", views.aabn, name="takstrunde_aabn"),
    path(f"{_RUNDE}/datoer/", views.datoer, name="takstrunde_datoer"),
    path(f"{_RUNDE}/mangler/", views.mangler, name="takstrunde_mangler"),
    path(f"{_RUNDE}/mangler.csv", views.mangler_fil, name="takstrunde_mangler_fil"),
    path(f"{_RUNDE}/mangler/<str:kode>/skriv/", postviews.skriv, name="takstrunde_skriv"),
    path(f"{_RUNDE}/tider/", sporviews.tider, name="takstrunde_tider"),
    path(f"{_RUNDE}/haendelser/", sporviews.haendelser, name="takstrunde_haendelser"),
    path(f"{_RUNDE}/haendelser.csv", sporviews.haendelser_fil, name="takstrunde_haendelser_fil"),
    path(f"{_RUNDE}/paamindelser/", postviews.paamindelser, name="takstrunde_paamindelser"),
    path(f"{_RUNDE}/paamindelser/<int:pk>/send-igen/", postviews.send_igen, name="takstrunde_send_igen"),
]
