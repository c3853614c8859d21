from django.urls import path

from . import views

urlpatterns = [
    path("moeder/<int:pk>/laesere/", views.laesere, name="moede_laesere"),
    path("moeder/<int:pk>/gennemsyn/", views.gennemsyn, name="moede_gennemsyn"),
    path("moeder/laeser/<int:pk>/traek-tilbage/", views.traek_tilbage, name="laeser_traek_tilbage"),
]
