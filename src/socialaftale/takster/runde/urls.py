from django.urls import path

from . import svarviews, views

_DRIFTSHERRE = "takster/driftsherre/<str:kode>/<int:aar>"
_TILBUD = "takster/tilbud/<str:kode>/<int:aar>"

urlpatterns = [
    path(f"{_DRIFTSHERRE}/indsend/", views.indsend, name="takstrunde_indsend"),
    path(f"{_DRIFTSHERRE}/kvitteringer/", views.kvitteringer, name="takstkvitteringer"),
    path(f"{_DRIFTSHERRE}/uaendret/", views.uaendret, name="takstrunde_uaendret"),
    path(f"{_DRIFTSHERRE}/erklaer/", views.erklaer, name="takstrunde_erklaer"),
    path(f"{_TILBUD}/forklar/<str:fund>/", svarviews.forklar, name="takst_forklar"),
    path(f"{_TILBUD}/indfri/<int:pk>/", svarviews.indfri, name="takst_indfri"),
    path(f"{_TILBUD}/svar/<int:pk>/", svarviews.svar, name="takst_svar"),
    path("takster/kvittering/<str:kvittering>/", views.kvittering, name="takstkvittering"),
]
