from django.urls import path

from . import views

EN = "spoergerunder/<int:pk>/"
urlpatterns = [
    path("spoergerunder/", views.liste, name="spoergerunder"),
    path("spoergerunder/<slug:omraade>/ny/", views.ny, name="spoergerunde_ny"),
    path(EN, views.vis, name="spoergerunde"),
    path(f"{EN}spoergsmaal/", views.spoergsmaal, name="spoergerunde_spoergsmaal"),
    path(f"{EN}spoergsmaal/<int:nr>/fjern/", views.fjern, name="spoergerunde_fjern"),
    path(f"{EN}aabn/", views.aabn, name="spoergerunde_aabn"),
    path(f"{EN}offentliggoer/", views.offentliggoer, name="spoergerunde_offentliggoer"),
    path(f"{EN}svar/<slug:part>/", views.svar, name="spoergerunde_svar"),
    path(f"{EN}svar.<slug:format_>", views.fil, name="spoergerunde_fil"),
]
