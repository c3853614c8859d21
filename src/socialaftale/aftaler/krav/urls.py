from django.urls import path

from . import views

AFTALEN = "aftalen/<slug:omraade>/<slug:kode>/"
urlpatterns = [
    path(f"{AFTALEN}krav/", views.liste, name="aftale_krav"),
    path(f"{AFTALEN}krav/<slug:krav>/", views.skriv, name="aftale_krav_skriv"),
]
