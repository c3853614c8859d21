from django.urls import path

from . import views

urlpatterns = [
    path("indspil/", views.liste, name="indspil"),
    path("indspil/<int:pk>/", views.et, name="indspil_et"),
    path("indspil/<int:pk>/svar/", views.svar, name="indspil_svar"),
    path("indspil/<int:pk>/frist/", views.frist, name="indspil_frist"),
    path("indspil/<int:pk>/ejer/", views.ejer, name="indspil_ejer"),
    path("indspil/<slug:omraade>/nyt/", views.nyt, name="indspil_nyt"),
]
