"""Asking for a place."""

from django.urls import path

from . import views

urlpatterns = [
    path("anmodninger/", views.anmodninger, name="anmodninger"),
    path("anmodninger/<int:pk>/<slug:verbum>/", views.svar, name="anmodning_svar"),
    path("afdelinger/<slug:kode>/anmod/", views.anmod, name="anmod"),
]
