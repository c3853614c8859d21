from django.urls import path

from . import bemaerkningsviews, linjeviews, moedeviews, views

_RUNDE = "takster/gennemgang/<str:kode>/<int:aar>"

urlpatterns = [
    path("takster/gennemgang/", views.start, name="gennemgang"),
    path("takster/gennemgang/linje/<int:pk>/", linjeviews.linje, name="gennemgang_linje"),
    path("takster/gennemgang/tilbud/<str:kode>/<int:aar>/", linjeviews.tilbud, name="gennemgang_tilbud"),
    path("takster/gennemgang/indsendelse/<int:pk>/bemaerk/", bemaerkningsviews.bemaerk, name="gennemgang_bemaerk"),
    path("takster/gennemgang/bemaerkning/<int:pk>/", bemaerkningsviews.bemaerkning, name="gennemgang_bemaerkning"),
    path("takster/gennemgang/bemaerkning/<int:pk>/afklar/", bemaerkningsviews.afklar, name="gennemgang_afklar"),
    path("takster/gennemgang/bemaerkning/<int:pk>/svar/", bemaerkningsviews.svar, name="gennemgang_svar"),
    path("takster/gennemgang/bemaerkning/<int:pk>/traek/", bemaerkningsviews.traek, name="gennemgang_traek"),
    path(f"{_RUNDE}/", views.tavle, name="gennemgang_tavle"),
    path(f"{_RUNDE}/uden-spoergsmaal/", moedeviews.uden, name="gennemgang_uden"),
    path(f"{_RUNDE}/moede/", moedeviews.moede, name="gennemgang_moede"),
    path(f"{_RUNDE}/gaa-igennem/", moedeviews.gaa_igennem, name="gennemgang_gaa_igennem"),
    path(f"{_RUNDE}/afslut/", moedeviews.afslut, name="gennemgang_afslut"),
    path(f"{_RUNDE}/sendt/", moedeviews.sendt, name="gennemgang_sendt"),
]
