from django.urls import path

from . import views

AFTALEN = "aftalen/<slug:omraade>/<slug:kode>/"
urlpatterns = [
    path(f"{AFTALEN}overtagelser/", views.liste, name="overtagelser"),
    path(f"{AFTALEN}overtagelser/<slug:kommune>/", views.erklaer, name="overtagelse_erklaer"),
]
