from django.urls import path

from . import views

_DRIFTSHERRE = "takster/driftsherre/<str:kode>/<int:aar>"

urlpatterns = [
    path(f"{_DRIFTSHERRE}/indsend/", views.indsend, name="takstrunde_indsend"),
    path(f"{_DRIFTSHERRE}/kvitteringer/", views.kvitteringer, name="takstkvitteringer"),
    path(f"{_DRIFTSHERRE}/uaendret/", views.uaendret, name="takstrunde_uaendret"),
    path(f"{_DRIFTSHERRE}/erklaer/", views.erklaer, name="takstrunde_erklaer"),
    path("takster/kvittering/<str:kvittering>/", views.kvittering, name="takstkvittering"),
]
