from django.urls import path

from . import views

OMRAADE = "flere-pladser/<slug:omraade>/"
urlpatterns = [
    path("flere-pladser/", views.liste, name="pladsprojekter"),
    path("flere-pladser/<int:pk>/", views.flyt, name="pladsprojekt"),
    path(f"{OMRAADE}nyt/", views.nyt, name="pladsprojekt_nyt"),
    path(f"{OMRAADE}ny-pulje/", views.ny_pulje, name="pulje_ny"),
    path(f"{OMRAADE}ny-samarbejdsaftale/", views.ny_samarbejdsaftale, name="samarbejdsaftale_ny"),
]
