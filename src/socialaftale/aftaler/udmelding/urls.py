from django.urls import path

from . import views

EN = "aftalen/udmeldinger/<slug:omraade>/<slug:kode>/"
urlpatterns = [
    path("aftalen/udmeldinger/", views.liste, name="udmeldinger"),
    path("aftalen/udmeldinger/<slug:omraade>/ny/", views.ny, name="udmelding_ny"),
    path("aftalen/udmeldinger/<slug:omraade>/farve/", views.farve, name="risikofarve"),
    path(EN, views.vis, name="udmelding"),
    path(f"{EN}frist/", views.frist, name="udmelding_frist"),
    path(f"{EN}haendelse/", views.haendelse, name="udmelding_haendelse"),
    path(f"{EN}svar/", views.svar, name="udmelding_svar"),
    path(f"{EN}bidrag/<slug:part>/", views.bidrag, name="udmelding_bidrag"),
]
