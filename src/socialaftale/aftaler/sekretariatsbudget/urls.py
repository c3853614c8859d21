from django.urls import path

from . import views

EN = "sekretariatets-budget/<slug:omraade>/<int:aar>/"
urlpatterns = [
    path("sekretariatets-budget/", views.liste, name="budgetter"),
    path("sekretariatets-budget/<slug:omraade>/nyt/", views.nyt, name="budget_nyt"),
    path(EN, views.vis, name="budget"),
    path(f"{EN}tal/", views.tal, name="budget_tal"),
    path(f"{EN}klar/", views.klar, name="budget_klar"),
]
