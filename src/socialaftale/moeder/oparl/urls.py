from django.urls import path

from . import views

urlpatterns = [
    path("oparl/", views.system, name="oparl"),
    path("oparl/omraader/", views.omraader, name="oparl_omraader"),
    path("oparl/omraader/<slug:kode>/", views.omraade, name="oparl_omraade"),
    path("oparl/omraader/<slug:kode>/udvalg/", views.udvalgene, name="oparl_udvalgene"),
    path("oparl/omraader/<slug:kode>/moeder/", views.moeder, name="oparl_moeder"),
    path("oparl/udvalg/<int:pk>/", views.udvalg, name="oparl_udvalg"),
    path("oparl/moede/<int:pk>/", views.moede, name="oparl_moede"),
    path("oparl/punkt/<int:pk>/", views.punkt, name="oparl_punkt"),
    path("oparl/bilag/<int:pk>/", views.bilag, name="oparl_bilag"),
]
