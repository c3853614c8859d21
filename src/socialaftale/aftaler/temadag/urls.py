from django.urls import path

from . import views

EN = "temadage/<int:pk>/"
urlpatterns = [
    path("temadage/", views.liste, name="temadage"),
    path("temadage/<slug:omraade>/ny/", views.ny, name="temadag_ny"),
    path("temadage/tilmelding/<str:token>/", views.min_tilmelding, name="temadag_tilmelding"),
    path(EN, views.vis, name="temadag"),
    path(f"{EN}program/", views.program, name="temadag_program"),
    path(f"{EN}program/<int:nr>/fjern/", views.fjern_punkt, name="temadag_fjern_punkt"),
    path(f"{EN}offentliggoer/", views.offentliggoer, name="temadag_offentliggoer"),
    path(f"{EN}aflys/", views.aflys, name="temadag_aflys"),
    path(f"{EN}deltagere/", views.deltagere, name="temadag_deltagere"),
    path(f"{EN}deltagere.<slug:format_>", views.fil, name="temadag_fil"),
]
