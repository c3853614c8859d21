"""The register: public pages first, then what the parties do."""

from django.urls import path

from . import views

urlpatterns = [
    path("tilbud/", views.liste, name="tilbudsliste"),
    path("tilbud/driftsherre/<slug:kode>/", views.driftsherre, name="driftsherre"),
    path("tilbud/<slug:kode>/", views.vis, name="tilbud"),
    path("kort/", views.kort, name="kort"),
]
