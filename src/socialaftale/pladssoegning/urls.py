"""Finding a place: public pages first."""

from django.urls import include, path

from . import views

urlpatterns = [
    path("", include("socialaftale.pladssoegning.anmodning.urls")),
    path("find-plads/", views.find, name="find_plads"),
    path("find-plads/sammenlign/", views.sammenlign, name="find_plads_sammenlign"),
    path("find-plads/behov/", views.behov, name="find_plads_behov"),
    path("find-plads/soegning/<slug:kode>/", views.svar, name="find_plads_svar"),
    path("find-plads/soegning/<slug:kode>/<slug:hvad>/", views.goer, name="find_plads_goer"),
    path("find-plads/notatkrav/", views.notatkrav, name="find_plads_notatkrav"),
    path("find-plads/umoedt/", views.umoedt, name="find_plads_umoedt"),
]
