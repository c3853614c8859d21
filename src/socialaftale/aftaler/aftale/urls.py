from django.urls import path

from . import views

EN = "aftalen/<slug:omraade>/<slug:kode>/"
urlpatterns = [
    path("aftalen/", views.liste, name="aftaler"),
    path("aftalen/<slug:omraade>/ny/", views.ny, name="aftale_ny"),
    path(EN, views.vis, name="aftale"),
    path(f"{EN}pdf/", views.pdf, name="aftale_pdf"),
    path(f"{EN}forskel/", views.forskel, name="aftale_forskel"),
    path(f"{EN}tekst/", views.tekst, name="aftale_tekst"),
    path(f"{EN}tekst/<int:nr>/offentliggoer/", views.offentliggoer, name="aftale_offentliggoer"),
    path(f"{EN}nyt-bilag/", views.nyt_bilag, name="aftale_nyt_bilag"),
    path(f"{EN}bilag/<int:nummer>/", views.bilag, name="aftale_bilag"),
    path(f"{EN}godkendelse/<slug:part>/", views.godkendelse, name="aftale_godkendelse"),
]
