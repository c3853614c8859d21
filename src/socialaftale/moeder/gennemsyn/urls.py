from django.urls import path

from . import views

urlpatterns = [
    path("moeder/<int:pk>/laesere/", views.laesere, name="moede_laesere"),
    path("moeder/<int:pk>/gennemsyn/", views.gennemsyn, name="moede_gennemsyn"),
]
