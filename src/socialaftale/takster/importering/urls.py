from django.urls import path

from . import views

urlpatterns = [
    path("takster/import/", views.oversigt, name="takstimporter"),
    path("takster/import/<int:pk>/", views.vis, name="takstimport"),
    path("takster/import/<int:pk>/kolonner/", views.kolonner, name="takstimport_kolonner"),
    path("takster/import/<int:pk>/raekker/", views.raekker, name="takstimport_raekker"),
    path("takster/import/<int:pk>/valg/", views.valg, name="takstimport_valg"),
    path("takster/import/<int:pk>/bekraeft/<str:kode>/", views.bekraeft, name="takstimport_bekraeft"),
]
