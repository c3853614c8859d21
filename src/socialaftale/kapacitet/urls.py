"""Free places: the public page first."""

from django.urls import path

from . import views

urlpatterns = [
    path("ledige-pladser/", views.ledige_pladser, name="ledige_pladser"),
]
