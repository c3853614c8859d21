"""Free places: the public page first."""

from django.urls import path

from . import bundtviews, linkviews, views

urlpatterns = [
    path("ledige-pladser/", views.ledige_pladser, name="ledige_pladser"),
    path("ledige-pladser/mine/", bundtviews.mine, name="ledige_mine"),
    path("ledige-pladser/mine/indsaet/", bundtviews.indsaet, name="ledige_indsaet"),
    path("ledige-pladser/mine/fortryd/", bundtviews.fortryd, name="ledige_fortryd"),
    path("ledige-pladser/mangler/", views.mangler, name="ledige_mangler"),
    path("ledig/<str:token>/", linkviews.meld, name="meld"),
    path("ledig/<str:token>/forkert/", linkviews.forkert, name="meld_forkert"),
]
