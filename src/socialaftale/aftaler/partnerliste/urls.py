from django.urls import path

from . import views

LISTE = "partnerlister/<slug:omraade>/<slug:kode>/"
urlpatterns = [
    path("partnerlister/", views.oversigt, name="partnerlister"),
    path(LISTE, views.vis, name="partnerliste"),
    path(f"{LISTE}fil.<slug:format_>", views.fil, name="partnerliste_fil"),
]
