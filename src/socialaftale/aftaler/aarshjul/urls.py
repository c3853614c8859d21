from django.urls import path

from . import views

urlpatterns = [
    path("aftalen/aarshjul/", views.vis, name="aarshjul"),
    path("aftalen/aarshjul/<slug:omraade>.ics", views.ics, name="aarshjul_ics"),
]
